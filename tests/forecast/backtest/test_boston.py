"""A real history: what was said of Boston's service requests holds, within loose bounds."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from troth.cli.backtest_text import backtest_text
from troth.forecast.backtest import backtest
from troth.history import import_history, read

SHARED = Path(__file__).resolve().parents[3] / "../shared/data/boston311"
PAGE = Path(__file__).resolve().parents[3] / "docs/concepts/backtest.md"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Learned as known on 1 June 2015, judged by what was known at the end of the file."""
    if not SHARED.is_dir():
        pytest.skip(f"no reference data at {SHARED}")
    path = tmp_path_factory.mktemp("boston") / "boston.parquet"
    import_history("boston311", [SHARED], path)
    history = read(path)
    first, last = (datetime(*date, tzinfo=history.zone) for date in ((2015, 6, 1), (2016, 1, 12)))
    return backtest(history, first, last)


def test_what_was_said_held(found: dict[str, Any]) -> None:
    off = {level["p"]: level["held"] - level["p"] for level in found["levels"]}
    assert abs(off[0.5]) <= 0.06
    assert all(abs(off[p]) <= 0.03 for p in (0.8, 0.9, 0.95)), off
    assert abs(found["worst_month"]["off"]) <= 0.05
    at_90 = next(level for level in found["levels"] if level["p"] == 0.9)
    assert at_90["under_covered"] <= 0.10
    assert at_90["due"] > 10_000


def test_the_odds_of_the_citys_promises_are_of_use(found: dict[str, Any]) -> None:
    odds = found["kept_odds"]
    assert odds["n"] > 20_000
    assert odds["brier_skill"] >= 0.22
    assert odds["auc"] >= 0.78
    assert odds["ece"] <= 0.065


def test_warnings_come_earlier_than_by_the_rule_of_thumb(found: dict[str, Any]) -> None:
    half, late = (
        next(one for one in found["warning"] if one.get("time_gone") == gone)
        for gone in (0.5, 0.75)
    )
    assert half["auc"] >= 0.74
    assert late["auc"] >= 0.73
    queue = found["warning"][-1]
    assert queue["precision"] > queue["fixed_precision"]
    assert queue["lead_ratio"] >= 2


def test_leaving_out_the_open_cases_would_be_seen(found: dict[str, Any]) -> None:
    assert found["control"]["flagged"] is True
    assert found["control"]["left_out"] > 10_000


def test_the_page_shows_what_is_printed(found: dict[str, Any]) -> None:
    page = PAGE.read_text()
    assert f"\n{backtest_text(found, ZoneInfo('America/New_York'))}\n```" in page


def test_it_is_json(found: dict[str, Any]) -> None:
    assert json.loads(json.dumps(found, allow_nan=False)) == found
