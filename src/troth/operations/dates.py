"""Another date: agreed, or moved."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from troth.operations.allowances import Parties
from troth.operations.cases import agreements
from troth.operations.commands import Agree, Change
from troth.operations.dating import given, iso, recounted
from troth.operations.errors import NotNowError, NotYoursError, UnfitError
from troth.operations.happening import (
    by_customer,
    happened,
    not_too_late,
    open_promise,
    state,
)
from troth.operations.making import choose
from troth.operations.permits import Asked, permitted
from troth.promises.due import Dates
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.overlays import applicable
from troth.promises.parties import PartyKind
from troth.promises.promise import Agreement, Promise
from troth.promises.promise import Change as Changed
from troth.promises.recount import calendar_of
from troth.promises.store import Work
from troth.said import said as worded
from troth.said import said_as


def change(work: Work, promise_id: str, said: Change, expected: int | None = None) -> Promise:
    """Give another date. The first one stays, and headline rates go by it.

    An agreement that staff record is reported until the other side confirms it.

    Raises:
        NotNowError: the promise does not run, has no date, or was due before the change was
            recorded and after it happened.
        UnfitError: neither or both of term and date, or a date before the change.
        BeyondAuthorityError: the date is before the first, and tighter than what who acts may
            promise.
    """
    promise = open_promise(work, promise_id, said_as("cannot be", "changed"), expected)
    if promise.due is None:
        raise NotNowError(
            worded("promise {promise} has no date that could change", promise=promise.id)
        )
    at = happened(work, said, promise)
    not_too_late(work, promise, at, said_as("cannot be", "changed"))
    counted = _changed_dates(work, promise, said, at)
    rights, subjects = _permitted(work, promise, said, counted)
    agreed_by_both = said.agreed and by_customer(work, promise)
    changed = EntryType.PROMISE_CHANGE_REPORTED if said.agreed else EntryType.PROMISE_MOVED
    payload = {"due": iso(counted.due), "earliest": iso(counted.earliest), "term": said.term}
    written = work.append(
        [
            Draft(
                type=changed,
                subject=promise.id,
                at=at,
                payload=payload,
                personal={"reason": said.reason},
                person=promise.customer or COMPANY,
                channel=said.channel,
                edition=promise.edition,
            ),
            *rights,
        ],
        expected=subjects,
    )
    changed_promise = state(work, promise.id)
    if agreed_by_both:
        _confirm_as_agreed(work, changed_promise, written[0].id, at)
        return state(work, promise.id)
    return changed_promise


def agree(work: Work, promise_id: str, said: Agree, expected: int | None = None) -> Promise:
    """Agree to an option that was offered, or confirm or decline a changed date.

    Raises:
        UnfitError: neither an option nor a change, or an unknown one.
        NotYoursError: a change is confirmed by who recorded it.
    """
    promise = state(work, promise_id, expected)
    if (said.option is None) == (said.change is None):
        raise UnfitError("option", worded("say either the option or the change that is agreed to"))
    if said.option is not None:
        if said.decline:
            raise UnfitError(
                "decline", worded("an option is declined by withdrawing what was offered")
            )
        return _agree_to_option(work, promise, said)
    changed = next((each for each in promise.changes if each.id == said.change), None)
    if changed is None:
        raise UnfitError(
            "change",
            worded(
                "promise {promise} has no change {change}", promise=promise.id, change=said.change
            ),
        )
    at = happened(work, said, promise)
    if at < changed.at:
        raise UnfitError(
            "at",
            worded("{at} is before the change was made, {made_at}", at=at, made_at=changed.at),
        )
    if said.decline:
        _decline(work, promise, changed, at)
    else:
        _confirm(work, promise, changed, at)
    return state(work, promise.id)


def _agree_to_option(work: Work, promise: Promise, said: Agree) -> Promise:
    """Choose; or, for the other side, confirm what staff said they chose."""
    reported = promise.agreement is Agreement.REPORTED and promise.chosen == said.option
    if not reported or not by_customer(work, promise):
        return choose(work, promise, said)
    at = happened(work, said, promise)
    _answer(work, promise, EntryType.PROMISE_CHANGE_CONFIRMED, {"option": promise.chosen}, at)
    return state(work, promise.id)


def _changed_dates(work: Work, promise: Promise, said: Change, at: datetime) -> Dates:
    if (said.term is None) == (said.due is None):
        raise UnfitError("due", worded("say the new date either as 'due' or as a 'term' from now"))
    if said.term is not None:
        if said.earliest is not None:
            raise UnfitError("earliest", worded("a term says itself when its window begins"))
        return given(said.term, calendar_of(promise, work.edition(promise.edition)), at)
    assert said.due is not None  # noqa: S101 - seen to above
    if said.due <= at:
        raise UnfitError("due", worded("the new date {due} is over already", due=said.due))
    if said.earliest is not None and said.earliest > said.due:
        raise UnfitError("earliest", worded("a window begins before it ends"))
    return Dates(said.due, said.earliest)


def _permitted(
    work: Work, promise: Promise, said: Change, counted: Dates
) -> tuple[list[Draft], dict[str, int]]:
    """Authority for a date before the first; a later one promises no more than was promised."""
    edition = work.edition(promise.edition)
    later = promise.first_due and counted.due and counted.due >= promise.first_due
    if later or edition is None:
        return [], {}
    known_terms = agreements(work, promise.customer)
    facets = dict(promise.facets)
    found = applicable(edition.playbook, promise.metric, facets, known_terms, promise.starts_at)
    parties = Parties(
        actor=work.actor,
        customer=promise.customer,
        promise=promise.id,
        promiser=str(promise.promiser),
    )
    asked = Asked(
        edition=edition,
        metric=promise.metric,
        facets=facets,
        start=promise.starts_at,
        term=said.term,
        due=counted.due,
        calendar=calendar_of(promise, edition),
        applies=found.layer,
        parties=parties,
    )
    return permitted(work, asked)


def _confirm(work: Work, promise: Promise, changed: Changed, at: datetime) -> None:
    if changed.agreement is Agreement.CONFIRMED:
        raise NotNowError(worded("change {change} is confirmed already", change=changed.id))
    if changed.agreement is Agreement.DECLINED:
        raise NotNowError(worded("change {change} was declined; make a new one", change=changed.id))
    if promise.promisee.kind is PartyKind.CUSTOMER and not by_customer(work, promise):
        raise NotYoursError(
            worded(
                "only the customer can confirm change {change}; until then it is reported",
                change=changed.id,
            )
        )
    if work.actor.name == _recorder(work, promise, changed):
        raise NotYoursError(
            worded(
                "change {change} is confirmed by somebody else than who made it",
                change=changed.id,
            )
        )
    _confirm_as_agreed(work, promise, changed.id, at)


def _confirm_as_agreed(work: Work, promise: Promise, change_id: str, at: datetime) -> None:
    confirmed = _with_answer(promise, change_id, Agreement.CONFIRMED)
    dates = recounted(confirmed, work.edition(promise.edition))
    agreed = {key: dates[key] for key in ("agreed_due", "agreed_earliest")}
    payload = {"change": change_id, **agreed}
    _answer(work, promise, EntryType.PROMISE_CHANGE_CONFIRMED, payload, at)


def _with_answer(promise: Promise, change_id: str, agreement: Agreement) -> Promise:
    changes = (
        replace(each, agreement=agreement) if each.id == change_id else each
        for each in promise.changes
    )
    return replace(promise, changes=tuple(changes))


def _recorder(work: Work, promise: Promise, changed: Changed) -> str | None:
    if promise.promisee.kind is PartyKind.CUSTOMER:
        return None
    return next(
        (each.actor.name for each in work.entries(promise.id) if each.id == changed.id), None
    )


def _decline(work: Work, promise: Promise, changed: Changed, at: datetime) -> None:
    if changed.agreement in {Agreement.CONFIRMED, Agreement.DECLINED}:
        raise NotNowError(
            worded(
                "change {change} is {agreement} already",
                change=changed.id,
                agreement=changed.agreement,
            )
        )
    # The date that it took the place of holds again, moved by the pauses since.
    declined = _with_answer(promise, changed.id, Agreement.DECLINED)
    dates = recounted(declined, work.edition(promise.edition))
    payload = {"change": changed.id, "due": dates["due"], "earliest": dates["earliest"]}
    _answer(work, promise, EntryType.PROMISE_CHANGE_DECLINED, payload, at)


def _answer(
    work: Work, promise: Promise, answer: EntryType, payload: dict[str, Any], at: datetime
) -> None:
    work.append(
        [Draft(type=answer, subject=promise.id, at=at, payload=payload, edition=promise.edition)]
    )
