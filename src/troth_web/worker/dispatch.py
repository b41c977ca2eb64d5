"""The round `dispatch`: new entries go from the outbox to the listeners, each once.

Taking the rows and what the listeners write is one transaction. A restored copy that is held back
dispatches nothing.
"""

from django.db import transaction
from django.db.models import QuerySet

from troth_web.crashpoints import crashpoint
from troth_web.ledger.held import sending_allowed
from troth_web.ledger.models import OutboxRow
from troth_web.prepared import prepared
from troth_web.worker import listeners
from troth_web.worker.leases import must_hold
from troth_web.worker.turn import Turn

#: Entries in one transaction.
BATCH = 500


def dispatch(turn: Turn) -> int:
    """Give the next entries to the listeners; how many."""
    using = turn.store.using
    if not _waiting.exists(using=using):
        return 0
    with transaction.atomic(using=using):
        must_hold(turn.lease)
        if not sending_allowed():
            return 0
        taken = _next.all(using=using)
        entries = turn.store.entries_of([entry for _, entry in taken])
        listening = listeners.Listening(turn.at, turn.store)
        for hear in listeners.LISTENERS:
            hear(listening, entries)
        crashpoint("after-listeners")
        _taken.delete(tuple(place for place, _ in taken), using=using)
        crashpoint("before-dispatched")
    crashpoint("after-dispatched")
    return len(taken)


@prepared
def _waiting() -> QuerySet[OutboxRow]:
    return OutboxRow.objects.all()


@prepared
def _taken(places: tuple[int, ...]) -> QuerySet[OutboxRow]:
    return OutboxRow.objects.filter(place__in=places)


@prepared
def _next() -> QuerySet[OutboxRow, tuple[int, str]]:
    waiting = OutboxRow.objects.select_for_update(skip_locked=True).order_by("place")
    return waiting.values_list("place", "entry")[:BATCH]
