"""No promise is marked early because of a clock."""

from datetime import UTC, datetime, timedelta

import pytest

from troth_web.worker.watch import AWAY, CONFIRMED, MOST, Watch

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Clock:
    """Time that passes, and two clocks that may be wrong about it."""

    def __init__(self) -> None:
        self.passed = timedelta()
        self.own = self.shared = timedelta()
        self.watch = Watch(self._seconds)

    def _seconds(self) -> float:
        return self.passed.total_seconds()

    def wait(self, length: timedelta) -> datetime | None:
        """What the watch says after so long."""
        self.passed += length
        now = AT + self.passed
        return self.watch.read(now + self.own, now + self.shared)


@pytest.fixture
def clock() -> Clock:
    """Both are right."""
    made = Clock()
    assert made.wait(MINUTE) == AT + MINUTE
    return made


def test_it_works(clock: Clock) -> None:
    """While both are right, it is now."""
    assert clock.wait(HOUR) == AT + HOUR + MINUTE
    assert not clock.watch.note


@pytest.mark.parametrize("jump", [HOUR, 24 * HOUR, timedelta(days=3652)])
def test_a_jump_ahead_holds_until_it_is_certain(clock: Clock, jump: timedelta) -> None:
    """And says so."""
    clock.own = clock.shared = jump
    assert clock.wait(MINUTE) is None
    assert "jumped ahead" in clock.watch.note
    assert clock.wait(CONFIRMED - MINUTE) is None
    assert clock.wait(MINUTE) == AT + clock.passed + jump
    assert not clock.watch.note


def test_a_jump_that_is_put_right_marks_nothing(clock: Clock) -> None:
    """Neither during it, nor too early after it."""
    clock.own = clock.shared = HOUR
    assert clock.wait(MINUTE) is None
    clock.own = clock.shared = timedelta()
    assert clock.wait(MINUTE) == AT + clock.passed
    assert not clock.watch.note


def test_a_jump_back_never_marks_ahead_of_time(clock: Clock) -> None:
    """What is due later is marked later; nothing is held."""
    clock.own = clock.shared = -HOUR
    assert clock.wait(MINUTE) == AT + clock.passed - HOUR


@pytest.mark.parametrize("apart", [-20 * MINUTE, -5 * MINUTE, 5 * MINUTE, 20 * MINUTE])
def test_of_two_clocks_the_earlier_counts(clock: Clock, apart: timedelta) -> None:
    """Where they are far apart, that is said."""
    clock.own = apart
    at = clock.wait(MINUTE)
    assert at == AT + clock.passed + min(apart, timedelta())
    assert ("apart" in clock.watch.note) == (abs(apart) > 15 * MINUTE)


def test_what_is_slept_through_is_confirmed(clock: Clock) -> None:
    """A machine that was suspended wakes with the right time, and has seen none of it pass."""
    clock.own = clock.shared = 8 * HOUR
    assert clock.wait(timedelta()) is None
    assert clock.wait(CONFIRMED) == AT + clock.passed + 8 * HOUR


@pytest.mark.parametrize("jump", [2 * SECOND, 90 * SECOND, 5 * MINUTE, MOST])
def test_a_small_jump_marks_by_the_time_that_passed(clock: Clock, jump: timedelta) -> None:
    """Nothing early and nothing held, until it has lasted; a minute and more is said."""
    clock.own = clock.shared = jump
    for _ in range(15):
        assert clock.wait(MINUTE) == AT + clock.passed
        assert ("by the time that passed" in clock.watch.note) == (jump > MINUTE)
    assert clock.wait(MINUTE) == AT + clock.passed + jump
    assert not clock.watch.note


def test_a_small_jump_that_is_put_right_marked_nothing_early(clock: Clock) -> None:
    """Whenever that is within a quarter of an hour."""
    clock.own = clock.shared = 10 * MINUTE
    assert clock.wait(14 * MINUTE) == AT + clock.passed
    clock.own = clock.shared = timedelta()
    assert clock.wait(MINUTE) == AT + clock.passed


def test_a_clock_that_jumps_again_is_doubted_anew(clock: Clock) -> None:
    """What goes on jumping is never certain."""
    for number in range(1, 10):
        clock.own = clock.shared = number * 20 * MINUTE
        assert clock.wait(10 * MINUTE) is None
    assert clock.wait(CONFIRMED) == AT + clock.passed + clock.own


def test_a_clock_that_drifts_is_believed(clock: Clock) -> None:
    """A second in a quarter of an hour is more than any clock of a computer drifts."""
    for _ in range(100):
        clock.own += SECOND
        clock.shared = clock.own
        assert clock.wait(CONFIRMED) == AT + clock.passed + clock.own


def begun(believed: datetime | None, recorded: datetime | None = None) -> Clock:
    """A process that begins with what the one before left."""
    made = Clock()
    made.watch.recall(AT, believed, recorded)
    return made


@pytest.mark.parametrize("away", [MINUTE, DAY, AWAY])
def test_who_was_away_for_a_while_is_believed(away: timedelta) -> None:
    """A server that was off for a night, or a week, catches up at once."""
    clock = begun(AT - away, AT - away)
    assert clock.watch.fresh
    assert clock.wait(timedelta()) == AT
    assert not clock.watch.note
    assert not clock.watch.fresh


@pytest.mark.parametrize("away", [AWAY + MINUTE, timedelta(days=3652)])
def test_who_was_away_for_very_long_waits_until_it_is_certain(away: timedelta) -> None:
    """The clock of a machine that begins may be years ahead; it says for how long."""
    clock = begun(AT - away)
    assert clock.wait(timedelta()) is None
    assert clock.watch.note.startswith(f"no worker was here for {away.days} days")
    assert clock.wait(CONFIRMED - MINUTE) is None
    assert clock.wait(MINUTE) == AT + clock.passed
    assert not clock.watch.note


def test_a_clock_that_is_put_right_after_the_beginning() -> None:
    """It was ten years ahead, and nothing was marked; then all is well at once."""
    clock = Clock()
    clock.watch.recall(AT + timedelta(days=3652), AT - HOUR, None)
    clock.own = clock.shared = timedelta(days=3652)
    assert clock.wait(MINUTE) is None
    clock.own = clock.shared = timedelta()
    assert clock.wait(MINUTE) == AT + clock.passed
    assert not clock.watch.note


def test_a_clock_that_is_behind_what_is_on_record_says_so() -> None:
    """It marks nothing early; either it is put right, or it was wrong before."""
    clock = begun(AT - DAY, AT + DAY)
    assert clock.wait(MINUTE) == AT + clock.passed
    assert "behind what is on record" in clock.watch.note
    assert clock.wait(CONFIRMED) == AT + clock.passed
    assert not clock.watch.note


def test_a_clock_that_is_a_little_behind_what_is_on_record_says_nothing() -> None:
    """Clocks of several machines differ by so much."""
    clock = begun(AT - DAY, AT + 10 * MINUTE)
    assert clock.wait(timedelta()) == AT
    assert not clock.watch.note
