"""Curves are those of Kaplan and Meier, leaning on the wider group."""

from pathlib import Path

import numpy as np
import pytest

from tests.forecast.world import HOUR, World, after, learned, world
from troth.forecast import Odds
from troth.forecast.counts import Counts, count
from troth.forecast.curves import CurveBook, endings, kept_by
from troth.forecast.groups import grouped
from troth.forecast.scale import BINS, Bins, Scale
from troth.forecast.spells import DONE, OPEN, WITHDRAWN
from troth.history.arrays import Numbers

NOW = 10**15
ALL = np.array([0])


def counted(kinds: list[int], bins: list[int], team: list[int] | None = None) -> Counts:
    """Cases that were last seen in some bins; of the teams 0 and 1, if any."""
    size = len(kinds)
    facets = {} if team is None else {"team": (["web", "shop"], np.array(team))}
    where, ones = np.array(bins), np.ones(size)
    return count(grouped(facets, size), np.array(kinds), where, ones, np.full(size, NOW), width=8)


def test_a_table_from_a_textbook() -> None:
    """Six cases: ended in bins 1, 3, 3 and 5; no longer seen after bins 1 and 4.

    S = 5/6 after bin 1; two of four end in bin 3; the last one ends in bin 5.
    """
    counts = counted([DONE, DONE, DONE, DONE, OPEN, OPEN], [1, 3, 3, 5, 1, 4])
    done = CurveBook(counts, 50.0).of(ALL).done[0]
    surviving = [1, 5 / 6, 5 / 6, 5 / 12, 5 / 12, 0, 0, 0]
    assert (1.0 - done).tolist() == pytest.approx(surviving)


def test_doubt_from_a_textbook() -> None:
    """Greenwood's sum of the same table: 1 / (6 * 5), then 2 / (4 * 2)."""
    counts = counted([DONE, DONE, DONE, DONE, OPEN, OPEN], [1, 3, 3, 5, 1, 4])
    spread, risk = CurveBook(counts, 50.0).doubt(0)
    assert spread[:5].tolist() == pytest.approx([0, 1 / 30, 1 / 30, 1 / 30 + 1 / 4, 1 / 30 + 1 / 4])
    assert risk.tolist() == [6, 6, 4, 4, 2, 1, 0, 0]


def test_leaning_from_paper() -> None:
    """The shop's only case ends in bin 0, of all four cases half do; with k = 4 it is 3 of 5."""
    counts = counted([DONE] * 4, [0, 0, 1, 1], team=[1, 0, 0, 0])
    book = CurveBook(counts, 4.0)
    web, shop = book.of(np.array([1, 2])).done
    assert shop[:2].tolist() == pytest.approx([3 / 5, 1.0])
    # The web has three cases of its own, of which one ends at once: 1 + 2 of 3 + 4.
    assert web[:2].tolist() == pytest.approx([3 / 7, 1.0])


def test_who_borrows_nothing_stands_alone() -> None:
    counts = counted([DONE] * 4, [0, 0, 1, 1], team=[1, 0, 0, 0])
    web, shop = CurveBook(counts, 0.0).of(np.array([1, 2])).done
    assert web[0] == pytest.approx(1 / 3)
    assert shop[0] == 1.0


def test_a_group_without_anything_of_its_own_is_its_parent() -> None:
    """A case that has not lived through a bin teaches nothing, and its group exists."""
    counts = counted([DONE, DONE, OPEN, OPEN], [0, 2, 3, -1], team=[0, 0, 0, 1])
    curves = CurveBook(counts, 50.0).of(np.array([0, 2]))
    assert curves.done[1].tolist() == pytest.approx(curves.done[0].tolist())


def test_nobody_asked() -> None:
    counts = counted([DONE, OPEN], [0, 3])
    assert CurveBook(counts, 50.0).of(np.zeros(0, np.int64)).done.shape == (0, 8)


