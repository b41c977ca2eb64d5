"""What cannot be judged is said in a sentence."""

import math
from typing import Any

import numpy as np
import pytest

from tests.forecast.backtest.conftest import Judge
from tests.forecast.backtest.worlds import World, spread, steady
from troth.forecast import ForecastError, UnfitHistoryError, UnknownSituationError


@pytest.mark.parametrize(
    ("span", "options", "error", "said"),
    [
        ((60, 60), {}, ForecastError, "the judging comes before the learning ends"),
        ((60, 30), {}, ForecastError, "right would be later"),
        ((60, 120), {"levels": []}, ForecastError, "levels are missing"),
        ((60, 120), {"levels": [0.5, 1.0]}, ForecastError, r"levels 1\.0; right would be above 0"),
        ((60, 120), {"levels": [math.nan]}, ForecastError, "levels nan"),
        ((60, 120), {"refit": "daily"}, ForecastError, "right would be weekly or never"),
        ((60, 120), {"facets": ["tam"]}, UnknownSituationError, "Did you mean 'team'"),
        ((-5, 120), {}, UnfitHistoryError, "all 800 cases start after"),
        ((121, 130), {}, UnfitHistoryError, "there is nothing to judge"),
        (
            (60, 120),
            {"scope": {"team": ["none"]}},
            UnfitHistoryError,
            "the scope selects none of 800 cases",
        ),
    ],
)
def test_it_says_why(
    judge: Judge,
    span: tuple[float, float],
    options: dict[str, Any],
    error: type[Exception],
    said: str,
) -> None:
    with pytest.raises(error, match=said):
        judge(steady(n=800), *span, **options)


def test_a_world_where_nothing_ends_is_refused(judge: Judge) -> None:
    with pytest.raises(UnfitHistoryError, match="none had ended"):
        judge(World(days=100, hours=np.full(500, np.inf)), 50, 100)


def test_too_few_to_learn_from_are_refused(judge: Judge) -> None:
    with pytest.raises(UnfitHistoryError, match="40 cases had started by then"):
        judge(World(days=40, hours=1 + spread(80)), 19.9, 25)
