"""What the entry of a promise says: parties, term, dates, and where they come from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from troth.clock import Calendar, CalendarError
from troth.operations.cases import Case
from troth.operations.commands import Make
from troth.operations.dating import first_update, iso
from troth.operations.errors import UnfitError
from troth.playbook.schema.promises import Claim
from troth.promises.due import Dates, dates, parsed
from troth.promises.editions import Edition
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.overlays import BY_DATE, Layer, lost_json
from troth.promises.parties import Party, PartyKind
from troth.promises.tzdata import version
from troth.said import Said, said
from troth.terms import Every, MissingCalendarError, Term


def promised(case: Case, wanted: Make) -> dict[str, Any]:
    """What the entry of a promise says: parties, term, dates, and where they come from."""
    layer = case.found.layer if wanted.due is None else None
    term = parsed(layer.term) if layer else None
    said = parties_of(case, wanted)
    calendar_id = (
        wanted.calendar or (layer.calendar if layer else None) or _team_calendar(case, said)
    )
    calendar = case.edition.calendar(calendar_id)
    recurring = term is not None and isinstance(term.content, Every)
    counted = _counted(term, calendar, case.starts_at)
    updates = _updates(wanted, layer, recurring)
    return said | {
        "term": layer.term if layer else None,
        "calendar": calendar_id,
        "calendar_version": calendar.version if calendar else None,
        "tzdata": version(),
        "zone": calendar.timezone.key if calendar else "UTC",
        "due": iso(counted.due if counted else wanted.due),
        "earliest": iso(counted.earliest if counted else wanted.earliest),
        "basis": case.found.as_json() if layer else _said_date(case),
        "strength": wanted.strength or _strength(layer),
        "updates": updates,
        "next_update": iso(first_update(updates, calendar, case.starts_at)),
        "needs": list(wanted.needs) or None,
        "legs": _legs(case.edition, layer),
        "settled_by": _settled_by(case, layer, wanted),
        "quote": wanted.quote,
        "likelihood": wanted.likelihood,
        "words": words_of(case, wanted),
    }


def _counted(term: Term | None, calendar: Calendar | None, start: datetime) -> Dates | None:
    if term is None or isinstance(term.content, Every):
        return None
    try:
        return dates(term, calendar, start)
    except (MissingCalendarError, CalendarError) as error:
        raise UnfitError("term", str(error)) from None


def _said_date(case: Case) -> dict[str, Any]:
    """Why a date holds that was said, and what would have applied."""
    found = case.found.layer
    lost = [] if found is None else [(found, BY_DATE)]
    others = [*lost, *case.found.others]
    instead = [lost_json(each, why) for each, why in others]
    return {"level": "one-off", "id": "", "instead_of": instead}


def parties_of(case: Case, wanted: Make) -> dict[str, Any]:
    """Who promises whom what, and who looks after it."""
    team = case.found.layer.team if case.found.layer else None
    base = _standard_team(case)
    promiser = wanted.promiser or f"team:{team or base}" if team or base else wanted.promiser
    promiser = promiser or f"company:{case.edition.playbook.company}"
    promisee = wanted.promisee or f"customer:{wanted.customer}"
    return {
        "promiser": promiser,
        "promisee": promisee,
        "customer": wanted.customer,
        "metric": wanted.metric,
        "facets": dict(wanted.facets) or None,
        "touchpoint": wanted.touchpoint,
        "starts_at": iso(case.starts_at),
        "holder": wanted.holder or promiser,
        "reopening": str(case.metric.reopening),
    }


def _standard_team(case: Case) -> str | None:
    """The team whose standard would have applied; a one-off or agreed term names none itself."""
    for layer, _ in case.found.others:
        if layer.team is not None:
            return layer.team
    return None


def _team_calendar(case: Case, said: Mapping[str, Any]) -> str | None:
    party = Party.parse(said["promiser"])
    if party.kind is not PartyKind.TEAM or party.id not in case.edition.playbook.teams:
        return None
    return case.edition.playbook.teams[party.id].calendar


def _strength(layer: Layer | None) -> str:
    return str(layer.standard.strength) if layer and layer.standard else "guarantee"


def _updates(wanted: Make, layer: Layer | None, recurring: bool) -> str | None:
    if recurring and layer is not None:
        return layer.term
    if wanted.updates is not None:
        return wanted.updates
    standard = layer.standard if layer else None
    return str(standard.updates) if standard and standard.updates else None


def _settled_by(case: Case, layer: Layer | None, wanted: Make) -> str | None:
    """Who says whether it was kept, where nothing falls due."""
    dated = wanted.due is not None or (layer is not None and parsed(layer.term).kind == "duration")
    if dated:
        return None
    return str(case.metric.settled_by) if case.metric.settled_by else "person"


def _legs(edition: Edition, layer: Layer | None) -> list[dict[str, Any]] | None:
    standard = layer.standard if layer else None
    if standard is None or standard.chain is None:
        return None
    return [
        {
            "party": str(_leg_party(edition, leg.team)),
            "term": str(leg.term) if leg.term else None,
            "calendar": leg.calendar or edition.playbook.teams[leg.team].calendar,
        }
        for leg in edition.playbook.chains[standard.chain].legs
        if leg.team is not None
    ]


def _leg_party(edition: Edition, team: str) -> Party:
    supplier = edition.playbook.teams[team].supplier
    return Party(PartyKind.SUPPLIER if supplier else PartyKind.TEAM, team)


def made(
    case: Case, wanted: Make, said: Mapping[str, Any], personal: Mapping[str, Any] | None = None
) -> Draft:
    """The entry with which a promise begins."""
    return draft_of(EntryType.PROMISE_MADE, case, wanted, said, personal)


def draft_of(
    entry_type: EntryType,
    case: Case,
    wanted: Make,
    said: Mapping[str, Any],
    personal: Mapping[str, Any] | None = None,
) -> Draft:
    """An entry about a case: what it says, and in which words."""
    return Draft(
        type=entry_type,
        subject=case.id,
        at=case.at,
        payload={key: value for key, value in said.items() if value is not None},
        personal={"wording": wording_of(case, wanted), **(personal or {})},
        person=wanted.customer or COMPANY,
        channel=wanted.channel,
        edition=case.edition.id,
    )


def wording_of(case: Case, wanted: Make) -> str | None:
    """What is said, word for word: by whoever promises, or by the claim that they name.

    Raises:
        UnfitError: no such claim, one of another metric or without words, or these are not its.
    """
    if wanted.claim is None:
        return wanted.wording
    claims = case.edition.playbook.claims
    claim = claims.get(wanted.claim)
    if claim is None:
        known = ", ".join(claims) or "none"
        raise UnfitError(
            "claim",
            said(
                "the playbook has no claim {claim}; it has {known}",
                claim=repr(wanted.claim),
                known=known,
            ),
        )
    if claim.metric != wanted.metric or claim.says is None:
        raise UnfitError("claim", _unfit_claim(wanted.claim, claim))
    if wanted.wording not in {None, claim.says}:
        raise UnfitError(
            "wording",
            said(
                "these are not the words of {claim}: {says}",
                claim=wanted.claim,
                says=repr(claim.says),
            ),
        )
    return claim.says


def words_of(case: Case, wanted: Make) -> str | None:
    """Where in the playbook the words stand; None where they are of whoever promises."""
    said, playbook = wording_of(case, wanted), case.edition.playbook
    if said is None:
        return None
    if wanted.claim is not None:
        return f"claims.{wanted.claim}"
    for section, terms in (("claims", playbook.claims), ("standards", playbook.standards)):
        for name, term in terms.items():
            if term.metric == wanted.metric and term.says == said:
                return f"{section}.{name}"
    return None


def _unfit_claim(name: str, claim: Claim) -> Said:
    if not claim.says:
        return said("{claim} has no words; say the words yourself, as 'wording'", claim=name)
    return said(
        "{claim} is about {metric}; say the words yourself, as 'wording'",
        claim=name,
        metric=claim.metric,
    )
