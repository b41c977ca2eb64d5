"""Turns of rounds at instants that tests choose."""

from datetime import datetime, timedelta

from troth_web.ledger.store import SqlStore
from troth_web.worker.leases import release_all, take
from troth_web.worker.turn import Turn


def turn(store: SqlStore, at: datetime, name: str = "deadlines") -> Turn:
    """A turn at that moment, of a worker that has just taken over."""
    release_all(store.using)
    lease = take(name, "tests", at, timedelta(seconds=30))
    assert lease is not None
    return Turn(at, store, lease)
