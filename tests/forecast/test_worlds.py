"""What is said holds: fresh cases of each world are kept as often as was promised."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.world import HOUR, after, holds, learned, seconds, world
from troth.forecast import Odds
from troth.forecast.replay import LEVELS
from troth.history.arrays import Numbers

CASES = 12_000
FRESH = 1_000

Draw = Callable[[np.random.Generator, int], Numbers]


def exponential(draw: np.random.Generator, count: int) -> Numbers:
    return draw.exponential(30 * HOUR, count)


def log_normal(draw: np.random.Generator, count: int) -> Numbers:
    return draw.lognormal(np.log(20 * HOUR), 1.4, count)


def two_peaks(draw: np.random.Generator, count: int) -> Numbers:
    """Many are solved on the telephone, the others by post."""
    quick = draw.uniform(size=count) < 0.6
    return np.where(quick, draw.exponential(HOUR / 4, count), draw.normal(90.0, 9.0, count) * HOUR)


def some_never(draw: np.random.Generator, count: int) -> Numbers:
    """One in twenty-five is forgotten."""
    never = draw.uniform(size=count) < 0.04
    return np.where(never, np.inf, draw.exponential(30 * HOUR, count))


@dataclass(frozen=True)
class Case:
    """A world, and how it is looked at."""

    draw: Draw
    #: Over how many days cases start, until the day on which they are looked at.
    days: int = 365


WORLDS = {
    "exponential": Case(exponential),
    "log-normal": Case(log_normal),
    "two peaks": Case(two_peaks),
    "some never end": Case(some_never),
    "many are still open": Case(log_normal, days=12),
}


@pytest.mark.parametrize("name", WORLDS)
def test_promises_hold(tmp_path: Path, name: str) -> None:
    """At each level, as many fresh cases end in time as was said, within 99.9 %."""
    this = WORLDS[name]
    draw = np.random.default_rng(20)
    odds = learned(tmp_path, world(this.draw(draw, CASES), days=this.days), as_of=after(this.days))
    fresh = this.draw(draw, FRESH)
    for p in LEVELS:
        kept = int((fresh <= seconds(odds.by(p).value)).sum())
        assert holds(p, kept, FRESH), (p, kept)


def test_dropping_open_cases_would_fail(tmp_path: Path) -> None:
    """The control: of the same world, who looks at ended cases only promises far too much."""
    draw = np.random.default_rng(20)
    took = log_normal(draw, CASES)
    cases = world(took, days=12)
    ended_by = (cases.ended_us - cases.started_us.min()) / 1e6 <= 12 * 24 * HOUR
    naive = float(np.quantile(took[ended_by], 0.9))
    fresh = log_normal(draw, FRESH)
    assert not holds(0.9, int((fresh <= naive).sum()), FRESH)


def test_what_is_never_reached_is_not_promised(tmp_path: Path) -> None:
    """A fifth never ends: 50 % can be promised and 80 to 95 % cannot, however long one waits."""
    draw = np.random.default_rng(21)
    never = draw.uniform(size=6_000) < 0.22
    odds = learned(tmp_path, world(np.where(never, np.inf, draw.exponential(30 * HOUR, 6_000))))
    assert odds.by(0.5).value is not None
    for p in (0.8, 0.9, 0.95):
        answer = odds.by(p)
        assert answer.value is None
        assert answer.interval is None
        assert answer.refusal.startswith("cannot be promised at this level: of comparable cases 7")


def test_a_group_that_never_ends_does_not_spoil_the_others(tmp_path: Path) -> None:
    """Half of the cases of one team stay open for good: it is promised nothing at 80 %."""
    draw = np.random.default_rng(24)
    stuck = draw.uniform(size=8_000) < 0.25
    never = stuck & (draw.uniform(size=8_000) < 0.5)
    took = np.where(never, np.inf, exponential(draw, 8_000))
    cases = world(took).with_facets(team=np.where(stuck, "stuck", "quick").tolist())
    odds = learned(tmp_path, cases, facets=["team"])
    refusal = odds.by(0.8, {"team": "stuck"}).refusal
    assert refusal.startswith("cannot be promised at this level: of comparable cases 5")
    fresh = exponential(draw, FRESH)
    for p in LEVELS:
        promise = seconds(odds.by(p, {"team": "quick"}).value)
        assert holds(p, int((fresh <= promise).sum()), FRESH), p


def test_withdrawals_count_neither_way(rival_odds: Odds) -> None:
    """Of fresh cases that are not withdrawn in time, as many end in time as was said."""
    draw = np.random.default_rng(22)
    took, gone = draw.exponential(30 * HOUR, FRESH), draw.exponential(90 * HOUR, FRESH)
    for p in LEVELS:
        answer = rival_odds.by(p)
        promise = seconds(answer.value)
        left = ~((gone < took) & (gone <= promise))
        assert holds(p, int((took <= promise)[left].sum()), int(left.sum()))
        assert holds(answer.withdrawn, int((~left).sum()), FRESH)


def test_thin_groups_lean_on_all(tmp_path: Path) -> None:
    """Three hundred shops of ten cases: what is said of each holds over all, and not without k."""
    draw = np.random.default_rng(23)
    shop, pace = draw.integers(0, 300, 3_000), draw.lognormal(0.0, 0.2, 300)
    cases = world(draw.exponential(30 * HOUR * pace[shop]))
    names = [f"shop {number}" for number in shop]
    odds = {
        k: learned(tmp_path, cases.with_facets(shop=names), facets=["shop"], k=k)
        for k in (50.0, 0.0)
    }
    fresh = draw.exponential(30 * HOUR * pace, (20, 300))
    for p in LEVELS:
        said = {
            k: [one.by(p, {"shop": f"shop {n}"}).value for n in range(300)]
            for k, one in odds.items()
        }
        kept = fresh <= np.array([seconds(value) for value in said[50.0]])
        assert abs(kept.mean() - p) < 0.02, p
    alone = [one and one.total_seconds() for one in said[0.0]]
    assert np.mean(fresh <= np.array([np.nan if one is None else one for one in alone])) < 0.9


def hours_of(end: timedelta | float | None) -> float:
    """Of an end of an interval; a share stays one."""
    if end is None:
        return np.inf
    return end.total_seconds() / HOUR if isinstance(end, timedelta) else end


def test_intervals_hold_the_truth(tmp_path: Path) -> None:
    """In 95 of 100 worlds or so, what is asked lies in the interval that comes with it."""
    inside = dict.fromkeys(("by", "kept", "left"), 0)
    worlds, hours = 60, 30.0
    for seed in range(worlds):
        draw = np.random.default_rng(seed)
        cases = world(draw.exponential(hours * HOUR, 1_500), seed=seed, days=120)
        odds = learned(tmp_path, cases, as_of=after(120))
        for name, answer, truth in (
            ("by", odds.by(0.8), -hours * np.log(0.2)),
            ("kept", odds.kept("within 40 hours"), 1.0 - np.exp(-40 / hours)),
            ("left", odds.left(after(1) - after(0), "within 50 hours"), 1.0 - np.exp(-26 / hours)),
        ):
            assert answer.interval is not None
            low, high = (hours_of(one) for one in answer.interval)
            inside[name] += bool(low <= truth <= high)
    for name, count in inside.items():
        assert holds(0.95, count, worlds), (name, count)
