"""The loop goes on, whatever a round does."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from troth.promises.parties import Actor, ActorKind
from troth_web.ledger.projection import instant_of
from troth_web.ledger.store import SqlStore
from troth_web.worker import loop
from troth_web.worker.leases import must_hold, release_all, shared_now
from troth_web.worker.loop import Runner, Worker
from troth_web.worker.models import BeatRow, LeaseRow
from troth_web.worker.round import LEASE, Round
from troth_web.worker.turn import Turn

RULE = Actor(ActorKind.RULE, "tests")
QUICK = timedelta(milliseconds=5)


def until(true: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def test_it_works(store: SqlStore) -> None:
    """Each round acts, beats, and lets its lease go at the end."""
    done: list[str] = []

    def act(turn: Turn) -> int:
        must_hold_in(turn)
        done.append(turn.lease.name)
        return len(done) % 2

    worker = Worker(store, [Round("one", QUICK, act), Round("two", QUICK, act)])
    worker.start()
    until(lambda: {"one", "two"} == set(done) and BeatRow.objects.count() == 2)
    worker.stop()
    so_far = len(done)
    time.sleep(0.05)
    assert len(done) == so_far
    assert {row.until_us for row in LeaseRow.objects.all()} == {0}


def must_hold_in(turn: Turn) -> None:
    """As a round does that writes."""
    turn.write(lambda _: must_hold(turn.lease), actor=RULE)


def test_a_round_that_fails_or_hangs_holds_up_no_other(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried again, and does not beat."""
    monkeypatch.setattr(loop, "PATIENCE", QUICK)
    failed: list[int] = []
    done: list[int] = []

    def fail(turn: Turn) -> int:
        failed.append(1)
        raise ZeroDivisionError

    def hang(turn: Turn) -> int:
        time.sleep(0.5)
        return 0

    def act(turn: Turn) -> int:
        done.append(1)
        return 0

    rounds = [Round("fails", QUICK, fail), Round("hangs", QUICK, hang), Round("goes", QUICK, act)]
    worker = Worker(store, rounds)
    worker.start()
    until(lambda: len(failed) > 3 and len(done) > 3)
    assert [row.name for row in BeatRow.objects.all()] == ["goes"]
    worker.stop()


def test_what_a_round_did_is_in_the_log(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    """Where it did anything, with how much and for how long."""
    caplog.set_level(logging.INFO, "troth.worker")
    left = [3, 0]

    def act(turn: Turn) -> int:
        time.sleep(0.02)
        return left.pop(0)

    runner = Runner(Round("one", QUICK, act), store, "a")
    assert [runner.once(), runner.once()] == [3, 0]
    (said,) = caplog.records
    assert (said.name, said.levelname, said.message) == ("troth.worker", "INFO", "round")
    told = vars(said)
    assert (told["round"], told["done"]) == ("one", 3)
    assert told["ms"] >= 20


def test_of_two_workers_one_acts(store: SqlStore) -> None:
    """And the other takes over when it is let."""
    acted: list[str] = []

    def act(turn: Turn) -> int:
        acted.append(turn.lease.holder)
        return 0

    first, second = (Runner(Round("one", QUICK, act), store, name) for name in "ab")
    first.once()
    second.once()
    assert acted == ["a"]
    release_all()
    second.once()
    assert acted == ["a", "b"]


def test_a_lease_is_short_however_long_a_batch_may_take(store: SqlStore) -> None:
    """So that another soon takes over from one that died."""
    long = Round("long", QUICK, lambda _: 0, longest=timedelta(hours=2))
    Runner(long, store, "a").once()
    most = shared_now() + LEASE
    assert instant_of(LeaseRow.objects.get().until_us) <= most


def test_a_batch_that_takes_long_keeps_its_lease_until_it_takes_too_long(store: SqlStore) -> None:
    passed, kept = [0.0], list[bool]()

    def act(turn: Turn) -> int:
        for seconds in (60, 119, 121):
            passed[0] = seconds
            LeaseRow.objects.update(until_us=0)
            runner.keep()
            kept.append(LeaseRow.objects.get().until_us > 0)
        return 0

    long = Round("long", QUICK, act, longest=timedelta(minutes=2))
    runner = Runner(long, store, "a", passed=lambda: passed[0])
    runner.once()
    assert kept == [True, True, False]
    LeaseRow.objects.update(until_us=0)
    runner.keep()
    assert LeaseRow.objects.get().until_us == 0, "it acts no more"


def test_it_goes_on_when_its_connection_was_lost(store: SqlStore) -> None:
    """With a new one."""
    done: list[int] = []

    def act(turn: Turn) -> int:
        done.append(1)
        if len(done) == 3 and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return 0

    worker = Worker(store, [Round("one", QUICK, act)])
    worker.start()
    until(lambda: len(done) > 5)
    worker.stop()
