"""Worlds that several tests look at, learned once."""

import numpy as np
import pytest

from tests.forecast.world import HOUR, Texts, World, after, learned, world
from troth.forecast import Odds, fit
from troth.history import History


@pytest.fixture(scope="session")
def rivals() -> World:
    """Cases that end after 30 hours and are withdrawn after 90, on average, whichever is first."""
    draw = np.random.default_rng(3)
    took, gone = draw.exponential(30 * HOUR, 8_000), draw.exponential(90 * HOUR, 8_000)
    return world(took, withdrawn_after=gone, days=300)


@pytest.fixture(scope="session")
def rival_odds(rivals: World, tmp_path_factory: pytest.TempPathFactory) -> Odds:
    """Of them, all followed to their end."""
    return learned(tmp_path_factory.mktemp("rivals"), rivals)


@pytest.fixture(scope="session")
def teams() -> World:
    """Two thirds of cases are the web's and take 10 hours on average, those of the shop 60."""
    draw = np.random.default_rng(4)
    web = draw.uniform(size=6_000) < 2 / 3
    took = draw.exponential(np.where(web, 10 * HOUR, 60 * HOUR))
    team: Texts = np.where(web, "web", "shop").tolist()
    return world(took).with_facets(team=team)


@pytest.fixture(scope="session")
def team_history(teams: World, tmp_path_factory: pytest.TempPathFactory) -> History:
    """Of them."""
    return teams.history(tmp_path_factory.mktemp("teams"))


@pytest.fixture(scope="session")
def team_odds(team_history: History) -> Odds:
    """Of them, known after a year."""
    return fit(team_history, as_of=after(365), facets=["team"])


@pytest.fixture(scope="session")
def day_odds(tmp_path_factory: pytest.TempPathFactory) -> Odds:
    """Of cases that take 60 hours on average, counted in calendar days."""
    took = np.random.default_rng(5).exponential(60 * HOUR, 8_000)
    history = world(took).history(tmp_path_factory.mktemp("days"), compare="day")
    return fit(history, as_of=after(365), facets=(), half_life_days=None)
