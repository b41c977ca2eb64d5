"""What one life of a worker leaves to the next about the clock (T11)."""

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings

from tests.contracts.stores import cast
from tests.contracts.stores.cast import ANNA, HOUR, NOW
from tests.web.worker.rounds import turn
from troth import operations
from troth.operations import Make
from troth_web.ledger.store import SqlStore
from troth_web.worker import remembering
from troth_web.worker.beats import say
from troth_web.worker.deadlines import Deadlines
from troth_web.worker.health import health, silence
from troth_web.worker.leases import AHEAD, take
from troth_web.worker.models import BeatRow
from troth_web.worker.watch import CONFIRMED, Watch

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
YEARS = timedelta(days=3652)
#: When a promise of eight business hours, made at 10:00 in Berlin, is due: the next morning.
DUE = NOW + 24 * HOUR


class Life:
    """One life of a worker, under a clock that may be wrong."""

    def __init__(self, store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
        self._store = store
        self._passed = timedelta()
        self._round = Deadlines(Watch(self._seconds))
        self._monkeypatch = monkeypatch

    def _seconds(self) -> float:
        return self._passed.total_seconds()

    def look(self, at: datetime, after: timedelta = timedelta()) -> int:
        """Let the round act so long after the last time, when both clocks say this."""
        self._passed += after
        self._monkeypatch.setattr(remembering, "shared_now", lambda _: at)
        return self._round(turn(self._store, at))


@pytest.fixture(autouse=True)
def _expected(settings: LazySettings) -> None:
    """A worker is expected."""
    settings.WORKER = True


@pytest.fixture
def promise(store: SqlStore) -> str:
    """A promise that is due tomorrow; its warning is on record."""
    cast.published(store)
    customer = cast.customer(store).id
    made = store.write(
        lambda work: operations.make(work, Make(metric="first-reply", customer=customer)),
        actor=ANNA,
        at=NOW,
    )
    return made.id


def marked(store: SqlStore, promise: str) -> list[str]:
    """What stands in its journal since it was made."""
    return [entry.type.value for entry in store.entries(promise)][1:]


def note() -> str:
    """What the round says holds it up."""
    return BeatRow.objects.get(name="deadlines").note


def test_a_machine_that_begins_years_ahead_marks_nothing(
    store: SqlStore, promise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first look is years after the last of the life before; then its clock is put right."""
    Life(store, monkeypatch).look(NOW + MINUTE)
    second = Life(store, monkeypatch)
    assert second.look(NOW + YEARS) == 0
    assert note().startswith("no worker was here for 365")
    assert note() in health(NOW + YEARS).problems
    assert second.look(NOW + HOUR, MINUTE) == 0
    assert marked(store, promise) == []
    assert note() == ""
    # Nor was the wrong clock left to the life after it.
    third = Life(store, monkeypatch)
    third.look(DUE + SECOND)
    assert note() == ""
    assert marked(store, promise)[-1] == "promise.broken"


def test_a_clock_that_stays_years_ahead_is_believed_at_last(
    store: SqlStore, promise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may have left a server alone for as long."""
    Life(store, monkeypatch).look(NOW + MINUTE)
    second = Life(store, monkeypatch)
    assert second.look(NOW + YEARS) == 0
    assert second.look(NOW + YEARS + CONFIRMED, CONFIRMED) == 1
    assert marked(store, promise) == ["promise.broken"]


def test_after_a_night_all_is_caught_up_at_once(
    store: SqlStore, promise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for what is plainly so."""
    Life(store, monkeypatch).look(NOW + MINUTE)
    assert Life(store, monkeypatch).look(DUE + 24 * HOUR) == 1
    assert marked(store, promise) == ["promise.broken"]


def test_a_clock_behind_the_journal_is_said(
    store: SqlStore, promise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the battery of its clock is empty."""
    assert Life(store, monkeypatch).look(NOW - YEARS) == 0
    assert "behind what is on record" in note()


def test_what_the_life_before_said_is_taken_back(
    store: SqlStore, promise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It died in the middle of it; also where this one held the lease before."""
    life = Life(store, monkeypatch)
    for _ in range(2):
        say("deadlines", NOW, "the clock jumped")
        life.look(NOW + MINUTE)
        assert note() == ""


def test_a_beat_that_is_yet_to_come_is_no_sign_of_life(
    store: SqlStore,
) -> None:
    """A worker whose clock was ahead, and died, is missed as any other."""
    BeatRow.objects.create(name="deadlines", at_us=int((NOW + YEARS).timestamp() * 1_000_000))
    assert "yet to come, 09:00 UTC on 2036-11-30" in silence(NOW)
    BeatRow.objects.update(at_us=int((NOW + 59 * SECOND).timestamp() * 1_000_000))
    assert not silence(NOW)


def test_a_lease_of_a_clock_that_was_ahead_keeps_nobody_out(store: SqlStore) -> None:
    """It would be good for ten years; one that is good for a minute more may be right."""
    lasting = timedelta(seconds=30)
    first = take("deadlines", "one", NOW + YEARS, lasting)
    assert first is not None
    second = take("deadlines", "two", NOW, lasting)
    assert second is not None
    assert second.token == first.token + 1
    assert take("deadlines", "three", NOW - AHEAD, lasting) is None
    assert take("deadlines", "three", NOW - AHEAD - SECOND, lasting) is not None
