"""What the other side says of a promise: a question, a complaint, thanks."""

from troth.operations.commands import Hear
from troth.operations.happening import happened, state
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.promise import Promise
from troth.promises.store import Work


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
