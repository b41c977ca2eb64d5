"""Each promise is marked once, at its true deadline, whatever happens to the worker."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from tests.contracts.stores import cast
from tests.contracts.stores.cast import ANNA, HOUR, NOW
from tests.contracts.stores.fixtures import rows
from tests.web.worker.rounds import turn
from troth import operations
from troth.operations import Make
from troth.operations.noticing import brought as brought_
from troth.promises import Promise
from troth.promises.entries import Draft, EntryType
from troth.promises.store import Work
from troth_web.ledger.models import PromiseRow
from troth_web.ledger.projection import microseconds
from troth_web.ledger.store import SqlStore
from troth_web.ledger.verify import verify
from troth_web.worker import deadlines
from troth_web.worker.deadlines import wake
from troth_web.worker.leases import LostLeaseError, take
from troth_web.worker.models import StuckRow

#: When a promise of eight business hours, made at 10:00 in Berlin, is due: the next morning.
DUE = NOW + 24 * HOUR


@pytest.fixture
def customer(store: SqlStore) -> str:
    """Somebody to whom promises are made."""
    cast.published(store)
    return cast.customer(store).id


def made(store: SqlStore, customer: str, number: int, at: datetime = NOW) -> list[str]:
    """Promises; their ids."""

    def act(work: Work) -> list[str]:
        wanted = Make(metric="first-reply", customer=customer)
        return [operations.make(work, wanted).id for _ in range(number)]

    return store.write(act, actor=ANNA, at=at)


def until_idle(store: SqlStore, at: datetime) -> int:
    """Wake until nothing is due; how many promises woke."""
    now, woke = turn(store, at), 0
    while some := wake(now):
        woke += some
    return woke


def types(store: SqlStore, promise: str) -> list[str]:
    """What stands in its journal."""
    return [entry.type.value for entry in store.entries(promise)]


def test_it_works(store: SqlStore, customer: str) -> None:
    """A warning, then the break, each once; nothing between."""
    (promise,) = made(store, customer, 1)
    assert until_idle(store, NOW + HOUR) == 0
    assert until_idle(store, NOW + 6 * HOUR) == 1
    assert until_idle(store, DUE) == 0
    assert until_idle(store, DUE + timedelta(seconds=1)) == 1
    assert until_idle(store, DUE + 1000 * HOUR) == 0
    assert types(store, promise) == ["promise.made", "promise.warned", "promise.broken"]
    broken = store.entries(promise)[-1]
    assert (broken.at, broken.recorded_at) == (DUE, DUE + timedelta(seconds=1))
    assert str(broken.actor).startswith("rule:deadlines@1")
    assert verify(store, every=True).holds


def test_after_an_outage_all_is_caught_up_in_batches(
    store: SqlStore, customer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the true deadlines, how late it was, and no warning of what is over."""
    monkeypatch.setattr(deadlines, "BATCH", 7)
    promises = made(store, customer, 20)
    now = DUE + 24 * HOUR
    assert until_idle(store, now) == 20
    found = rows(store, "SELECT type, at FROM ledger_entry WHERE subject <> %s", customer)
    assert Counter(each for each, _ in found)["promise.broken"] == 20
    assert Counter(each for each, _ in found)["promise.warned"] == 0
    for promise in promises:
        entry = store.entries(promise)[-1]
        assert (entry.at, entry.payload) == (DUE, {"noticed_late": 24 * 3600})


def test_what_was_kept_meanwhile_is_left_alone(store: SqlStore, customer: str) -> None:
    """It does not wake any more."""
    kept, broken = made(store, customer, 2)
    keep = operations.Keep(at=NOW + HOUR)
    store.write(lambda work: operations.keep(work, kept, keep), actor=ANNA, at=NOW + 2 * HOUR)
    assert until_idle(store, DUE + HOUR) == 1
    assert types(store, kept) == ["promise.made", "promise.kept"]
    assert types(store, broken)[-1] == "promise.broken"


def test_a_worker_that_was_replaced_marks_nothing(store: SqlStore, customer: str) -> None:
    """Its lease is another's."""
    (promise,) = made(store, customer, 1)
    stale = turn(store, DUE + HOUR)
    assert take("deadlines", "other", DUE + 2 * HOUR, HOUR)
    with pytest.raises(LostLeaseError):
        wake(stale)
    assert types(store, promise) == ["promise.made"]


def test_a_promise_that_cannot_be_worked_on_holds_up_no_other(
    store: SqlStore, customer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put off for an hour, then two, and is marked when it can be."""
    bad, *good = made(store, customer, 4)

    def brought(promise: Promise, *more: object) -> list[Draft]:
        if promise.id == bad:
            raise ZeroDivisionError(promise.wording)
        return brought_(promise, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(deadlines, "brought", brought)
    now = DUE + HOUR
    assert until_idle(store, now) == 4
    assert [types(store, each)[-1] for each in good] == ["promise.broken"] * 3
    assert until_idle(store, now + 0.9 * HOUR) == 0
    assert until_idle(store, now + HOUR) == 1
    stuck = StuckRow.objects.get()
    assert (stuck.subject, stuck.tries) == (bad, 2)
    assert stuck.until_us == microseconds(now + 3 * HOUR)
    assert stuck.why.startswith("builtins.ZeroDivisionError at ")
    monkeypatch.setattr(deadlines, "brought", brought_)
    assert until_idle(store, now + 3 * HOUR) == 1
    assert not StuckRow.objects.exists()
    assert types(store, bad)[-1] == "promise.broken"


def test_one_that_cannot_be_written_is_found_among_the_others(
    store: SqlStore, customer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch fails as a whole; one by one it shows which it was."""
    bad, *good = made(store, customer, 4)

    def brought(promise: Promise, *more: object) -> list[Draft]:
        drafts = brought_(promise, *more)  # type: ignore[arg-type]
        if promise.id == bad:
            nothing = Draft(type=EntryType.PROMISE_WARNED, subject=bad, at=DUE, payload={})
            return [nothing]
        return drafts

    monkeypatch.setattr(deadlines, "brought", brought)
    assert until_idle(store, DUE + HOUR) == 4
    assert [types(store, each)[-1] for each in good] == ["promise.broken"] * 3
    assert types(store, bad) == ["promise.made"]
    assert StuckRow.objects.get().subject == bad


def test_one_that_wakes_for_nothing_sleeps_again(store: SqlStore, customer: str) -> None:
    """Until it is really due."""
    (promise,) = made(store, customer, 1)
    wakes_us = PromiseRow.objects.get().wakes_us
    PromiseRow.objects.update(wakes_us=microseconds(NOW))
    assert until_idle(store, NOW + HOUR) == 1
    assert PromiseRow.objects.get().wakes_us == wakes_us
    assert not StuckRow.objects.exists()
    assert until_idle(store, NOW + HOUR) == 0
    assert until_idle(store, DUE + HOUR) == 1
    assert types(store, promise) == ["promise.made", "promise.broken"]
