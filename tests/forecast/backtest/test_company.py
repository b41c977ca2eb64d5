"""The company's own promises: foretold, and compared at equal share kept and equal length."""

import numpy as np
import pytest

from tests.forecast.backtest.conftest import Judge
from tests.forecast.backtest.worlds import World, spread

N = 6_000


def fast_and_slow() -> World:
    """Four of five tickets take from 1 to 10 hours, the fifth from 40 to 60; 20 are promised.

    One promise in fifty is of half an hour, and broken: so 78.4 % are kept, for which 9 hours and
    49 minutes would do.
    """
    share, number = spread(N), np.arange(N)
    return World(
        days=100,
        hours=np.where(number % 5 == 4, 40 + 20 * share, 1 + 9 * share),
        promised=np.where(number % 50 == 0, 0.5, 20.0),
    )


def test_promises_twice_as_long_as_ours_are_seen_as_such(judge: Judge) -> None:
    company = judge(fast_and_slow(), 50, 100, levels=[0.8])["company"]
    assert company["held"] == pytest.approx(0.78, abs=0.01)
    assert company["mean_hours"] == pytest.approx(0.98 * 20 + 0.02 * 0.5, abs=0.05)
    assert company["median_hours"] == 20.0
    for figures in (company["after"], company["within_groups"]):
        assert figures["mean_ratio"] == pytest.approx(0.5, abs=0.02)
        assert figures["median_ratio"] == pytest.approx(0.5, abs=0.02)
    assert company["equal_length"]["gain_points"] > 1.5


def test_promises_as_long_as_ours_are_seen_as_such(judge: Judge) -> None:
    random = np.random.default_rng(2)
    hours = 10 * np.exp(random.normal(0, 0.8, N))
    world = World(days=100, hours=hours, promised=np.full(N, 15.0))
    company = judge(world, 50, 100)["company"]
    assert company["after"]["mean_ratio"] == pytest.approx(1.0, abs=0.05)
    assert company["before"]["mean_ratio"] == pytest.approx(1.0, abs=0.1)
    assert company["equal_length"]["gain_points"] == pytest.approx(0.0, abs=1.0)


def test_as_many_are_kept_as_theirs_and_not_about_as_many(judge: Judge) -> None:
    random = np.random.default_rng(4)
    hours = 10 * np.exp(random.normal(0, 0.8, N))
    for promised in (9.0, 13.3, 21.7):
        world = World(days=100, hours=hours, promised=np.full(N, promised))
        company = judge(world, 50, 100)["company"]
        assert company["after"]["kept"] == pytest.approx(company["held"], abs=2e-6)


def test_lengths_rise_and_end_in_both(judge: Judge) -> None:
    lengths = judge(fast_and_slow(), 50, 100)["company"]["lengths"]
    assert [one["share"] for one in lengths] == [round(0.05 * n, 2) for n in range(1, 20)]
    assert {one["theirs_hours"] for one in lengths} == {20.0}
    ours = [one["ours_hours"] for one in lengths]
    assert ours == sorted(ours)


def test_odds_of_promises_are_those_of_the_truth(judge: Judge) -> None:
    random = np.random.default_rng(6)
    hours = 10 * np.exp(random.normal(0, 0.8, 2 * N))
    kind = random.integers(0, 3, 2 * N)
    promised = np.array([4.0, 11.0, 25.0])[kind]
    odds = judge(World(days=100, hours=hours, promised=promised), 50, 100)["kept_odds"]
    assert odds["said"] == pytest.approx(odds["kept"], abs=0.02)
    assert odds["ece"] < 0.03
    assert odds["brier_skill"] > 0.25
    steps = odds["reliability"]
    assert sum(step["n"] for step in steps) == odds["n"]
    # P(T <= 4, 11, 25 hours) of the log-normal durations.
    assert [step["said"] for step in steps] == pytest.approx([0.126, 0.547, 0.874], abs=0.03)


def test_without_promises_there_is_nothing_to_compare(judge: Judge) -> None:
    found = judge(World(days=100, hours=1 + 9 * spread(2_000)), 50, 100)
    assert (found["kept_odds"], found["company"], found["warning"]) == (None, None, [])
