"""Noticing a break: for whoever is to hear of it. The outcome does not wait for this."""

from troth.operations.errors import NotNowError
from troth.operations.happening import state
from troth.promises.entries import Draft, EntryType
from troth.promises.outcomes import broke_at
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise
from troth.promises.store import Work

RULE = Actor(ActorKind.RULE, "deadlines@1")


def notice(work: Work, promise_id: str, expected: int | None = None) -> Promise:
    """Record that a promise broke: at its true deadline, however late that is noticed.

    Raises:
        NotFoundError: there is no such promise.
        NotNowError: it did not break, or this break is on record.
    """
    promise = state(work, promise_id, expected)
    broke = broke_at(promise, work.at)
    if broke is None:
        raise NotNowError(f"promise {promise.id} did not break")
    if promise.broken_at == broke:
        raise NotNowError(f"that promise {promise.id} broke is on record")
    draft = Draft(
        type=EntryType.PROMISE_BROKEN,
        subject=promise.id,
        at=broke,
        edition=promise.edition,
        actor=RULE,
    )
    work.append([draft])
    return state(work, promise.id)
