"""Trees over the worlds that curves are tested on: they may know more, and never less."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.world import HOUR, World, after, world
from troth.forecast import Odds, fit
from troth.history import History

D = timedelta(days=1)


@pytest.fixture(scope="module")
def day_trees(tmp_path_factory: pytest.TempPathFactory) -> Odds:
    """Of cases that take 60 hours on average, counted in calendar days."""
    took = np.random.default_rng(5).exponential(60 * HOUR, 8_000)
    history = world(took).history(tmp_path_factory.mktemp("days"), "day")
    return fit(history, as_of=after(365), facets=(), method="boost")


def test_answers_are_whole_days_and_have_their_own_odds(day_trees: Odds) -> None:
    for p in (0.1, 0.3, 0.5, 0.7, 0.9, 0.95):
        found = day_trees.by(p).value
        assert found is not None
        assert found % D == 0 * D
        assert (day_trees.kept(found).value or 0.0) >= p - 1e-9
        if found:
            assert (day_trees.kept(found - D).value or 0.0) < p


@pytest.mark.parametrize(("team", "mean"), [("web", 10), ("shop", 60)])
def test_they_find_the_truth_of_each_group(team_history: History, team: str, mean: int) -> None:
    found = fit(team_history, as_of=after(365), facets=["team"], method="boost")
    for hours in (3, 10, 40, 100):
        said = found.kept(timedelta(hours=hours), {"team": team}).value
        assert said == pytest.approx(1.0 - np.exp(-hours / mean), abs=0.04)


def test_rival_endings_do_not_count_as_kept(rivals: World, tmp_path: Path) -> None:
    found = fit(rivals.history(tmp_path), as_of=after(365), facets=(), method="boost")
    curves = fit(rivals.history(tmp_path), as_of=after(365), facets=())
    for hours in (5, 20, 60):
        said, plain = (one.kept(timedelta(hours=hours)) for one in (found, curves))
        assert said.value == pytest.approx(plain.value, abs=0.04)
        assert said.withdrawn == pytest.approx(plain.withdrawn, abs=0.02)
