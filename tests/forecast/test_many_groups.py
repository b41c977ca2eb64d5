"""More groups than a book keeps curves of, and more than one question at once."""

from pathlib import Path

import numpy as np
import pytest

from tests.forecast.world import HOUR, after, learned, world
from troth.forecast.counts import Counts, count
from troth.forecast.curves import KEPT, CurveBook
from troth.forecast.groups import grouped
from troth.forecast.model import Model
from troth.forecast.scale import BINS, Scale

PLACES, TEAMS = 30, 60
CASES = 20_000
LEVELS = (0.1, 0.5, 0.9, 0.99)


@pytest.fixture
def counts() -> Counts:
    """Of 1,800 teams in 30 places."""
    chance = np.random.default_rng(1)
    facets = {
        "place": ([f"place {n}" for n in range(PLACES)], chance.integers(0, PLACES, CASES)),
        "team": ([f"team {n}" for n in range(TEAMS)], chance.integers(0, TEAMS, CASES)),
    }
    kinds, bins = chance.integers(0, 3, CASES), chance.integers(100, BINS - 200, CASES)
    ones = np.ones(CASES)
    return count(grouped(facets, CASES), kinds, bins, ones, np.full(CASES, 10**15))


def test_a_book_keeps_some_curves_and_makes_all(counts: Counts) -> None:
    everything = np.arange(len(counts.groups))
    assert everything.size > 3 * KEPT
    book = CurveBook(counts, 50.0)
    together = book.of(everything)
    assert len(book._made) <= KEPT
    for group in (0, 1, PLACES, PLACES + 1, everything.size // 2, everything.size - 1):
        alone = CurveBook(counts, 50.0).of(np.array([group]))
        assert (alone.done[0] == together.done[group]).all()
        assert (alone.staying[0] == together.staying[group]).all()
        assert alone.known[0] == together.known[group]


def test_what_is_asked_twice_is_answered_alike(counts: Counts) -> None:
    book = CurveBook(counts, 50.0)
    some = np.array([7, 0, 900, 7, 45])
    first, second = book.of(some), book.of(some)
    assert (first.done == second.done).all()
    assert (first.done[0] == first.done[3]).all()
    assert (first.done[0] != first.done[2]).any()


def test_many_levels_at_once_are_one_after_the_other(counts: Counts) -> None:
    model = Model(at_us=10**15, scale=Scale("elapsed"), book=CurveBook(counts, 50.0))
    groups = np.random.default_rng(2).integers(0, len(counts.groups), 5_000)
    found = model.quantiles_at(groups, LEVELS)
    for p in LEVELS:
        assert (found[p] == model.quantiles(groups, p)).all()
    assert (found[0.1] < found[0.9]).all()


def test_by_remembers_levels_and_groups_apart(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    took = chance.exponential(5 * HOUR, 2_000)
    teams = ["web", "shop"] * 1_000
    odds = learned(tmp_path, world(took).with_facets(team=teams), as_of=after(400), facets=["team"])
    web, shop = {"team": "web"}, {"team": "shop"}
    asked = [(p, team) for p in (0.5, 0.9) for team in (web, shop, {"team": "new"})]
    first = [odds.by(p, team) for p, team in asked]
    assert [odds.by(p, team) for p, team in asked] == first
    assert len({answer.value for answer in first}) == len(first)
