"""Many entries at once: what a company did before it had a journal, or another system records."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from troth.operations.resting import collector_at_rest
from troth.promises.entries import Draft
from troth.promises.parties import Actor
from troth.promises.store import Store


def record_many(
    store: Store, drafts: Iterable[Draft], *, actor: Actor, at: datetime, batch: int = 5_000
) -> int:
    """Record drafts in their order, `batch` of them in each transaction.

    Args:
        store: where to.
        drafts: as operations would write them; memory holds one batch of them.
        actor: who records them.
        at: now, `recorded_at` of each.
        batch: how many stand or fall together.

    Returns:
        How many were recorded.
    """
    recorded = 0
    left = iter(drafts)
    while some := list(islice(left, batch)):
        with collector_at_rest(), store.writing(actor=actor, at=at) as work:
            recorded += len(work.append(some))
    return recorded
