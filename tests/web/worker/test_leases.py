"""One worker acts; one that was replaced writes nothing."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction

from troth_web.ledger.store import SqlStore
from troth_web.worker.leases import (
    Lease,
    LostLeaseError,
    must_hold,
    release,
    release_all,
    renew,
    take,
)

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LASTING = 30 * SECOND


def taken(holder: str, at: datetime = AT) -> Lease | None:
    """The lease of the round that these tests are about."""
    return take("deadlines", holder, at, LASTING)


def test_it_works(store: SqlStore) -> None:
    """One has it, and may write."""
    lease = taken("a")
    assert lease is not None
    assert taken("b") is None
    with transaction.atomic():
        must_hold(lease)


def test_it_is_taken_over_when_it_is_over(store: SqlStore) -> None:
    """And the first one writes nothing any more, nor gets it back by keeping it."""
    first = taken("a")
    assert first is not None
    assert taken("b", AT + LASTING) is None
    second = taken("b", AT + LASTING + SECOND)
    assert second is not None
    assert second.token == first.token + 1
    assert not renew(first, AT + LASTING + 2 * SECOND, LASTING)
    with pytest.raises(LostLeaseError), transaction.atomic():
        must_hold(first)


def test_it_is_kept(store: SqlStore) -> None:
    """By whoever has it."""
    lease = taken("a")
    assert lease is not None
    assert renew(lease, AT + 20 * SECOND, LASTING)
    assert taken("b", AT + LASTING + SECOND) is None


def test_what_was_let_go_is_taken_at_once(store: SqlStore) -> None:
    """By another, with another token."""
    first = taken("a")
    assert first is not None
    release(first)
    second = taken("b")
    assert second is not None
    assert second.token == 2
    release_all()
    third = taken("a")
    assert third is not None
    assert third.token == 3


def test_rounds_have_leases_of_their_own(store: SqlStore) -> None:
    """One each."""
    assert taken("a")
    assert take("dispatch", "b", AT, LASTING)


def test_of_many_that_ask_at_once_one_gets_it(store: SqlStore) -> None:
    """Whether it is new, or over."""
    for at in (AT, AT + timedelta(minutes=1)):
        got: list[Lease | None] = []

        def ask(name: str, at: datetime = at, got: list[Lease | None] = got) -> None:
            got.append(taken(name, at))
            connections.close_all()

        threads = [threading.Thread(target=ask, args=(str(number),)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len([lease for lease in got if lease]) == 1


def test_it_cannot_be_taken_over_while_its_holder_writes(store: SqlStore) -> None:
    """The transaction ends first."""
    lease = taken("a")
    assert lease is not None
    order: list[str] = []

    def take_over() -> None:
        assert taken("b", AT + timedelta(minutes=1))
        order.append("taken over")
        connections.close_all()

    thread = threading.Thread(target=take_over)
    with transaction.atomic():
        must_hold(lease)
        thread.start()
        thread.join(0.3)
        order.append("written")
    thread.join()
    assert order == ["written", "taken over"]
