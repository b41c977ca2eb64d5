"""Promises that wait for others: a duty that is open stops our clock by rule.

The rule is `duty-pauses@1`: while a duty whose effect is `pauses` or `starts` is open, the clock
of each promise that needs it stands still; when the duty is done, it runs again.
"""

from collections.abc import Sequence
from datetime import datetime

from troth.operations.dating import recounted
from troth.operations.errors import NotFoundError, UnfitError
from troth.promises.entries import Draft, EntryType
from troth.promises.outcomes import passed_since
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise
from troth.promises.recount import ended_pauses
from troth.promises.store import Work
from troth.said import said

RULE = Actor(ActorKind.RULE, "duty-pauses@1")
_STOPS = {"pauses", "starts"}


def check_same_customer(duty: Promise, customer: str | None) -> None:
    """See that a customer's delay touches only promises to them.

    Raises:
        UnfitError: the duty is another customer's.
    """
    if duty.is_duty and duty.customer != customer:
        raise UnfitError("needs", said("duty {duty} is another customer's", duty=duty.id))


def waits(
    work: Work, promise_id: str, customer: str | None, needs: Sequence[str], at: datetime
) -> list[Draft]:
    """What is recorded where a promise is made that needs others.

    Raises:
        NotFoundError: one of them does not exist.
        UnfitError: one of them is a duty of another customer.
    """
    drafts = []
    for need in needs:
        other = work.promise(need)
        if other is None:
            raise NotFoundError("duty or promise", need)
        check_same_customer(other, customer)
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


def stands_still(work: Work, promise: Promise, duty: Promise, at: datetime) -> Draft:
    """The clock of a promise stops for a duty: at `at`, or now if one of its dates is over."""
    since = max(at, promise.made_at)
    over = passed_since(promise, since, work.at) is not None
    return _paused(promise.id, duty, work.at if over else since)


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
        stands_still(work, promise, reopened, at)
        for promise in waiting
        if promise is not None and not promise.closed
    ]


def _paused(promise_id: str, duty: Promise, at: datetime) -> Draft:
    said = {"reason": duty.metric, "duty": duty.id}
    return Draft(type=EntryType.PROMISE_PAUSED, subject=promise_id, at=at, payload=said, actor=RULE)


def _waits_for(promise: Promise, duty: str) -> bool:
    return any(pause.duty == duty and pause.end is None for pause in promise.pauses)
