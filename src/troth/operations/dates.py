"""Another date: agreed, or moved; and the clock that stands still and runs again."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from troth.operations.commands import Agree, Change, Pause, Resume
from troth.operations.dating import calendar_of, ended_pauses, given, iso, recounted
from troth.operations.errors import NotNowError, NotYoursError, UnfitError
from troth.operations.happening import (
    by_customer,
    happened,
    not_too_late,
    open_promise,
    state,
)
from troth.operations.making import choose
from troth.promises.due import Dates
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.parties import PartyKind
from troth.promises.promise import Agreement, Promise
from troth.promises.promise import Change as Changed
from troth.promises.store import Work


def change(work: Work, promise_id: str, said: Change, expected: int | None = None) -> Promise:
    """Give another date. The first one stays, and headline rates go by it.

    An agreement that staff record is reported until the other side confirms it.

    Raises:
        NotNowError: the promise does not run, has no date, or was due before the change was
            recorded and after it happened.
        UnfitError: neither or both of term and date, or a date before the change.
    """
    promise = open_promise(work, promise_id, "changed", expected)
    if promise.due is None:
        raise NotNowError(f"promise {promise.id} has no date that could change")
    at = happened(work, said, promise)
    not_too_late(work, promise, at, "changed")
    counted = _changed_dates(work, promise, said, at)
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
            )
        ]
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
        raise UnfitError("option", "say either the option or the change that is agreed to")
    if said.option is not None:
        if said.decline:
            raise UnfitError("decline", "an option is declined by withdrawing what was offered")
        return _agree_to_option(work, promise, said)
    changed = next((each for each in promise.changes if each.id == said.change), None)
    if changed is None:
        raise UnfitError("change", f"promise {promise.id} has no change {said.change}")
    at = happened(work, said, promise)
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


def pause(work: Work, promise_id: str, said: Pause, expected: int | None = None) -> Promise:
    """Stop the clock. The last known date stays in sight.

    Raises:
        NotNowError: it is paused for this reason already, does not run, or was due before the
            pause was recorded and after it began.
        UnfitError: the standard does not have this pause, or it comes after a later one.
    """
    promise = open_promise(work, promise_id, "paused", expected)
    at = happened(work, said, promise)
    not_too_late(work, promise, at, "paused")
    if any(each.end is None and each.reason == said.reason for each in promise.pauses):
        raise NotNowError(f"promise {promise.id} is paused already: {said.reason}")
    _check_reason(work, promise, said.reason)
    work.append(
        [
            Draft(
                type=EntryType.PROMISE_PAUSED,
                subject=promise.id,
                at=at,
                payload={"reason": said.reason},
                personal={"note": said.note},
                person=promise.customer or COMPANY,
                channel=said.channel,
                edition=promise.edition,
            )
        ]
    )
    return state(work, promise.id)


def resume(work: Work, promise_id: str, said: Resume, expected: int | None = None) -> Promise:
    """Let the clock run again; only the open part of the pause moves the date.

    Raises:
        NotNowError: it is not paused, or not for this reason, or waits for a duty.
        UnfitError: it ends before it began.
    """
    promise = open_promise(work, promise_id, "resumed", expected)
    at = happened(work, said, promise)
    lasting = [each for each in promise.pauses if each.end is None and each.duty is None]
    meant = [each for each in lasting if said.reason in {None, each.reason}]
    if not meant:
        reason = f" for {said.reason!r}" if said.reason else " by anybody; a duty pauses by itself"
        raise NotNowError(f"promise {promise.id} is not paused{reason}")
    for each in meant:
        if at < each.start:
            raise UnfitError("at", f"{iso(at)} is before the pause began, {iso(each.start)}")
        work.append([_resumed(work, state(work, promise.id), each.reason, at)])
    return state(work, promise.id)


def _resumed(work: Work, promise: Promise, reason: str, at: datetime) -> Draft:
    running = ended_pauses(promise, at, reason=reason)
    return Draft(
        type=EntryType.PROMISE_RESUMED,
        subject=promise.id,
        at=at,
        payload={"reason": reason, **recounted(running, work.edition(promise.edition))},
        edition=promise.edition,
    )


def _check_reason(work: Work, promise: Promise, reason: str) -> None:
    """A standard that names its pauses allows no other; one-off promises name none."""
    basis = promise.basis or {}
    edition = work.edition(promise.edition)
    if edition is None or basis.get("level") != "standard":
        return
    standard = edition.playbook.standards.get(str(basis["id"]))
    if standard is not None and reason not in standard.pauses:
        known = ", ".join(standard.pauses) or "no pause"
        raise UnfitError("reason", f"standard {basis['id']} knows {known}, not {reason!r}")


def _changed_dates(work: Work, promise: Promise, said: Change, at: datetime) -> Dates:
    if (said.term is None) == (said.due is None):
        raise UnfitError("due", "say the new date either as 'due' or as a 'term' from now")
    if said.term is not None:
        if said.earliest is not None:
            raise UnfitError("earliest", "a term says itself when its window begins")
        return given(said.term, calendar_of(promise, work.edition(promise.edition)), at)
    assert said.due is not None  # noqa: S101 - seen to above
    if said.due <= at:
        raise UnfitError("due", f"the new date {iso(said.due)} is over already")
    if said.earliest is not None and said.earliest > said.due:
        raise UnfitError("earliest", "a window begins before it ends")
    return Dates(said.due, said.earliest)


def _confirm(work: Work, promise: Promise, changed: Changed, at: datetime) -> None:
    if changed.agreement is Agreement.CONFIRMED:
        raise NotNowError(f"change {changed.id} is confirmed already")
    if changed.agreement is Agreement.DECLINED:
        raise NotNowError(f"change {changed.id} was declined; make a new one")
    if promise.promisee.kind is PartyKind.CUSTOMER and not by_customer(work, promise):
        raise NotYoursError(
            f"only the customer can confirm change {changed.id}; until then it is reported"
        )
    if work.actor.name == _recorder(work, promise, changed):
        raise NotYoursError(f"change {changed.id} is confirmed by somebody else than who made it")
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
        raise NotNowError(f"change {changed.id} is {changed.agreement} already")
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
