"""What was said against what held, in worlds whose truth is known."""

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.forecast.backtest.conftest import Judge
from tests.forecast.backtest.worlds import World, spread, steady

LEVELS = (0.5, 0.8, 0.9, 0.95)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("refit", ["weekly", "never"])
def test_in_a_steady_world_what_was_said_holds(judge: Judge, seed: int, refit: str) -> None:
    found = judge(steady(seed), 60, 120, refit=refit)
    assert found["facets"] == ["team"]
    for level in found["levels"]:
        p, n = level["p"], level["due"]
        # What is judged is a draw, and so are all cases learned from and those of the last weeks,
        # of which the level takes half.
        learned = found["trained_on"]
        error = np.sqrt(p * (1 - p) * (1 / n + 1 / learned + 0.25 / (learned * 28 / 60)))
        assert abs(level["held"] - p) < 3 * error, level
        assert level["promisable"] == 1.0
        low, high = level["interval"]
        assert low < level["held"] < high


def test_the_lengths_promised_are_those_of_the_truth(judge: Judge) -> None:
    found = judge(steady(n=12_000), 60, 120, levels=[0.5], facets=[])
    random = np.random.default_rng(7)
    shop = random.random(400_000) < 0.4
    truth = np.median(np.where(shop, 40, 8) * np.exp(random.normal(0, 0.8, 400_000)))
    assert found["levels"][0]["median_hours"] == pytest.approx(truth, rel=0.08)


def test_months_and_groups_add_up(judge: Judge) -> None:
    found = judge(steady(), 60, 120)
    for parts in (found["months"], found["groups"]):
        assert sum(part["cases"] for part in parts) == found["judged"]
        for number, level in enumerate(found["levels"]):
            due = sum(part["levels"][number]["due"] for part in parts)
            kept = sum(
                part["levels"][number]["due"] * (part["levels"][number]["held"] or 0)
                for part in parts
            )
            assert due == level["due"]
            assert kept / due == pytest.approx(level["held"], abs=1e-5)
    assert [month["month"] for month in found["months"]] == ["2026-03", "2026-04"]
    assert [group["group"] for group in found["groups"]] == ["web", "shop"]
    worst = min(month["levels"][2]["held"] for month in found["months"])
    assert found["worst_month"]["held"] == worst
    assert found["worst_month"]["off"] == pytest.approx(worst - 0.9, abs=1e-6)


def test_pinball_is_that_of_the_promises(judge: Judge) -> None:
    world = steady()
    better = judge(world, 60, 120)["pinball"]
    worse = judge(world, 60, 120, facets=[])["pinball"]
    assert better["cases"] == worse["cases"] > 0
    assert all(better[str(p)] < 0.98 * worse[str(p)] for p in LEVELS)


def test_a_group_that_turns_slow_is_seen(judge: Judge) -> None:
    world = steady(n=12_000)
    late = np.arange(len(world)) >= len(world) // 2
    shop = np.array(world.facets["team"]) == "shop"
    found = judge(replace(world, hours=world.hours * np.where(late & shop, 4.0, 1.0)), 60, 75)
    assert found["worst_group"]["group"] == "shop"
    assert found["worst_group"]["off"] < -0.1
    share = next(one for one in found["groups"] if one["group"] == "shop")
    at_90 = found["levels"][2]
    assert at_90["under_covered"] == pytest.approx(share["levels"][2]["due"] / at_90["due"])


def test_what_learns_on_follows_what_changed(judge: Judge) -> None:
    random = np.random.default_rng(5)
    n = 9_000
    hours = 10.0 * np.exp(random.normal(0.0, 0.8, n)) * np.where(np.arange(n) < n * 0.4, 1.0, 2.0)
    world = World(days=150, hours=hours)
    short = {
        refit: 0.8 - judge(world, 60, 150, levels=[0.8], refit=refit)["levels"][0]["held"]
        for refit in ("weekly", "never")
    }
    assert short["never"] > 0.15
    assert short["weekly"] < short["never"] / 2


def test_nothing_is_promised_beyond_what_ends(judge: Judge) -> None:
    hours = np.where(spread(4_000) < 0.7, 5.0 + spread(4_000) * 20, np.inf)
    found = judge(World(days=100, hours=hours), 50, 100)
    promisable = [level["promisable"] for level in found["levels"]]
    assert promisable == [1.0, 0.0, 0.0, 0.0]
    at_90 = found["levels"][2]
    assert (at_90["due"], at_90["held"], at_90["interval"]) == (0, None, None)
    assert at_90["without_answer"] == 1.0
    assert found["worst_month"] is None


def test_every_figure_is_json(judge: Judge) -> None:
    hours = np.where(spread(1_000) < 0.4, 5.0 + spread(1_000) * 20, np.inf)
    for found in (
        judge(steady(n=1_000), 60, 120),
        judge(World(days=60, hours=hours), 30, 60),
        judge(World(days=60, hours=hours, promised=np.full(1_000, 24.0)), 30, 30.5),
    ):
        assert json.loads(json.dumps(found, allow_nan=False)) == found
        assert set(found) >= {
            "levels",
            "worst_month",
            "worst_group",
            "pinball",
            "kept_odds",
            "warning",
            "control",
        }


def test_the_same_world_gives_the_same_figures(judge: Judge) -> None:
    assert judge(steady(n=2_000), 60, 120) == judge(steady(n=2_000), 60, 120)
