"""Warnings: which open promises will be broken."""

from typing import Any

import numpy as np
import pytest

from tests.forecast.backtest.conftest import Judge
from tests.forecast.backtest.worlds import World, spread

N = 6_000


def foreseen() -> World:
    """Promised are 24 hours; the good take from 19 to 23 hours and the bad from 30 to 60."""
    share = spread(N)
    bad = np.arange(N) % 3 == 0
    return World(
        days=100,
        hours=np.where(bad, 30 + 30 * share, 19 + 4 * share),
        promised=np.full(N, 24.0),
        facets={"fate": np.where(bad, "bad", "good").tolist()},
    )


def looks(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in found["warning"] if one["rule"] == "odds"]


def test_perfect_foresight_ranks_perfectly(judge: Judge) -> None:
    found = judge(foreseen(), 50, 100)
    assert found["facets"] == ["fate"]
    assert [one["time_gone"] for one in looks(found)] == [0.25, 0.5, 0.75]
    for one in looks(found):
        assert one["auc"] == pytest.approx(1.0)
        assert one["average_precision"] == pytest.approx(1.0)
        assert one["broken"] == pytest.approx(1 / 3, abs=0.01)


def test_without_foresight_it_is_chance(judge: Judge) -> None:
    for one in looks(judge(foreseen(), 50, 100, facets=[], refit="never")):
        assert one["auc"] == pytest.approx(0.5, abs=0.02)


def test_at_equal_volume_the_odds_name_earlier_and_more_surely(judge: Judge) -> None:
    queue = judge(foreseen(), 50, 100)["warning"][-1]
    assert queue["rule"] == "odds, equal volume"
    assert queue["volume"] > 0
    assert queue["precision"] == pytest.approx(1.0)
    assert queue["fixed_precision"] < 0.6
    assert queue["lead_hours"] > 1.5 * queue["fixed_lead_hours"]
    assert queue["lead_ratio"] == pytest.approx(
        queue["lead_hours"] / queue["fixed_lead_hours"], abs=1e-3
    )


def test_whoever_never_learns_anew_has_no_queue(judge: Judge) -> None:
    queue = judge(foreseen(), 50, 100, refit="never")["warning"][-1]
    assert (queue["looks"], queue["volume"], queue["precision"]) == (0, 0, None)


def test_a_look_at_which_nothing_is_open_finds_nothing(judge: Judge) -> None:
    # All are over within a minute of their start, but for those that break.
    hours = np.where(np.arange(N) % 500 == 0, 3.0, 0.01 + 0.005 * spread(N))
    world = World(days=100, hours=hours, promised=np.full(N, 1.0))
    queue = judge(world, 50, 100)["warning"][-1]
    assert queue["volume"] == 0
    assert queue["fixed_lead_hours"] is None
