"""Promises that wait for others: a duty that is open stops our clock by rule.

The rule is `duty-pauses@1`: while a duty whose effect is `pauses` or `starts` is open, the clock
of each promise that needs it stands still; when the duty is done, it runs again.
"""

from collections.abc import Sequence
from datetime import datetime

from troth.operations.dating import ended_pauses, recounted
from troth.operations.errors import NotFoundError
from troth.promises.entries import Draft, EntryType
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise
from troth.promises.store import Work

RULE = Actor(ActorKind.RULE, "duty-pauses@1")
_STOPS = {"pauses", "starts"}


def waits(work: Work, promise_id: str, needs: Sequence[str], at: datetime) -> list[Draft]:
    """What is recorded where a promise is made that needs others.

    Raises:
        NotFoundError: one of them does not exist.
    """
    drafts = []
    for need in needs:
        other = work.promise(need)
        if other is None:
            raise NotFoundError("duty or promise", need)
        said = {"promise": promise_id}
        drafts.append(
            Draft(type=EntryType.PROMISE_NEEDED, subject=need, at=at, payload=said, actor=RULE)
        )
        if stops(other):
            drafts.append(_paused(promise_id, other, at))
    return drafts


def stops(other: Promise) -> bool:
    """Whether a duty or promise stops the clocks of those that need it."""
    return not other.closed and other.effect in _STOPS


def needed(work: Work, done: Promise, at: datetime) -> list[Draft]:
    """What is recorded of the promises that waited for one that is done."""
    drafts = []
    for promise_id in done.needed_by:
        promise = work.promise(promise_id)
        if promise is None or promise.closed or not _waits_for(promise, done.id):
            continue
        resumed = ended_pauses(promise, at, duty=done.id)
        dates = recounted(resumed, work.edition(promise.edition))
        drafts.append(
            Draft(
                type=EntryType.PROMISE_RESUMED,
                subject=promise_id,
                at=at,
                payload={"duty": done.id, **dates},
                edition=promise.edition,
                actor=RULE,
            )
        )
    return drafts


def needed_again(work: Work, reopened: Promise, at: datetime) -> list[Draft]:
    """What is recorded of the promises that wait again for a duty that was not done after all."""
    if reopened.effect not in _STOPS:
        return []
    waiting = (work.promise(promise_id) for promise_id in reopened.needed_by)
    return [
        _paused(promise.id, reopened, at)
        for promise in waiting
        if promise is not None and not promise.closed
    ]


def _paused(promise_id: str, duty: Promise, at: datetime) -> Draft:
    said = {"reason": duty.metric, "duty": duty.id}
    return Draft(type=EntryType.PROMISE_PAUSED, subject=promise_id, at=at, payload=said, actor=RULE)


def _waits_for(promise: Promise, duty: str) -> bool:
    return any(pause.duty == duty and pause.end is None for pause in promise.pauses)
