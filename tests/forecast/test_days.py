"""Calendar days: a day counts when it is over."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from tests.forecast.world import BEGIN, World, after, world
from troth.clock.instants import DAY, instant
from troth.forecast import Odds, fit, read
from troth.forecast.spells import DONE, OPEN, spells
from troth.history import MISSING

D = timedelta(days=1)
ALL = np.array([0])


def test_the_same_day_counts(day_odds: Odds) -> None:
    """Cases that end on the day on which they started are kept in no days, or any more."""
    same_day = day_odds.kept(0 * D).value
    assert same_day is not None
    # Of cases that start evenly over the day and take 60 hours on average.
    assert same_day == pytest.approx(1.0 - 2.5 * (1.0 - np.exp(-0.4)), abs=0.02)
    assert day_odds.by(same_day - 0.01).value == 0 * D


def test_answers_are_whole_days(day_odds: Odds) -> None:
    for p in np.linspace(0.02, 0.98, 49):
        found = day_odds.by(float(p)).value
        assert found is not None
        assert found % D == 0 * D
        assert (day_odds.kept(found).value or 0.0) >= p - 1e-9
        if found:
            assert (day_odds.kept(found - D).value or 0.0) < p


def test_hours_of_a_day_do_not_count(day_odds: Odds) -> None:
    assert day_odds.kept(2.9 * D) == day_odds.kept(2 * D)


@pytest.mark.parametrize("hour", [0, 9, 23.999])
def test_what_is_asked_within_a_day_is_not_bent(tmp_path: Path, hour: float) -> None:
    """Endings of a day that is not over would count without the cases that stay open through it.

    A tenth of those open end each day at 08:00: whatever the hour at which one looks, a tenth.
    """
    count, days = 10_000, 6
    draw = np.random.default_rng(8)
    opened = instant(BEGIN) + draw.integers(0, days, count) * DAY
    took = draw.geometric(0.1, count) * DAY + 8 * DAY // 24
    cases = World(started_us=opened, ended_us=opened + took, withdrawn=np.zeros(count, bool))
    at = after(days) + timedelta(hours=hour)
    odds = fit(cases.history(tmp_path, "day"), as_of=at, facets=(), half_life_days=None)
    done = odds.model.book.of(ALL).done[0]
    assert done[0] == 0.0
    assert done[1:5] == pytest.approx(1.0 - 0.9 ** np.arange(1, 5), abs=0.02)


def test_the_dates_are_those_of_the_zone(tmp_path: Path) -> None:
    """From 23:30 to 00:30 in Berlin is a day; in UTC it is none."""
    zone = ZoneInfo("Europe/Berlin")
    late = instant(datetime(2025, 3, 3, 23, 30, tzinfo=zone))
    opened = late + np.arange(3) * DAY
    closed = np.array([opened[0] + DAY // 24, opened[1] + DAY // 24, MISSING])
    cases = World(started_us=opened, ended_us=closed, withdrawn=np.zeros(3, bool))
    for key, expected in (("Europe/Berlin", [1, 1]), ("UTC", [0, 0])):
        found = spells(cases.history(tmp_path, "day", key))
        known = found.known(instant(after(90)), np.arange(3))
        assert known.kinds.tolist() == [DONE, DONE, OPEN]
        assert known.bins[:2].tolist() == expected


def test_spring_and_autumn_have_days_too(tmp_path: Path) -> None:
    """Dates are counted, not 24 hours: 30 March and 26 October 2025 have 23 and 25."""
    zone = ZoneInfo("Europe/Berlin")
    opened = [datetime(2025, 3, 29, 12, tzinfo=zone), datetime(2025, 10, 25, 12, tzinfo=zone)]
    closed = [datetime(2025, 3, 31, 0, 10, tzinfo=zone), datetime(2025, 10, 26, 23, tzinfo=zone)]
    cases = World(
        started_us=np.array([instant(one) for one in opened]),
        ended_us=np.array([instant(one) for one in closed]),
        withdrawn=np.zeros(2, bool),
    )
    found = spells(cases.history(tmp_path, "day", "Europe/Berlin"))
    assert found.known(instant(after(400)), np.arange(2)).bins.tolist() == [2, 1]


def test_a_steady_world_is_not_adapted_away(tmp_path: Path) -> None:
    """Days are coarse: half of all cases may end on one. That alone must not move the level."""
    off = []
    for seed in range(6):
        took = np.random.default_rng(seed).exponential(40 * 3_600.0, 6_000)
        cases = world(took, seed=seed).history(tmp_path, "day")
        odds = fit(cases, as_of=after(365), facets=(), half_life_days=None)
        said = odds.model.curves(ALL).done[0, :6]
        off.append(said - odds.model.book.of(ALL).done[0, :6])
    assert np.abs(np.mean(off, 0)).max() < 0.006
    assert np.abs(off).max() < 0.03


def test_all_of_it_is_today(tmp_path: Path) -> None:
    """Nothing can be counted yet, and odds that say so can be kept."""
    ended = instant(BEGIN) + np.arange(50) * DAY // 100
    opened = ended - np.arange(50) % 2 * DAY
    cases = World(started_us=opened, ended_us=ended, withdrawn=np.zeros(50, bool))
    found = fit(cases.history(tmp_path, "day"), as_of=after(0.6), facets=())
    found.save(tmp_path / "odds.parquet")
    for odds in (found, read(tmp_path / "odds.parquet")):
        assert odds.by(0.9).refusal.startswith("too thin: only 0 cases have ended")
