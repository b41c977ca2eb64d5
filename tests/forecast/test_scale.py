"""The grid on which durations are counted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from troth.forecast.scale import BINS, DAY_SECONDS, RATIO, Scale, Unit
from troth.history.arrays import Numbers

ELAPSED, DAYS = Scale("elapsed"), Scale("days")
YEARS = 365.25 * 86_400

durations = some.floats(0.0, 19 * YEARS)
curves = some.integers(0, 2**32 - 1).map(
    lambda seed: np.sort(np.random.default_rng(seed).uniform(0.0, 1.0, BINS))
)


def at(scale: Scale, curve: Numbers, seconds: float) -> float:
    return float(scale.at(curve, np.array([seconds]))[0])


def reaching(scale: Scale, curve: Numbers, level: float) -> float:
    return float(scale.reaching(curve[None, :], np.array([level]))[0])


@given(durations)
def test_a_bin_holds_what_lies_between_its_edges(seconds: float) -> None:
    """Above the one and at most the other; what is rounded may lie on the edge itself."""
    found = int(ELAPSED.bins(np.array([seconds]))[0])
    assert ELAPSED.edges[found] <= seconds * (1 + 1e-12)
    assert seconds <= ELAPSED.edges[found + 1] * (1 + 1e-12)


def test_bins_are_two_per_cent_wide() -> None:
    assert ELAPSED.edges[:2].tolist() == [0.0, 1.0]
    assert ELAPSED.edges[2:] / ELAPSED.edges[1:-1] == pytest.approx(np.full(BINS - 1, RATIO))
    assert ELAPSED.edges[BINS - 1] > 19 * YEARS


def test_longer_than_the_grid_is_in_the_last() -> None:
    for scale in (ELAPSED, DAYS):
        assert scale.bins(np.array([90 * YEARS, 1e15])).tolist() == [BINS - 1] * 2


@given(curves, durations, durations)
def test_a_rising_curve_is_read_rising(curve: Numbers, one: float, other: float) -> None:
    for scale in (ELAPSED, DAYS):
        low, high = (at(scale, curve, each) for each in sorted((one, other)))
        assert low <= high + 1e-15


@given(curves, some.floats(0.001, 0.999))
def test_there_and_back(curve: Numbers, level: float) -> None:
    """The duration that reaches a level has it; in days, is the first that does."""
    seconds = reaching(ELAPSED, curve, level)
    if seconds < ELAPSED.edges[BINS - 1]:
        assert at(ELAPSED, curve, seconds) == pytest.approx(level, abs=1e-9)
    days = reaching(DAYS, curve, level)
    if 0 < days < (BINS - 1) * DAY_SECONDS:
        assert at(DAYS, curve, days) >= level - 1e-9
        assert at(DAYS, curve, days - 1) < level


@pytest.mark.parametrize("unit", ["elapsed", "business", "days"])
def test_what_is_never_reached(unit: Unit) -> None:
    assert reaching(Scale(unit), np.full(BINS, 0.4), 0.5) == np.inf


def test_lived_through() -> None:
    """Of days those that are over; of elapsed time all of it."""
    curve = np.arange(1, BINS + 1) / BINS
    passed = np.array([0.0, 0.9, 1.0, 3.5]) * DAY_SECONDS
    assert (DAYS.lived(curve, passed) * BINS).tolist() == pytest.approx([0, 0, 1, 3])
    assert (ELAPSED.lived(curve, passed) == ELAPSED.at(curve, passed)).all()


def test_a_row_for_each_or_one_for_all() -> None:
    curve = np.arange(1, BINS + 1) / BINS
    seconds = np.array([5.0, 3_600.0, 1e6])
    rows = np.tile(curve, (3, 1))
    for scale in (ELAPSED, DAYS):
        assert (scale.at(curve, seconds) == scale.at(rows, seconds)).all()
        assert (scale.lived(curve, seconds) == scale.lived(rows, seconds)).all()
