"""Promises that lapse: without a duty whose effect is `voids` there is no promise.

The rule is `duty-voids@1`: when such a duty is broken, each promise that waits for it is withdrawn,
from the instant at which the duty broke, however late that is noticed.
"""

from troth.operations.dating import iso, recounted
from troth.operations.errors import NotNowError
from troth.operations.happening import state
from troth.operations.waiting import needed
from troth.playbook.schema.words import Effect
from troth.promises.entries import Draft, EntryType
from troth.promises.outcomes import broke_at
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise, Stage
from troth.promises.recount import ended_pauses
from troth.promises.store import Work
from troth.said import said

RULE = Actor(ActorKind.RULE, "duty-voids@1")


def lapse(work: Work, duty_id: str) -> tuple[Promise, ...]:
    """Withdraw what was promised on condition of a duty that the customer did not do in time.

    A promise that was kept or withdrawn before stays as it is.

    Returns:
        The promises that lapsed.

    Raises:
        NotFoundError: there is no such duty.
        NotNowError: it voids nothing, it was done or let off, it can still be done in time, or
            nothing waits for it.
    """
    duty = state(work, duty_id)
    if duty.effect != Effect.VOIDS:
        raise NotNowError(said("{duty} is no duty without which there is no promise", duty=duty.id))
    broke = broke_at(duty, work.at)
    if duty.closed or broke is None:
        raise NotNowError(said("duty {duty} is not overdue; nothing lapses", duty=duty.id))
    waiting = [work.promise(promise_id) for promise_id in dict.fromkeys(duty.needed_by)]
    lapsing = [each for each in waiting if each and _runs(each)]
    if not lapsing:
        raise NotNowError(said("nothing waits for duty {duty} any more", duty=duty.id))
    for promise in lapsing:
        at = max(broke, promise.made_at)
        payload = {"duty": duty.id, "name": duty.metric, "by": iso(broke)}
        if promise.open_pause is not None:
            payload |= recounted(ended_pauses(promise, at), work.edition(promise.edition))
        gone = Draft(
            type=EntryType.PROMISE_WITHDRAWN,
            subject=promise.id,
            at=at,
            payload=payload,
            edition=promise.edition,
            actor=RULE,
        )
        work.append([gone, *needed(work, promise, at)])
    return tuple(state(work, promise.id) for promise in lapsing)


def _runs(promise: Promise) -> bool:
    return promise.stage is Stage.PROMISED and not promise.closed
