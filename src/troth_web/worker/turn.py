"""One turn of a round: the moment, the store, and the right to act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from troth.promises.parties import Actor
from troth_web.ledger.store import SqlStore
from troth_web.ledger.work import SqlWork
from troth_web.worker.leases import Lease, must_hold

Result = TypeVar("Result")

#: Rows that are dropped in one transaction.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """What a round is given each time."""

    #: Now, from the edge; UTC.
    at: datetime
    store: SqlStore
    lease: Lease

    def write(self, act: Callable[[SqlWork], Result], *, actor: Actor) -> Result:
        """One transaction of the store, in which the lease is held.

        Raises:
            LostLeaseError: another worker acts now; nothing is written.
        """

        def fenced(work: SqlWork) -> Result:
            must_hold(self.lease)
            return act(work)

        return self.store.write(fenced, actor=actor, at=self.at)

    def drop(self, rows: QuerySet[Any]) -> int:
        """Delete some of these rows, in a transaction in which the lease is held; how many.

        Raises:
            LostLeaseError: another worker acts now; nothing is deleted.
        """
        keys = list(rows.values_list("pk", flat=True)[:AT_ONCE])
        if keys:
            with transaction.atomic(using=self.store.using):
                must_hold(self.lease)
                rows.model.objects.filter(pk__in=keys).delete()
        return len(keys)
