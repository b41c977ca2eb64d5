"""Backtests of made-up worlds; the fixtures of histories are those of `tests/history`."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.forecast.backtest.worlds import World, day
from tests.history.conftest import desk, shared
from tests.history.desk import Desk
from troth.forecast.backtest import backtest

__all__ = ["desk", "judge", "shared"]

Judge = Callable[..., dict[str, Any]]


@pytest.fixture
def judge(desk: Desk) -> Judge:
    """A backtest of a world from one of its days to another."""

    def judged(world: World, first: float, last: float, **options: Any) -> dict[str, Any]:
        return backtest(world.history(desk), day(first), day(last), **options)

    return judged
