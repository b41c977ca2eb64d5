"""What the other side says of a promise: a question, a complaint, thanks; and that it was read."""

from troth.operations.commands import Acknowledge, Hear
from troth.operations.errors import NotNowError
from troth.operations.happening import happened, state
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth.said import said as worded


def hear(work: Work, promise_id: str, said: Hear, expected: int | None = None) -> Promise:
    """Keep what the other side said, at any time; it changes nothing of what was promised.

    Raises:
        NotFoundError: there is no such promise.
        UnfitError: it is yet to come.
    """
    promise = state(work, promise_id, expected)
    draft = Draft(
        type=EntryType.PROMISE_HEARD,
        subject=promise.id,
        at=happened(work, said, promise),
        personal={"heard": said.says},
        person=promise.customer or COMPANY,
        channel=said.channel,
        edition=promise.edition,
    )
    work.append([draft])
    return state(work, promise.id)


def acknowledge(
    work: Work, promise_id: str, said: Acknowledge, expected: int | None = None
) -> Promise:
    """Say that somebody read what the customer said themselves, where it needs no other answer.

    Raises:
        NotFoundError: there is no such promise.
        NotNowError: nothing that they said waits for an answer.
    """
    promise = state(work, promise_id, expected)
    if promise.unanswered is None:
        raise NotNowError(
            worded(
                "nothing that the customer said of promise {promise} is unanswered",
                promise=promise.id,
            )
        )
    draft = Draft(
        type=EntryType.PROMISE_ACKNOWLEDGED,
        subject=promise.id,
        at=happened(work, said, promise),
        channel=said.channel,
        edition=promise.edition,
    )
    work.append([draft])
    return state(work, promise.id)
