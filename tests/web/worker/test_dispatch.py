"""Each entry goes to each listener once, in order, or not at all."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.contracts.stores import cast
from tests.contracts.stores.cast import NOW
from troth import operations
from troth.promises.entries import Entry
from troth_web.ledger.held import hold
from troth_web.ledger.models import OutboxRow
from troth_web.ledger.store import SqlStore
from troth_web.worker import dispatch as dispatching
from troth_web.worker import listeners
from troth_web.worker.dispatch import dispatch
from troth_web.worker.leases import LostLeaseError, take
from troth_web.worker.listeners import Listening
from troth_web.worker.turn import Turn


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """What a listener hears."""
    found: list[Entry] = []

    def hear(listening: Listening, entries: Sequence[Entry]) -> None:
        assert listening.store.connection.in_atomic_block
        found.extend(entries)

    monkeypatch.setattr(listeners, "LISTENERS", (hear,))
    return found


def turn(store: SqlStore) -> Turn:
    """A turn of the round."""
    lease = take("dispatch", "a", NOW, timedelta(seconds=30))
    assert lease is not None
    return Turn(NOW, store, lease)


def told(store: SqlStore) -> str:
    """A promise of which the customer heard once; its id."""
    cast.published(store)
    promise = cast.made(store, cast.customer(store).id)
    store.write(
        lambda work: operations.tell(work, promise.id, operations.Tell(says="soon")),
        actor=cast.ANNA,
        at=NOW,
    )
    return promise.id


def test_it_works(store: SqlStore, heard: list[Entry]) -> None:
    """Everything that was written, with what it says, and nothing is left."""
    promise = told(store)
    now = turn(store)
    assert dispatch(now) == 4
    assert dispatch(now) == 0
    assert [each.type for each in heard] == [
        "edition.published",
        "customer.added",
        "promise.made",
        "promise.told",
    ]
    assert heard[2:] == list(store.entries(promise))
    assert heard[3].said("says") == "soon"
    assert not OutboxRow.objects.exists()


def test_it_goes_in_batches(
    store: SqlStore, heard: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each entry once."""
    monkeypatch.setattr(dispatching, "BATCH", 3)
    told(store)
    now = turn(store)
    assert [dispatch(now), dispatch(now), dispatch(now)] == [3, 1, 0]
    assert len({each.id for each in heard}) == len(heard) == 4


def test_what_a_listener_cannot_take_stays(
    store: SqlStore, heard: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And comes again."""

    def fail(listening: Listening, entries: Sequence[Entry]) -> None:
        raise ZeroDivisionError

    told(store)
    now = turn(store)
    well = listeners.LISTENERS
    monkeypatch.setattr(listeners, "LISTENERS", (*well, fail))
    with pytest.raises(ZeroDivisionError):
        dispatch(now)
    assert OutboxRow.objects.count() == 4
    heard.clear()
    monkeypatch.setattr(listeners, "LISTENERS", well)
    assert dispatch(now) == 4
    assert len(heard) == 4


def test_a_held_copy_tells_nobody(store: SqlStore, heard: list[Entry]) -> None:
    """What waits goes on waiting."""
    told(store)
    hold(NOW)
    assert dispatch(turn(store)) == 0
    assert not heard
    assert OutboxRow.objects.count() == 4


def test_a_worker_that_was_replaced_tells_nobody(store: SqlStore, heard: list[Entry]) -> None:
    """Its lease is another's."""
    told(store)
    stale = turn(store)
    assert take("dispatch", "b", NOW + timedelta(minutes=1), timedelta(seconds=30))
    with pytest.raises(LostLeaseError):
        dispatch(stale)
    assert not heard
    assert OutboxRow.objects.count() == 4
