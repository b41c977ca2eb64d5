"""Boosted trees answer as curves do, and know what curves do not: when a case starts."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import troth.forecast.boost.trees
from tests.forecast.boost.world import END, NIGHT, TEAMS, by_team, chance, desk
from troth.cli.main import app
from troth.errors import MissingExtraError
from troth.forecast import ForecastError, Odds, fit
from troth.forecast.backtest import backtest
from troth.history import History

#: A Wednesday in May; Berlin is two hours ahead.
NOON = datetime(2026, 5, 13, 10, tzinfo=UTC)
MIDNIGHT = datetime(2026, 5, 13, 22, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    return desk(tmp_path_factory.mktemp("desk") / "desk.parquet")


@pytest.fixture(scope="module")
def odds(history: History) -> Odds:
    return fit(history, as_of=END, facets=["team"], method="boost")


@pytest.mark.parametrize("team", TEAMS)
def test_they_know_the_hour(odds: Odds, team: str) -> None:
    noon = odds.kept(DAY, {"team": team}, start=NOON)
    midnight = odds.kept(DAY, {"team": team}, start=MIDNIGHT)
    assert noon.value == pytest.approx(chance(24, TEAMS[team]), abs=0.08)
    assert midnight.value == pytest.approx(chance(24, TEAMS[team] * NIGHT), abs=0.08)


def test_curves_know_only_the_mean_of_the_hours(history: History) -> None:
    curves = fit(history, as_of=END, facets=["team"])
    noon = curves.kept(DAY, {"team": "web"}, start=NOON).value
    assert noon == curves.kept(DAY, {"team": "web"}, start=MIDNIGHT).value
    assert curves.comparison is None


def test_without_a_start_they_say_the_mean_over_how_cases_arrive(odds: Odds) -> None:
    day, night = chance(24, TEAMS["shop"]), chance(24, TEAMS["shop"] * NIGHT)
    answer = odds.kept(DAY, {"team": "shop"})
    assert answer.value == pytest.approx((10 * day + 14 * night) / 24, abs=0.06)
    assert answer.n > 1_000


def test_open_cases_are_never_dropped(odds: Odds, tmp_path: Path) -> None:
    # Of the slowest cases, only the quick ones have ended two days after the last start.
    early = fit(
        desk(tmp_path / "early.parquet", cases=8_000),
        as_of=END - timedelta(days=148),
        facets=["team"],
        method="boost",
    )
    found = early.kept(timedelta(hours=12), {"team": "post"})
    truth = (10 * chance(12, 60.0) + 14 * chance(12, 60.0 * NIGHT)) / 24
    assert found.value == pytest.approx(truth, abs=0.1)


def test_quantiles_rise_with_the_level_and_chances_with_time(odds: Odds) -> None:
    times = [odds.by(p, {"team": "web"}).value for p in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert None not in times
    assert times == sorted(times, key=lambda time: time or timedelta())
    hours = [odds.kept(timedelta(hours=h), {"team": "web"}).value or 0.0 for h in range(1, 200, 7)]
    assert hours == sorted(hours)


def test_the_quantile_has_its_own_chance(odds: Odds) -> None:
    time = odds.by(0.8, {"team": "shop"}).value
    assert time is not None
    assert odds.kept(time, {"team": "shop"}).value == pytest.approx(0.8, abs=0.001)


def test_what_is_left_is_conditional(odds: Odds) -> None:
    def kept(hours: int) -> float:
        return odds.kept(timedelta(hours=hours), {"team": "shop"}).value or 0.0

    left = odds.left(timedelta(hours=10), DAY, {"team": "shop"}).value
    assert left == pytest.approx((kept(24) - kept(10)) / (1.0 - kept(10)), abs=1e-6)


def test_a_situation_that_leaves_something_open_is_answered_by_curves(
    odds: Odds, history: History
) -> None:
    curves = fit(history, as_of=END, facets=["team"])
    assert odds.kept(DAY, {}) == curves.kept(DAY, {})
    assert odds.kept(DAY, {"team": "unheard of"}) == curves.kept(DAY, {})


def test_two_fits_give_equal_numbers(odds: Odds, history: History) -> None:
    again = fit(history, as_of=END, facets=["team"], method="boost")
    assert odds.trees is not None
    assert again.trees is not None
    assert again.trees.trees.text == odds.trees.trees.text
    assert again.by(0.9, {"team": "web"}) == odds.by(0.9, {"team": "web"})
    assert again.kept(DAY, {"team": "post"}, start=NOON) == odds.kept(
        DAY, {"team": "post"}, start=NOON
    )


def test_withdrawals_are_kept_apart(tmp_path: Path) -> None:
    history = desk(tmp_path / "gone.parquet", gone=3)
    answer = fit(history, as_of=END, facets=["team"], method="boost").kept(
        DAY, {"team": "web"}, start=NOON
    )
    assert answer.value == pytest.approx(chance(24, TEAMS["web"]), abs=0.08)
    assert answer.withdrawn > 0.2


def test_auto_takes_trees_where_the_hour_matters(history: History) -> None:
    odds = fit(history, as_of=END, facets=["team"], method="auto")
    assert odds.comparison is not None
    assert odds.comparison.winner == "boost"
    assert odds.comparison.interval is not None
    assert odds.comparison.interval[0] > 0.0
    assert odds.trees is not None


def test_auto_takes_curves_where_it_does_not(tmp_path: Path) -> None:
    history = desk(tmp_path / "plain.parquet", by_team)
    odds = fit(history, as_of=END, facets=["team"], method="auto")
    assert odds.comparison is not None
    assert odds.comparison.winner == "curves"
    assert odds.trees is None


def test_auto_takes_curves_where_too_few_cases_could_tell(tmp_path: Path) -> None:
    history = desk(tmp_path / "few.parquet", cases=400)
    odds = fit(history, as_of=END, facets=["team"], method="auto")
    assert odds.comparison is not None
    assert odds.comparison.winner == "curves"
    assert odds.comparison.interval is None
    assert odds.comparison.cases == 100


def test_a_backtest_holds_them_to_what_they_said(history: History) -> None:
    found = backtest(
        history,
        END - timedelta(days=42),
        END,
        facets=["team"],
        levels=[0.5, 0.8],
        method="boost",
        refit="never",
    )
    assert found["method"] == "boost"
    half, most = found["levels"]
    # Promises at 80 % that fall due late are judged for the quicker starts only.
    assert half["held"] == pytest.approx(0.5, abs=0.06)
    assert most["held"] == pytest.approx(0.8, abs=0.05)


def test_another_method_is_refused(history: History) -> None:
    with pytest.raises(ForecastError, match="no method 'forest'; right would be curves, boost or"):
        fit(history, method="forest")  # type: ignore[arg-type]


def test_without_lightgbm_it_says_what_to_install(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(troth.forecast.boost.trees, "find_spec", lambda _name: None)
    for method in ("boost", "auto"):
        with pytest.raises(MissingExtraError, match=r"pip install 'troth\[boost\]'"):
            fit(history, method=method)
    assert fit(history, as_of=END, facets=["team"]).kept(DAY).value is not None


def test_no_chance_is_no_number(odds: Odds) -> None:
    assert odds.trees is not None
    starts = np.arange(24) * 3_600_000_000 + 1_778_000_000_000_000
    whom = odds.trees.whom([np.full(24, -1)], starts)
    chances = odds.trees.chances(whom, np.full(24, 86_400.0))
    assert ((chances > 0.0) & (chances < 1.0)).all()


def test_the_command_says_which_method_it_took_and_why(history: History) -> None:
    found = CliRunner().invoke(
        app,
        [
            *("backtest", str(history.path), "--train-until", "2026-05-01"),
            *("--judge-at", "2026-06-01", "--refit", "never", "--method", "auto"),
        ],
    )
    assert found.exit_code == 0, found.output
    assert "told apart by team; by boosted trees, never learned anew; in" in found.output
    assert re.search(r"trees made [\d,]+ later cases likelier by \+0\.\d{4} nats", found.output)
