"""Odds of a case that is still open are those of a new one, given that it is still open."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.world import BEGIN, HOUR, learned, world
from troth.forecast import Odds
from troth.forecast.errors import ForecastError

H = timedelta(hours=1)
D = timedelta(days=1)
ALL = ("rival_odds", "team_odds", "day_odds")


def value(answer: object) -> float:
    found = getattr(answer, "value")  # noqa: B009 - of answers of both kinds
    assert isinstance(found, float)
    return found


@pytest.mark.parametrize("name", ALL)
def test_at_the_start_it_is_that_of_a_new_case(name: str, request: pytest.FixtureRequest) -> None:
    odds: Odds = request.getfixturevalue(name)
    for promise in (0 * H, 24 * H, 60 * H, 500 * H):
        assert odds.left(0 * H, promise) == odds.kept(promise)


@pytest.mark.parametrize("name", ["team_odds", "day_odds"])
def test_it_is_conditional(name: str, request: pytest.FixtureRequest) -> None:
    """(F(D) - F(a)) / (1 - F(a)); on a clock of days, a day that has begun is not over."""
    odds: Odds = request.getfixturevalue(name)
    is_days = odds.clock.scale.unit == "days"
    for passed, promise in ((24 * H, 48 * H), (48 * H, 72 * H), (24 * H, 240 * H)):
        over = value(odds.kept(passed - 24 * H * is_days))
        expected = (value(odds.kept(promise)) - over) / (1.0 - over)
        assert value(odds.left(passed, promise)) == pytest.approx(expected)


def test_it_is_conditional_with_withdrawals(rival_odds: Odds) -> None:
    """Of those open after a and not withdrawn by D, the share that ended by D."""
    a, b = rival_odds.kept(20 * H), rival_odds.kept(50 * H)
    ended_a, ended_b = value(a) * (1 - a.withdrawn), value(b) * (1 - b.withdrawn)
    open_a = 1.0 - ended_a - a.withdrawn
    expected = (ended_b - ended_a) / (open_a - (b.withdrawn - a.withdrawn))
    left = rival_odds.left(20 * H, 50 * H)
    assert value(left) == pytest.approx(expected)
    assert left.withdrawn == pytest.approx((b.withdrawn - a.withdrawn) / open_a)


def test_who_forgets_is_always_new(rival_odds: Odds) -> None:
    """Exponential cases have the same odds however long they have been open."""
    assert value(rival_odds.left(30 * H, 54 * H)) == pytest.approx(
        value(rival_odds.kept(24 * H)), abs=0.03
    )


@pytest.mark.parametrize("name", ALL)
def test_one_and_many_are_answered_alike(name: str, request: pytest.FixtureRequest) -> None:
    """A quote and a ranking of a thousand open cases say the same."""
    odds: Odds = request.getfixturevalue(name)
    passed, promise = 30 * HOUR, 72 * HOUR
    many = odds.model.left(np.zeros(1, np.int64), np.array([passed]), np.array([promise]))
    one = odds.left(timedelta(seconds=passed), timedelta(seconds=promise))
    assert value(one) == pytest.approx(many[0])


@pytest.mark.parametrize("name", ALL)
def test_what_was_due_is_broken(name: str, request: pytest.FixtureRequest) -> None:
    odds: Odds = request.getfixturevalue(name)
    assert value(odds.left(72 * H, 24 * H)) == 0.0


def test_nobody_was_open_for_so_long(team_odds: Odds, day_odds: Odds) -> None:
    """What nobody has lived through is not said to be hopeless: nothing is known."""
    for odds in (team_odds, day_odds):
        assert odds.left(900 * D, 901 * D).refusal == (
            "too thin: no comparable case was open for so long"
        )


def test_the_start_says_what_has_passed(team_odds: Odds) -> None:
    """On elapsed time a start changes nothing."""
    assert team_odds.left(5 * H, 9 * H, start=BEGIN) == team_odds.left(5 * H, 9 * H)


def test_time_runs_forward(team_odds: Odds) -> None:
    with pytest.raises(ForecastError, match="have passed since the start; right would be 0"):
        team_odds.left(-5 * H, 9 * H)


def test_the_longer_open_the_less_sure(team_odds: Odds) -> None:
    """An interval is that of the cases which were open for so long."""
    widths = []
    for passed in (0 * H, 100 * H, 200 * H):
        interval = team_odds.left(passed, passed + 24 * H, {"team": "shop"}).interval
        assert interval is not None
        assert interval[1] is not None
        widths.append(interval[1] - interval[0])
    assert widths == sorted(widths)
    assert widths[2] > 3 * widths[0]


def test_beyond_what_was_followed_more_may_be_kept(tmp_path: Path) -> None:
    """Half of the cases never end and were followed for a year: by two years, who knows."""
    draw = np.random.default_rng(6)
    took = np.where(draw.uniform(size=2_000) < 0.5, draw.exponential(30 * HOUR, 2_000), np.inf)
    odds = learned(tmp_path, world(took))
    within, beyond = odds.kept(300 * D).interval, odds.kept(700 * D).interval
    assert within is not None
    assert beyond is not None
    assert value(odds.kept(700 * D)) == value(odds.kept(300 * D))
    assert within[1] is not None
    assert within[1] < 0.6
    assert beyond[1] == 1.0
