"""Agreements: a term for one customer, or for a segment, instead of the standard."""

from collections.abc import Mapping

from pydantic import Field

from troth.operations.cases import check_kind
from troth.operations.commands import Happened, Id, Instant, TermText, Text, Word
from troth.operations.customers import seen
from troth.operations.dating import iso
from troth.operations.errors import (
    BeyondAuthorityError,
    NoEditionError,
    NotFoundError,
    NotNowError,
    UnfitError,
)
from troth.operations.happening import past
from troth.operations.naming import metric_named
from troth.operations.permits import role_of
from troth.playbook import Playbook
from troth.playbook.schema.words import Role
from troth.promises.agreements import Agreement, agreement
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.store import ConflictError, Work
from troth.said import said as worded


class MakeAgreement(Happened):
    """A term that is to hold for a customer or a segment from now on."""

    id: Id | None = Field(None, description="The agreement's id; made when absent.")
    customer: Id | None = Field(None, description="With whom; a segment when absent.")
    scope: dict[Word, tuple[Word, ...]] = Field(
        {}, description="For which cases: facets and their values; a segment needs some."
    )
    metric: Word = Field(description="What the term is about, by its id in the playbook.")
    term: TermText = Field(description="What is promised instead of the standard.")
    calendar: Word | None = Field(None, description="Counts business time; the team's when absent.")
    team: Word | None = Field(None, description="Who keeps it; the standard's when absent.")
    since: Instant | None = Field(None, description="From when; `at` when absent.")
    until: Instant | None = Field(
        None, description="The first instant at which it no longer holds."
    )
    note: Text | None = Field(None, description="What was agreed, in words.")


class EndAgreement(Happened):
    """An agreement that holds no longer; promises made under it stay as they are."""

    until: Instant | None = Field(
        None, description="The first instant at which it no longer holds; `at` when absent."
    )
    reason: Text = Field(description="Why.")


def make_agreement(work: Work, wanted: MakeAgreement) -> Agreement:
    """Agree on a term; promises made from `since` on are made by it.

    Raises:
        BeyondAuthorityError: an AI agent asks.
        NotFoundError: no edition is published, or there is no such customer.
        UnfitError: arguments that do not fit the playbook or each other.
        ConflictError: the id is another's.
    """
    if role_of(work.actor) == Role.AI_AGENT:
        raise BeyondAuthorityError(
            worded("an AI agent makes no agreements"), worded("a person makes them")
        )
    at = past(work, wanted)
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    _check(work, wanted, edition.playbook)
    since = wanted.since or at
    if wanted.until is not None and wanted.until <= since:
        raise UnfitError(
            "until",
            worded("{until} is not after it begins, {since}", until=wanted.until, since=since),
        )
    agreement_id = wanted.id or work.new_id()
    said = {
        "customer": wanted.customer,
        "scope": {facet: list(values) for facet, values in wanted.scope.items()} or None,
        "metric": wanted.metric,
        "term": wanted.term,
        "calendar": wanted.calendar,
        "team": wanted.team,
        "since": iso(since),
        "until": iso(wanted.until),
    }
    made = Draft(
        type=EntryType.AGREEMENT_MADE,
        subject=agreement_id,
        at=at,
        payload={key: value for key, value in said.items() if value is not None},
        personal={"note": wanted.note},
        person=wanted.customer or COMPANY,
        channel=wanted.channel,
        edition=edition.id,
    )
    work.append([made], expected={agreement_id: 0})
    return standing(work, agreement_id)


def end_agreement(
    work: Work, agreement_id: str, said: EndAgreement, expected: int | None = None
) -> Agreement:
    """Let an agreement end, now or later; never earlier than it was said before.

    Raises:
        NotFoundError: there is none.
        NotNowError: it ends before that already.
        ConflictError: it has come further than was seen.
    """
    found = standing(work, agreement_id)
    if expected is not None and found.sequence != expected:
        raise ConflictError(agreement_id, expected, found.sequence)
    at = past(work, said)
    until = said.until or at
    if found.until is not None and found.until <= until:
        raise NotNowError(
            worded(
                "agreement {agreement} ends at {until} already",
                agreement=agreement_id,
                until=found.until,
            )
        )
    if said.until is not None and said.until < at:
        raise UnfitError(
            "until",
            worded("{until} is before it is ended, {at}", until=said.until, at=at),
        )
    ended = Draft(
        type=EntryType.AGREEMENT_ENDED,
        subject=agreement_id,
        at=at,
        payload={"until": iso(until)},
        personal={"reason": said.reason},
        person=found.customer or COMPANY,
        channel=said.channel,
    )
    work.append([ended])
    return standing(work, agreement_id)


def standing(work: Work, agreement_id: str) -> Agreement:
    """The agreement of that id.

    Raises:
        NotFoundError: there is none.
    """
    entries = work.entries(agreement_id)
    found = agreement(entries) if entries and entries[0].type.kind == "agreement" else None
    if found is None:
        raise NotFoundError("agreement", agreement_id)
    return found


def _check(work: Work, wanted: MakeAgreement, playbook: Playbook) -> None:
    if wanted.customer is not None:
        seen(work, wanted.customer)
    elif not wanted.scope:
        raise UnfitError("scope", worded("say with which customer, or with which segment: a scope"))
    metric = metric_named(playbook, wanted.metric)
    check_kind("term", wanted.term, metric, wanted.metric)
    if wanted.team is not None and wanted.team not in playbook.teams:
        raise UnfitError("team", worded("the playbook has no team {team}", team=repr(wanted.team)))
    declared = playbook.calendars.get(wanted.calendar or "")
    if wanted.calendar is not None and (declared is None or declared.ical is not None):
        raise UnfitError(
            "calendar",
            worded("the playbook has no calendar {calendar}", calendar=repr(wanted.calendar)),
        )
    _check_scope(wanted.scope, playbook.facets)


def _check_scope(
    scope: Mapping[str, tuple[str, ...]], facets: Mapping[str, tuple[str, ...]]
) -> None:
    for facet, values in scope.items():
        if facet not in facets:
            raise UnfitError(
                "scope", worded("the playbook has no facet {facet}", facet=repr(facet))
            )
        unknown = [value for value in values if value not in facets[facet]]
        if unknown or not values:
            names = ", ".join(facets[facet])
            raise UnfitError(
                "scope",
                worded(
                    "{facet} is one of {names}, not {unknown}",
                    facet=facet,
                    names=names,
                    unknown=repr(", ".join(unknown)),
                ),
            )