def test_both_endings_from_paper() -> None:
    """Two of six end in bin 0, one of the other four is withdrawn; of three, one ends next."""
    counts = counted([DONE, DONE, WITHDRAWN, DONE, OPEN, OPEN], [0, 0, 0, 1, 3, 3])
    curves = CurveBook(counts, 50.0).of(ALL)
    ended, withdrawn = endings(curves)
    assert ended[0, :2].tolist() == pytest.approx([2 / 6, 3 / 6])
    assert withdrawn[0, :2].tolist() == pytest.approx([1 / 6, 1 / 6])
    assert kept_by(curves)[0, :2].tolist() == pytest.approx([2 / 5, 3 / 5])


def test_every_case_is_somewhere(rival_odds: Odds) -> None:
    """Ended, withdrawn or open; shares only grow, and kept never exceeds what is possible."""
    curves = rival_odds.model.curves(ALL)
    ended, withdrawn = endings(curves)
    open_still = (1.0 - curves.done) * curves.staying
    assert ended + withdrawn + open_still == pytest.approx(np.ones((1, BINS)))
    for shares in (ended, withdrawn, kept_by(curves)):
        assert (np.diff(shares) >= -1e-12).all()
        assert shares.min() >= 0.0
        assert shares.max() <= 1.0 + 1e-12


def test_kept_is_what_is_counted(rivals: World, tmp_path: Path) -> None:
    """Where all cases were followed to their end: kept of kept and broken, withdrawn in neither."""
    odds = learned(tmp_path, rivals)
    lasted = (rivals.ended_us - rivals.started_us) / 1e6
    kept = kept_by(odds.model.book.of(ALL))[0]
    for number in (550, 600, 640):
        limit = float(odds.clock.scale.edges[number + 1])
        gone = int((rivals.withdrawn & (lasted <= limit)).sum())
        done = int((~rivals.withdrawn & (lasted <= limit)).sum())
        assert kept[number] == pytest.approx(done / (len(rivals) - gone), abs=1e-9)


def test_lifelines_agrees(tmp_path: Path) -> None:
    """Open cases and all, within what two per cent of time make."""
    lifelines = pytest.importorskip("lifelines", reason="lifelines is in the group `bench`")
    draw = np.random.default_rng(11)
    took, seen = draw.lognormal(11.0, 1.5, 3_000), draw.uniform(0.0, 60 * 24 * HOUR, 3_000)
    scale = Scale("elapsed")
    # Both at the ends of bins, where nothing is rounded.
    took, seen = _at_edges(scale, took), _at_edges(scale, seen)
    kinds = np.where(took <= seen, DONE, OPEN)
    lived = np.minimum(took, seen)
    counts = count(
        grouped({}, 3_000), kinds, scale.bins(lived * 0.999), np.ones(3_000), np.full(3_000, NOW)
    )
    ours = CurveBook(counts, 50.0).of(ALL).done[0]
    fitted = lifelines.KaplanMeierFitter().fit(lived, kinds == DONE)
    theirs = 1.0 - fitted.survival_function_at_times(scale.edges[1:]).to_numpy()
    assert ours == pytest.approx(theirs, abs=1e-9)


def _at_edges(scale: Scale, seconds: Numbers) -> Numbers:
    bins: Bins = scale.bins(seconds)
    return scale.edges[bins + 1]


def test_open_cases_are_no_endings(tmp_path: Path) -> None:
    """Followed for 30 days of which the mean case needs 20, and yet the curve is the true one."""
    took = np.random.default_rng(12).exponential(20 * 24 * HOUR, 20_000)
    odds = learned(tmp_path, world(took, days=30), as_of=after(30))
    for days in (5, 10, 20):
        truth = 1.0 - np.exp(-days / 20)
        plain = odds.model.book.of(ALL).done
        found = odds.clock.scale.at(plain, np.array([days * 24 * HOUR]))[0]
        assert found == pytest.approx(truth, abs=0.02)
