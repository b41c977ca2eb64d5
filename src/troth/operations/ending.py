"""What happens to a promise on its way: told, handed over, kept, settled, withdrawn, reopened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from troth.operations.cases import looked_up
from troth.operations.commands import (
    HandOn,
    HandOver,
    Happened,
    Keep,
    Make,
    Reopen,
    Settle,
    Tell,
    Withdraw,
    firmness,
)
from troth.operations.dating import iso, recounted
from troth.operations.errors import NotNowError, NotYoursError, UnfitError
from troth.operations.happening import by_customer, happened, not_too_late, open_promise, state
from troth.operations.saying import promised
from troth.operations.waiting import needed, needed_again
from troth.playbook.schema.words import Reopening
from troth.promises.due import parsed
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.parties import ActorKind, Party
from troth.promises.promise import Pause, Promise, Stage
from troth.promises.recount import calendar_of, ended_pauses
from troth.promises.rhythm import dues_until, following, occurrences
from troth.promises.store import Work
from troth.said import said as worded
from troth.said import said_as

#: Parts that are added up, 0.1 and 0.2 of 0.3, may miss the whole by this much of it.
_ROUNDING = 1e-9


def tell(work: Work, promise_id: str, said: Tell, expected: int | None = None) -> Promise:
    """Say how things stand; the next update is due from here.

    Raises:
        NotNowError: nothing is promised, or it is over.
    """
    promise = open_promise(work, promise_id, said_as("cannot be", "told about"), expected)
    at = happened(work, said, promise)
    payload = _rhythm(work, promise, at)
    work.append([_draft(EntryType.PROMISE_TOLD, promise, said, at, payload, {"says": said.says})])
    return state(work, promise.id)


def keep(work: Work, promise_id: str, said: Keep, expected: int | None = None) -> Promise:
    """Record that the promise was kept, or a part of it.

    A clock that stands still stops there: what was paused until now does not count.

    Raises:
        NotNowError: it was kept or withdrawn, or is settled by a verdict.
        NotYoursError: a customer says so of what they did not promise.
        UnfitError: parts that do not add up.
    """
    promise = open_promise(work, promise_id, said_as("cannot be", "kept"), expected)
    if work.actor.kind is ActorKind.CUSTOMER and not _their_own(work, promise):
        raise NotYoursError(worded("a customer says of their own part alone that it is done"))
    if promise.settled_by is not None:
        raise NotNowError(
            worded(
                "promise {promise} is kept or not by the word of {settled_by}; settle it",
                promise=promise.id,
                settled_by=promise.settled_by,
            )
        )
    at = happened(work, said, promise)
    _check_parts(promise, said)
    of = said.of or 0
    if said.done is not None and promise.parts[0] + said.done < of * (1 - _ROUNDING):
        parts = {"done": said.done, "of": said.of}
        work.append([_draft(EntryType.PROMISE_PART_KEPT, promise, said, at, parts, _note(said))])
        return state(work, promise.id)
    payload = _dates_at_end(work, promise, at) | ({} if said.of is None else {"of": said.of})
    kept = _draft(EntryType.PROMISE_KEPT, promise, said, at, payload, _note(said))
    work.append([kept, *needed(work, promise, at)])
    return state(work, promise.id)


def settle(work: Work, promise_id: str, said: Settle, expected: int | None = None) -> Promise:
    """Give a verdict on a promise that is kept or not, rather than due.

    Who speaks decides whose verdict it is: the customer's, a person's, or that of an event that a
    program saw. That of whom the metric names settles the promise; others stand beside it.

    Raises:
        NotNowError: nothing is promised, it was withdrawn, or something falls due.
    """
    promise = state(work, promise_id, expected)
    if promise.stage is not Stage.PROMISED or promise.withdrawn_at is not None:
        raise NotNowError(
            worded("promise {promise} cannot be settled: nothing is promised", promise=promise.id)
        )
    if promise.settled_by is None:
        raise NotNowError(
            worded("promise {promise} falls due; it is kept or not by its date", promise=promise.id)
        )
    at = happened(work, said, promise)
    payload = {"kept": said.kept, "by": _side(work, promise)}
    work.append([_draft(EntryType.PROMISE_SETTLED, promise, said, at, payload, _note(said))])
    return state(work, promise.id)


def withdraw(work: Work, promise_id: str, said: Withdraw, expected: int | None = None) -> Promise:
    """End a promise that nobody needs any more. After its deadline it stays broken.

    A program that saw it end may say so late; people who say so late do not undo a break.

    Raises:
        NotNowError: it is over already, or its date is, and this would count from before it.
    """
    promise = state(work, promise_id, expected)
    if promise.closed:
        raise NotNowError(worded("promise {promise} is over already", promise=promise.id))
    at = happened(work, said, promise)
    if work.actor.kind is not ActorKind.INTEGRATION:
        not_too_late(work, promise, at, said_as("cannot be", "withdrawn"))
    dates = _dates_at_end(work, promise, at) if promise.stage is Stage.PROMISED else {}
    personal = {"reason": said.reason}
    gone = _draft(EntryType.PROMISE_WITHDRAWN, promise, said, at, dates, personal)
    work.append([gone, *needed(work, promise, at)])
    return state(work, promise.id)


def reopen(work: Work, promise_id: str, said: Reopen, expected: int | None = None) -> Promise:
    """Open a promise again that was kept; what this does is a rule of its metric.

    Returns:
        The promise that runs: the same one, or by the rule `restarts` the one that goes on.

    Raises:
        NotNowError: it was not kept, or another one goes on already.
    """
    promise = state(work, promise_id, expected)
    if promise.kept_at is None or promise.settled_by is not None:
        raise NotNowError(
            worded("promise {promise} cannot be reopened: it was not kept", promise=promise.id)
        )
    if promise.followed_by is not None:
        raise NotNowError(
            worded(
                "promise {promise} goes on as {followed_by} already",
                promise=promise.id,
                followed_by=promise.followed_by,
            )
        )
    at = happened(work, said, promise)
    if at < promise.kept_at:
        raise UnfitError(
            "at",
            worded("{at} is before it was kept, {kept_at}", at=at, kept_at=promise.kept_at),
        )
    if promise.reopening is Reopening.RESTARTS:
        return _restart(work, promise, said, at)
    dates = recounted(_reopened(promise, at), work.edition(promise.edition))
    payload = {"rule": promise.reopening.value, **dates}
    reopened = _draft(
        EntryType.PROMISE_REOPENED, promise, said, at, payload, {"reason": said.reason}
    )
    work.append([reopened, *needed_again(work, promise, at)])
    return state(work, promise.id)


def hand_over(work: Work, promise_id: str, said: HandOver, expected: int | None = None) -> Promise:
    """Let somebody else look after the promise, with a note.

    Raises:
        NotNowError: it is over.
        UnfitError: they hold it already.
    """
    promise = state(work, promise_id, expected)
    if promise.closed:
        raise NotNowError(
            worded("promise {promise} is over; nobody needs to look after it", promise=promise.id)
        )
    if promise.holder == Party.parse(said.to):
        raise UnfitError("to", worded("{to} holds it already", to=said.to))
    at = happened(work, said, promise)
    note = {"note": said.note}
    work.append([_draft(EntryType.PROMISE_HANDED_OVER, promise, said, at, {"to": said.to}, note)])
    return state(work, promise.id)


def hand_on(work: Work, promise_id: str, said: HandOn, expected: int | None = None) -> Promise:
    """Let the next team of the chain have its turn, or an earlier one again.

    Raises:
        NotNowError: the promise has no chain, or its last leg has begun.
        UnfitError: nobody of that name is in the chain.
    """
    promise = open_promise(work, promise_id, said_as("cannot be", "handed on"), expected)
    if not promise.legs:
        raise NotNowError(worded("promise {promise} has no chain of teams", promise=promise.id))
    at = happened(work, said, promise)
    number = _next_leg(promise, said.to)
    payload = {"leg": number}
    work.append(
        [_draft(EntryType.PROMISE_HANDED_ON, promise, said, at, payload, {"note": said.note})]
    )
    return state(work, promise.id)


def _draft(
    entry_type: EntryType,
    promise: Promise,
    said: Happened,
    at: datetime,
    payload: dict[str, Any],
    personal: dict[str, Any],
) -> Draft:
    return Draft(
        type=entry_type,
        subject=promise.id,
        at=at,
        payload=payload,
        personal=personal,
        person=promise.customer or COMPANY,
        channel=said.channel,
        edition=promise.edition,
    )


def _rhythm(work: Work, promise: Promise, at: datetime) -> dict[str, Any]:
    """What an update says of the rhythm: which it ends, which were missed, when the next is due."""
    if promise.updates is None:
        return {}
    calendar = calendar_of(promise, work.edition(promise.edition))
    term = parsed(promise.updates)
    pauses = ended_pauses(promise, at).pauses
    if promise.told_at is not None and at < promise.told_at:
        told = [each.at for each in work.entries(promise.id) if each.type is EntryType.PROMISE_TOLD]
        anew = occurrences(term, calendar, promise.starts_at, [*told, at], pauses)
        pairs = [[iso(each.due), iso(each.done_at)] for each in anew]
        return {"occurrences": pairs, "next_update": iso(promise.next_update)}
    since = promise.told_at or promise.starts_at
    dues = dues_until(term, calendar, since, at, pauses)
    following_due = following(term, calendar, at, promise.pauses)
    return {"dues": [iso(due) for due in dues], "next_update": iso(following_due)}


def _their_own(work: Work, promise: Promise) -> bool:
    return promise.is_duty and by_customer(work, promise)


def _note(said: Keep | Settle) -> dict[str, Any]:
    return {"note": said.note}


def _dates_at_end(work: Work, promise: Promise, at: datetime) -> dict[str, Any]:
    """Dates at the end of a promise whose clock stood still until then."""
    if promise.open_pause is None:
        return {}
    return recounted(ended_pauses(promise, at), work.edition(promise.edition))


def _check_parts(promise: Promise, said: Keep) -> None:
    if (said.done is None) != (said.of is None):
        raise UnfitError("of", worded("say how many parts were done, and of how many"))
    if said.of is not None and promise.parts[0] and said.of != promise.parts[1]:
        raise UnfitError(
            "of",
            worded(
                "the promise has {parts} parts, not {of}",
                parts=f"{promise.parts[1]:g}",
                of=f"{said.of:g}",
            ),
        )
    if said.done is None or said.of is None:
        return
    if promise.parts[0] + said.done > said.of * (1 + _ROUNDING):
        raise UnfitError(
            "done",
            worded(
                "{parts} of {of} is too many",
                parts=f"{promise.parts[0] + said.done:g}",
                of=f"{said.of:g}",
            ),
        )


def _side(work: Work, promise: Promise) -> str:
    if by_customer(work, promise):
        return "customer"
    return _SIDES[work.actor.kind]


#: An AI agent's word settles nothing, and that of another customer neither.
_SIDES = {
    ActorKind.PERSON: "person",
    ActorKind.INTEGRATION: "event",
    ActorKind.RULE: "event",
    ActorKind.SERVICE: "service",
    ActorKind.CUSTOMER: "another customer",
}


def _reopened(promise: Promise, at: datetime) -> Promise:
    if promise.reopening is Reopening.COUNTS_ALL or promise.kept_at is None:
        return promise
    closed = Pause(start=promise.kept_at, end=at, reason="closed")
    return replace(promise, pauses=(*promise.pauses, closed))


def _restart(work: Work, promise: Promise, said: Reopen, at: datetime) -> Promise:
    if promise.term is None:
        raise NotNowError(
            worded(
                "promise {promise} was a date, not a term; make a new promise", promise=promise.id
            )
        )
    wanted = Make(
        id=said.id,
        metric=promise.metric,
        customer=promise.customer,
        promiser=str(promise.promiser),
        promisee=str(promise.promisee),
        facets=dict(promise.facets),
        calendar=promise.calendar,
        at=at,
        starts_at=at,
        channel=said.channel,
        term=promise.term,
        holder=str(promise.holder),
        updates=None if promise.recurring else promise.updates,
        touchpoint=promise.touchpoint,
        strength=firmness(promise.strength),
        wording=promise.wording,
    )
    case = looked_up(work, wanted, promise.edition)
    begun = promised(case, wanted) | {
        "follows": promise.id,
        "basis": promise.basis,
        "worded_by": promise.worded_by.value,
        "words": promise.words,
    }
    payload = {"rule": promise.reopening.value, "as": case.id}
    reason = {"reason": said.reason}
    work.append(
        [
            _draft(EntryType.PROMISE_REOPENED, promise, said, at, payload, reason),
            Draft(
                type=EntryType.PROMISE_MADE,
                subject=case.id,
                at=at,
                payload={key: value for key, value in begun.items() if value is not None},
                personal={"wording": promise.wording},
                person=promise.customer or COMPANY,
                channel=said.channel,
                edition=case.edition.id,
            ),
        ],
        expected={case.id: 0},
    )
    return state(work, case.id)


def _next_leg(promise: Promise, to: str | None) -> int:
    if to is None:
        if promise.leg + 1 >= len(promise.legs):
            raise NotNowError(
                worded("promise {promise} is at the last leg of its chain", promise=promise.id)
            )
        return promise.leg + 1
    for number, leg in enumerate(promise.legs):
        if str(leg.party) == to:
            return number
    names = ", ".join(str(leg.party) for leg in promise.legs)
    raise UnfitError("to", worded("{to} is not in the chain: {names}", to=to, names=names))
