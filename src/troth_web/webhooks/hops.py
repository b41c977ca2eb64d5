"""Webhooks that cause webhooks: each counts the ones before it, and the chain ends.

A receiver that writes to the ledger because of a webhook sends the header `X-Troth-Hop` back as it
came. What it writes is then so many webhooks away from whoever began.
"""

from collections.abc import Sequence
from typing import cast

from django.db.models import QuerySet

from troth.promises.entries import Entry
from troth.promises.store import Work
from troth_web.ledger.work import SqlWork
from troth_web.prepared import prepared
from troth_web.webhooks.models import Hop

HEADER = "X-Troth-Hop"
#: A chain of webhooks is no longer than this.
MOST = 3


def note(work: Work, hop: int) -> None:
    """At the end of a transaction: remember how far what it writes is from who began."""
    if hop > 0:
        new = cast("SqlWork", work).new
        rows = [Hop(entry=each.entry.id, hop=hop) for each in new]
        Hop.objects.bulk_create(rows, ignore_conflicts=True)


def taken(entries: Sequence[Entry]) -> dict[str, int]:
    """The hops of entries that have any; they are forgotten with this."""
    found = of([entry.id for entry in entries])
    if found:
        Hop.objects.filter(entry__in=list(found)).delete()
    return found


def of(entries: Sequence[str]) -> dict[str, int]:
    """The hops of entries, by their ids, that have any."""
    return dict(_hops.all(tuple(entries))) if entries else {}


@prepared
def _hops(entries: tuple[str, ...]) -> QuerySet[Hop, tuple[str, int]]:
    return Hop.objects.filter(entry__in=entries).values_list("entry", "hop")
