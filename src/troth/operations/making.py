"""Making promises: which term applies, whose promise it is, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from troth.clock import Calendar, CalendarError
from troth.operations.commands import Agree, Make, Offer, Option, firmness
from troth.operations.customers import known
from troth.operations.dating import first_update, iso
from troth.operations.errors import NotFoundError, NotNowError, UnfitError
from troth.operations.happening import by_customer, happened, state
from troth.operations.waiting import waits
from troth.playbook.schema.metrics import Metric
from troth.promises.agreements import Agreement, agreement
from troth.promises.due import Dates, dates, parsed
from troth.promises.editions import Edition
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.ids import new_id
from troth.promises.overlays import Applicable, Layer, applicable, lost_json, one_off
from troth.promises.parties import Party, PartyKind
from troth.promises.promise import Promise, Stage
from troth.promises.store import Work
from troth.promises.tzdata import version
from troth.terms import Every, MissingCalendarError, Term


@dataclass(frozen=True, slots=True)
class Case:
    """What a promise is made about, once everything is looked up."""

    id: str
    at: datetime
    starts_at: datetime
    edition: Edition
    metric: Metric
    found: Applicable


def make(work: Work, wanted: Make) -> Promise:
    """Make a promise, or record that nothing says by when.

    Without term and date, the term that applies is promised. Where none applies, what was asked
    for is recorded with the reason, so that it is listed and not lost.

    Raises:
        NotFoundError: no edition is published, or the customer or a duty does not exist.
        UnfitError: arguments that do not fit the playbook.
    """
    case = looked_up(work, wanted)
    if wanted.due is None and case.found.layer is None:
        return _unmatched(work, wanted, case)
    drafts = [_made(case, wanted, promised(case, wanted))]
    drafts += waits(work, case.id, wanted.customer, wanted.needs, case.at)
    work.append(drafts, expected={case.id: 0})
    return state(work, case.id)


def offer(work: Work, wanted: Offer) -> Promise:
    """Put options before a customer; nothing is promised until one is agreed to.

    Raises:
        UnfitError: two options of one name, or an option without term and date.
    """
    case = looked_up(work, wanted)
    _check_offer(wanted, case)
    said = _parties(case, wanted) | {
        "options": [_option_json(option) for option in wanted.options],
        "reason": "offered, and not agreed to yet",
        "needs": list(wanted.needs) or None,
        "calendar": wanted.calendar,
        "strength": wanted.strength,
        "updates": wanted.updates,
        "quote": wanted.quote,
    }
    work.append([_draft(EntryType.PROMISE_OFFERED, case, wanted, said)], expected={case.id: 0})
    return state(work, case.id)


def _check_offer(wanted: Offer, case: Case) -> None:
    if wanted.term is not None or wanted.due is not None:
        raise UnfitError("options", "terms and dates are said by the options, not beside them")
    names = [option.id for option in wanted.options]
    for option in wanted.options:
        if names.count(option.id) > 1:
            raise UnfitError("options", f"two options are called {option.id!r}")
        if (option.term is None) == (option.due is None):
            raise UnfitError("options", f"option {option.id!r} needs either a term or a date")
        if option.term is not None:
            _check_kind("options", option.term, case.metric, wanted.metric)


def choose(work: Work, promise: Promise, said: Agree) -> Promise:
    """Agree to an option that was offered: the promise begins.

    Raises:
        NotNowError: nothing is offered, or not this.
    """
    if promise.stage is not Stage.OFFERED or promise.closed:
        raise NotNowError(f"promise {promise.id} has no options to agree to")
    chosen = next((each for each in promise.options if each["id"] == said.option), None)
    if chosen is None:
        names = ", ".join(repr(each["id"]) for each in promise.options)
        raise UnfitError("option", f"{said.option!r} was not offered; options are {names}")
    at = happened(work, said, promise)
    wanted = _chosen(promise, said, chosen, at)
    case = looked_up(work, wanted, promise.edition)
    agreement = "confirmed" if by_customer(work, promise) else "reported"
    made = promised(case, wanted) | {"chosen": said.option, "agreement": agreement}
    draft = _made(case, wanted, made, {"understanding": said.understanding})
    work.append([draft, *waits(work, case.id, promise.customer, promise.needs, at)])
    return state(work, promise.id)


def looked_up(work: Work, wanted: Make, edition_id: str | None = None) -> Case:
    """Everything that a promise is made from.

    Args:
        work: the transaction.
        wanted: what is asked for.
        edition_id: of the playbook by which it is made; the current one where none is named.

    Raises:
        NotFoundError, UnfitError: as `make`.
    """
    edition = work.edition(edition_id)
    if edition is None:
        raise NotFoundError("published", "edition of the playbook; publish one first")
    at = wanted.at or work.at
    starts_at = wanted.starts_at or at
    metric = edition.playbook.metrics.get(wanted.metric)
    if metric is None:
        known = ", ".join(edition.playbook.metrics)
        raise UnfitError("metric", f"the playbook has no metric {wanted.metric!r}; it has {known}")
    _check(work, wanted, edition, at)
    if wanted.term is not None:
        _check_kind("term", wanted.term, metric, wanted.metric)
    extra = None
    if wanted.term is not None:
        extra = one_off(wanted.term, wanted.calendar, None)
    found = applicable(
        edition.playbook, wanted.metric, wanted.facets, _agreements(work, wanted), starts_at, extra
    )
    promise_id = wanted.id or new_id(work.at)
    return Case(promise_id, at, starts_at, edition, metric, found)


def _check(work: Work, wanted: Make, edition: Edition, at: datetime) -> None:
    if at > work.at:
        raise UnfitError("at", f"{iso(at)} is yet to come; it is {iso(work.at)}")
    _check_calendar(wanted, edition)
    _check_promiser(wanted, edition)
    if wanted.due is not None and wanted.due <= at:
        raise UnfitError("due", f"the date {iso(wanted.due)} is over already")
    if wanted.earliest is not None and (wanted.due is None or wanted.earliest > wanted.due):
        raise UnfitError("earliest", "a window ends at 'due', which comes after 'earliest'")
    if wanted.term is not None and wanted.due is not None:
        raise UnfitError("due", "say either a term or a date, not both")
    if wanted.customer is not None:
        known(work, wanted.customer)
    if wanted.updates is not None and not isinstance(parsed(wanted.updates).content, Every):
        raise UnfitError("updates", f"{wanted.updates!r} is no rhythm; write 'every 2 days'")
    if wanted.customer is None and wanted.promisee is None:
        raise UnfitError("promisee", "say to whom: 'customer', or another party as 'promisee'")


def _check_calendar(wanted: Make, edition: Edition) -> None:
    if wanted.calendar is None:
        return
    declared = edition.playbook.calendars.get(wanted.calendar)
    if declared is None or declared.ical is not None:
        raise UnfitError("calendar", f"the playbook has no calendar {wanted.calendar!r}")
    if wanted.term is None and wanted.due is None and not isinstance(wanted, Offer):
        raise UnfitError("calendar", "a calendar goes with a term; the standard brings its own")


def _check_promiser(wanted: Make, edition: Edition) -> None:
    """A party promises its own behaviour, so it has to be one that the playbook knows."""
    if wanted.promiser is None:
        return
    party = Party.parse(wanted.promiser)
    teams = edition.playbook.teams
    if party.kind in {PartyKind.TEAM, PartyKind.SUPPLIER} and party.id not in teams:
        raise UnfitError("promiser", f"the playbook has no team {party.id!r}; {', '.join(teams)}")


def _check_kind(where: str, term: str, metric: Metric, name: str) -> None:
    kind = parsed(term).kind
    if kind != metric.kind:
        raise UnfitError(where, f"{term!r} is about {kind}, but {name} is about {metric.kind}")


def _agreements(work: Work, wanted: Make) -> list[Agreement]:
    ids = [*work.agreements(None)]
    if wanted.customer is not None:
        ids += work.agreements(wanted.customer)
    found = (agreement(work.entries(each)) for each in ids)
    return [each for each in found if each is not None]


def promised(case: Case, wanted: Make) -> dict[str, Any]:
    """What the entry of a promise says: parties, term, dates, and where they come from."""
    layer = case.found.layer if wanted.due is None else None
    term = parsed(layer.term) if layer else None
    said = _parties(case, wanted)
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
    lost = [] if found is None else [(found, "a date was said instead")]
    others = [*lost, *case.found.others]
    instead = [lost_json(each, why) for each, why in others]
    return {"level": "one-off", "id": "", "instead_of": instead}


def _parties(case: Case, wanted: Make) -> dict[str, Any]:
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


def _made(
    case: Case, wanted: Make, said: Mapping[str, Any], personal: Mapping[str, Any] | None = None
) -> Draft:
    return _draft(EntryType.PROMISE_MADE, case, wanted, said, personal)


def _draft(
    entry_type: EntryType,
    case: Case,
    wanted: Make,
    said: Mapping[str, Any],
    personal: Mapping[str, Any] | None = None,
) -> Draft:
    return Draft(
        type=entry_type,
        subject=case.id,
        at=case.at,
        payload={key: value for key, value in said.items() if value is not None},
        personal={"wording": wanted.wording, **(personal or {})},
        person=wanted.customer or COMPANY,
        channel=wanted.channel,
        edition=case.edition.id,
    )


def _unmatched(work: Work, wanted: Make, case: Case) -> Promise:
    said = _parties(case, wanted) | {"reason": case.found.reason}
    work.append([_draft(EntryType.PROMISE_UNMATCHED, case, wanted, said)], expected={case.id: 0})
    return state(work, case.id)


def _option_json(option: Option) -> dict[str, Any]:
    return option.model_dump(mode="json", exclude_defaults=True) | {"due": iso(option.due) or None}


def _chosen(promise: Promise, said: Agree, option: Mapping[str, Any], at: datetime) -> Make:
    due = option.get("due")
    return Make(
        id=promise.id,
        metric=promise.metric,
        customer=promise.customer,
        promiser=str(promise.promiser),
        promisee=str(promise.promisee),
        facets=dict(promise.facets),
        at=at,
        channel=said.channel,
        holder=str(promise.holder),
        touchpoint=promise.touchpoint,
        calendar=promise.calendar,
        strength=firmness(promise.strength),
        updates=promise.updates,
        quote=promise.quote,
        term=option.get("term"),
        due=datetime.fromisoformat(due) if due else None,
        wording=option.get("says"),
        needs=promise.needs,
        likelihood=option.get("likelihood"),
    )
