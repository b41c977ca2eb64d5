"""A job is done once for each key, whatever happens to the worker."""

import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django_q.brokers.orm import ORM
from django_q.models import OrmQ

from tests.contracts.stores.cast import NOW
from tests.web.jobs.desk import work
from tests.web.worker.rounds import turn
from troth.promises.parties import Actor, ActorKind
from troth.promises.store import KeyReusedError
from troth_web.jobs import kinds, port, running
from troth_web.jobs.kinds import Doing
from troth_web.jobs.models import JobRow
from troth_web.jobs.nightly import nightly
from troth_web.jobs.port import UnknownJobError, ask, found, job
from troth_web.jobs.running import Jobs
from troth_web.ledger.models import Head
from troth_web.ledger.store import SqlStore
from troth_web.worker.leases import LostLeaseError, must_hold, renew, take
from troth_web.worker.models import LeaseRow
from troth_web.worker.turn import Turn

RULE = Actor(ActorKind.RULE, "tests")


@pytest.fixture
def done() -> Iterator[list[Any]]:
    """What a job was done with; it fails where it is told to."""
    seen: list[Any] = []

    @job("add")
    def add(turn: Turn, arguments: Mapping[str, Any]) -> int:
        seen.append(arguments)
        if arguments.get("fails"):
            raise ZeroDivisionError("canary")
        turn.write(lambda _: must_hold(turn.lease), actor=RULE)
        return sum(arguments.get("numbers", ()))

    yield seen
    del kinds._known["add"]


def asked(key: str = "one", **arguments: Any) -> port.Job:
    """A job that was asked for."""
    return ask("add", key, arguments, at=NOW)


def test_it_works(store: SqlStore, done: list[Any]) -> None:
    """It waits, is done, and its result is there."""
    assert asked(numbers=[1, 2]).state == "waiting"
    assert work(store) == 1
    known = found("add", "one")
    assert known is not None
    assert (known.state, known.result) == ("done", 3)
    assert not OrmQ.objects.exists()


def test_it_is_done_once_for_each_key(store: SqlStore, done: list[Any]) -> None:
    """However often it is asked for, before and after."""
    first = asked(numbers=[1])
    assert asked(numbers=[1]).id == first.id
    asked("two", numbers=[2])
    assert work(store) == 2
    assert asked(numbers=[1]).state == "done"
    assert work(store) == 0
    assert [each["numbers"] for each in done] == [[1], [2]]


def test_it_stands_or_falls_with_the_transaction_around_it(
    store: SqlStore, done: list[Any]
) -> None:
    """What was taken back is not done."""
    with transaction.atomic():
        asked()
        transaction.set_rollback(True)
    assert work(store) == 0
    assert found("add", "one") is None


def test_what_fails_is_tried_three_times(
    store: SqlStore, done: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it has failed, and says where without quoting anybody."""
    asked(fails=True)
    assert work(store) == 1
    assert work(store, _same(store)) == 0, "it waits for a minute"
    monkeypatch.setattr(running, "PATIENCE", timedelta())
    # Who takes over begins at once.
    assert work(store) == 2
    known = found("add", "one")
    assert known is not None
    assert (known.state, known.tries, len(done)) == ("failed", 3, 3)
    assert known.why.startswith("builtins.ZeroDivisionError")
    assert "canary" not in known.why
    assert not OrmQ.objects.exists()


def _same(store: SqlStore) -> Jobs:
    """A round that has looked before under the lease that comes next."""
    round_ = Jobs()
    round_._token = LeaseRow.objects.get(name="jobs").token + 1
    return round_


def test_what_was_left_in_the_middle_is_begun_again(store: SqlStore, done: list[Any]) -> None:
    """By who takes over, at once."""
    asked(numbers=[4])
    time.sleep(0.01)
    assert ORM().dequeue(), "a worker takes it, and dies"
    assert work(store) == 1
    known = found("add", "one")
    assert known is not None
    assert known.result == 4


def test_who_was_replaced_meanwhile_writes_nothing(store: SqlStore, done: list[Any]) -> None:
    """The other does it again."""

    @job("slow")
    def slow(_turn: Turn, _arguments: Mapping[str, Any]) -> int:
        assert take("jobs", "other", NOW + timedelta(hours=1), timedelta(days=9999))
        return 1

    ask("slow", "one", {}, at=NOW)
    with pytest.raises(LostLeaseError):
        work(store)
    left = JobRow.objects.get()
    assert (left.state, left.ended_us) == ("running", None)
    del kinds._known["slow"]


def test_the_lease_is_kept_while_it_runs(
    store: SqlStore, done: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long that takes."""
    renewed: list[bool] = []

    def counted(*arguments: Any) -> bool:
        renewed.append(renew(*arguments))
        return renewed[-1]

    @job("slow")
    def slow(_turn: Turn, _arguments: Mapping[str, Any]) -> None:
        while len(renewed) < 3:
            time.sleep(0.01)

    monkeypatch.setattr(running, "OFTEN", 0.02)
    monkeypatch.setattr(running, "renew", counted)
    ask("slow", "one", {}, at=NOW)
    assert work(store) == 1
    assert len(renewed) >= 3
    assert all(renewed)
    del kinds._known["slow"]


def test_how_it_stands_is_said_while_it_runs(
    store: SqlStore, done: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it was asked for, begun and ended, and how much of it is done."""
    seen: list[port.Job | None] = []

    @job("halves")
    def halves(doing: Doing, _arguments: Mapping[str, Any]) -> None:
        doing.told(0.5)
        doing.told(0.6)
        seen.append(found("halves", "one"))

    monkeypatch.setattr(running, "shared_now", lambda _: NOW + timedelta(minutes=1))
    first = ask("halves", "one", {}, at=NOW)
    assert (first.state, first.asked_at, first.begun_at) == ("waiting", NOW, None)
    assert work(store) == 1
    known, last = seen[0], found("halves", "one")
    assert known is not None
    assert last is not None
    assert (known.state, known.progress, known.ended_at) == ("running", 0.5, None)
    assert known.begun_at == last.ended_at == NOW + timedelta(minutes=1)
    assert (last.state, last.progress) == ("done", 1)
    del kinds._known["halves"]


def test_a_key_stands_for_one_thing(store: SqlStore, done: list[Any]) -> None:
    """Before it is done and after."""
    asked(numbers=[1])
    for _ in range(2):
        with pytest.raises(KeyReusedError):
            asked(numbers=[2])
        work(store)
    assert done == [{"numbers": [1]}]


def test_one_that_nobody_knows_is_refused(store: SqlStore) -> None:
    """And so is one without a key."""
    with pytest.raises(UnknownJobError, match="score-quotes"):
        ask("fly", "one", {}, at=NOW)
    with pytest.raises(ValueError, match="a key"):
        ask("score-quotes", "", {}, at=NOW)


def test_quotes_are_scored_once_a_day(store: SqlStore) -> None:
    """Where there are any."""
    assert nightly(turn(store, NOW, "nightly")) == 0
    Head.objects.create(subject="q", kind="quote", sequence=1, hash="", turn=0)
    assert nightly(turn(store, NOW, "nightly")) == 1
    assert nightly(turn(store, NOW + timedelta(hours=1), "nightly")) == 0
    assert nightly(turn(store, NOW + timedelta(days=1), "nightly")) == 1
    assert work(store) == 2
    known = found("score-quotes", "2026-12-01")
    assert known is not None
    assert (known.state, known.result["new"]) == ("done", 0)
