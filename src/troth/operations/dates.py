"""Another date: agreed, or moved; and the clock that stands still and runs again."""

from datetime import datetime
from typing import Any

from troth.operations.commands import Agree, Change, Pause, Resume
from troth.operations.dating import calendar_of, ended_pauses, iso, recounted
from troth.operations.errors import NotNowError, NotYoursError, UnfitError
from troth.operations.happening import by_customer, happened, open_promise, state
from troth.operations.making import choose
from troth.promises.due import Dates, dates, parsed
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.parties import PartyKind
from troth.promises.promise import Agreement, Promise
from troth.promises.promise import Change as Changed
from troth.promises.store import Work


def change(work: Work, promise_id: str, said: Change, expected: int | None = None) -> Promise:
    """Give another date. The first one stays, and headline rates go by it.

    An agreement that staff record is reported until the other side confirms it.

    Raises:
        NotNowError: the promise does not run, or has no date.
        UnfitError: neither or both of term and date, or a date before the change.
    """
    promise = open_promise(work, promise_id, "changed", expected)
    if promise.due is None:
        raise NotNowError(f"promise {promise.id} has no date that could change")
    at = happened(work, said, promise)
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
    if agreed_by_both:
        _answer(work, promise, EntryType.PROMISE_CHANGE_CONFIRMED, {"change": written[0].id}, at)
    return state(work, promise.id)


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
        return choose(work, promise, said)
    changed = next((each for each in promise.changes if each.id == said.change), None)
    if changed is None:
        raise UnfitError("change", f"promise {promise.id} has no change {said.change}")
    at = happened(work, said, promise)
    if said.decline:
        _decline(work, promise, changed, at)
    else:
        _confirm(work, promise, changed, at)
    return state(work, promise.id)


def pause(work: Work, promise_id: str, said: Pause, expected: int | None = None) -> Promise:
    """Stop the clock. The last known date stays in sight.

    Raises:
        NotNowError: it is paused for this reason already, or does not run.
        UnfitError: the standard does not have this pause, or it comes after a later one.
    """
    promise = open_promise(work, promise_id, "paused", expected)
    at = happened(work, said, promise)
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
        calendar = calendar_of(promise, work.edition(promise.edition))
        return dates(parsed(said.term), calendar, at)
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
    _answer(work, promise, EntryType.PROMISE_CHANGE_CONFIRMED, {"change": changed.id}, at)


def _recorder(work: Work, promise: Promise, changed: Changed) -> str | None:
    if promise.promisee.kind is PartyKind.CUSTOMER:
        return None
    return next(
        (each.actor.name for each in work.entries(promise.id) if each.id == changed.id), None
    )


def _decline(work: Work, promise: Promise, changed: Changed, at: datetime) -> None:
    if changed.agreement in {Agreement.CONFIRMED, Agreement.DECLINED}:
        raise NotNowError(f"change {changed.id} is {changed.agreement} already")
    payload: dict[str, Any] = {"change": changed.id}
    if promise.change is not None and promise.change.id == changed.id:
        payload |= _dates_before(promise, changed)
    _answer(work, promise, EntryType.PROMISE_CHANGE_DECLINED, payload, at)


def _dates_before(promise: Promise, changed: Changed) -> dict[str, str | None]:
    """The date that holds again once a change is declined."""
    earlier = [
        each
        for each in promise.changes
        if each.id != changed.id and each.agreement is not Agreement.DECLINED
    ]
    if earlier:
        return {"due": iso(earlier[-1].due), "earliest": iso(earlier[-1].earliest)}
    return {"due": iso(promise.first_due), "earliest": iso(promise.first_earliest)}


def _answer(
    work: Work, promise: Promise, answer: EntryType, payload: dict[str, Any], at: datetime
) -> None:
    work.append(
        [Draft(type=answer, subject=promise.id, at=at, payload=payload, edition=promise.edition)]
    )
