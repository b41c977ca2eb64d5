"""The control and the leaks: mistakes made on purpose must be seen."""

import numpy as np
import pytest

from tests.forecast.backtest.conftest import Judge
from tests.forecast.backtest.worlds import World, spread, steady


def test_leaving_out_open_cases_is_seen_where_many_take_long(judge: Judge) -> None:
    hours = np.exp(np.random.default_rng(3).normal(np.log(24 * 20), 1.5, 6_000))
    found = judge(World(days=150, hours=hours), 60, 150)
    control = found["control"]
    assert control["left_out"] > 500
    assert control["flagged"] is True
    assert control["short"] == pytest.approx(0.9 - control["held"], abs=1e-6)
    assert control["short"] >= 0.1
    assert found["levels"][0]["held"] == pytest.approx(0.5, abs=0.06)


def test_where_all_have_ended_there_is_nothing_to_leave_out(judge: Judge) -> None:
    n = 4_000
    clock = np.arange(n) * 2400 / n % 24
    # Whatever starts on a day ends on it, and it is learned from eight seconds before midnight.
    hours = np.maximum((23.99 - clock) * spread(n), 0.001)
    control = judge(World(days=100, hours=hours), 49.9999, 100)["control"]
    assert control["left_out"] == 0
    assert control["flagged"] is False


def test_a_column_that_tells_the_end_is_named(judge: Judge) -> None:
    world = steady(n=3_000)
    hours = 10 * world.hours
    over = np.arange(3_000) / 3_000 * 120 * 24 + hours <= 120 * 24
    told = World(
        days=world.days,
        hours=hours,
        promised=world.promised,
        facets={**world.facets, "stage": np.where(over, "over", "going").tolist()},
    )
    found = judge(told, 60, 120)
    assert [leak["column"] for leak in found["leaks"]] == ["stage"]
    assert found["leaks"][0]["used"] is False
    assert "stage" not in found["facets"]
    assert judge(told, 60, 120, facets=["stage"])["leaks"][0]["used"] is True


def test_a_column_whose_name_tells_is_named(judge: Judge) -> None:
    world = steady(n=3_000)
    named = World(days=world.days, hours=world.hours, facets={"closed_by": world.facets["team"]})
    (leak,) = judge(named, 60, 120)["leaks"]
    assert leak["column"] == "closed_by"
    assert "name" in leak["why"]


def test_honest_columns_are_not_named(judge: Judge) -> None:
    assert judge(steady(n=3_000), 60, 120)["leaks"] == []
