"""Every engine counts the same of the same cases.

One test for each engine, with a part for each world: Spark takes long to start.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from tests.contracts.engines import ENGINES, Counting, Numpy
from tests.contracts.worlds import WORLDS, World, plain, put, write
from troth.forecast.counts import Counts
from troth.forecast.level import LevelMap
from troth.forecast.model import Model
from troth.forecast.spells import DONE, OPEN, WITHDRAWN

Cell = tuple[tuple[str, ...], int, int]
Case = tuple[str, str | None, str | None, str | None]
Row = tuple[str, str | None, str | None, str | None, int, int]
HOUR = 3_600_000_000

#: Known on Tuesday at noon.
TUESDAY = datetime(2026, 6, 2, 12, tzinfo=UTC)
#: Started, ended, ending, facet, and by hand: kind and bin.
BY_HAND: tuple[Row, ...] = (
    ("2026-06-01T12:00:00Z", "2026-06-01T12:00:00Z", "done", "a", DONE, 0),
    ("2026-06-01T12:00:00Z", "2026-06-01T12:00:01Z", "done", "a", DONE, 0),
    # An ending before the start counts as one at it.
    ("2026-06-01T12:00:00Z", "2026-06-01T11:00:00Z", "done", "a", DONE, 0),
    # An hour lies between the 413th and the 414th power of 1.02.
    ("2026-06-01T12:00:00Z", "2026-06-01T13:00:00Z", "done", "a", DONE, 414),
    ("2026-06-01T12:00:00Z", "2026-06-01T13:00:00Z", "done", None, DONE, 414),
    # Nobody knows yet that it ends: it has been open for a day, longer than 1.02 ** 574 s.
    ("2026-06-01T12:00:00Z", "2026-06-02T12:00:00.000001Z", "done", "a", OPEN, 575),
    ("2026-06-01T12:00:00Z", None, None, "b", OPEN, 575),
    ("2026-06-02T12:00:00Z", None, None, "b", OPEN, 0),
    ("2026-06-01T12:00:00Z", "2026-06-01T13:00:00Z", "withdrawn", "b", WITHDRAWN, 414),
    # A withdrawal without an instant counts from the start, one to come not yet.
    ("2026-06-01T12:00:00Z", None, "withdrawn", "b", WITHDRAWN, 0),
    ("2026-06-01T12:00:00Z", "2026-06-03T12:00:00Z", "withdrawn", "b", OPEN, 575),
    # Longer than the grid.
    ("1901-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "done", "b", DONE, 1023),
)
#: Not known yet.
LATER: Case = ("2026-06-02T12:00:00.000001Z", None, None, "c")

#: In New York, where Tuesday noon is 08:00; the night to 8 March 2026 has 23 hours.
DAYS_BY_HAND: tuple[Row, ...] = (
    ("2026-03-08T04:59:59Z", "2026-03-08T05:00:00Z", "done", "a", DONE, 1),
    ("2026-03-08T05:00:00Z", "2026-03-09T03:59:59Z", "done", "a", DONE, 0),
    ("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", "done", "a", DONE, 1),
    ("1969-12-31T23:00:00Z", "1970-01-02T05:00:00Z", "done", "a", DONE, 2),
    # Who stays open through the last day is not known yet, so nobody has ended on it.
    ("2026-06-01T12:00:00Z", "2026-06-02T04:00:00Z", "done", "b", OPEN, 0),
    ("2026-06-01T12:00:00Z", "2026-06-02T05:00:00Z", "withdrawn", "b", OPEN, 0),
    # The day on which it is open is not over: it has lived through one.
    ("2026-06-01T12:00:00Z", None, None, "b", OPEN, 0),
    ("2026-06-01T03:59:59Z", None, None, "b", OPEN, 1),
    ("2026-06-01T04:00:00Z", "2026-06-01T05:00:00Z", "withdrawn", "b", WITHDRAWN, 0),
    # Who ended on a day that is not over counts as open until it began.
    ("2026-05-31T12:00:00Z", "2026-06-02T11:00:00Z", "done", "a", OPEN, 1),
    ("2026-06-01T12:00:00Z", "2026-06-02T04:00:00Z", "withdrawn", "b", OPEN, 0),
)
#: Has not lived through a day.
NEW: Case = ("2026-06-02T04:00:00Z", None, None, "c")


#: pyspark leaves sockets open and warns of pandas.
SPARK = (pytest.mark.spark, pytest.mark.filterwarnings("ignore"))


@pytest.mark.parametrize("name", ["numpy", "duckdb", pytest.param("spark", marks=SPARK)])
def test_every_engine_counts_the_same(name: str, tmp_path: Path, subtests: pytest.Subtests) -> None:
    with ENGINES[name]() as engine:
        with subtests.test("by hand"):
            assert_by_hand(engine, tmp_path, BY_HAND, LATER)
        with subtests.test("days by hand"):
            assert_by_hand(engine, tmp_path, DAYS_BY_HAND, NEW)
        for number, world in enumerate(WORLDS):
            if name == "spark" and not world.everywhere:
                continue
            path = write(tmp_path / f"{number}.parquet", world)
            with subtests.test(world.name):
                assert_same(engine, path, world)


def assert_by_hand(engine: Counting, folder: Path, rows: Sequence[Row], absent: Case) -> None:
    """Kinds and bins are those of the table; `absent` adds no cell."""
    days = rows is DAYS_BY_HAND
    world = World(
        name="by hand",
        compare="day" if days else "instant",
        facets=("kind",),
        half_life_days=None,
        as_of=TUESDAY,
    )
    path = put(
        folder / f"by-hand-{days}.parquet", plain([*(row[:4] for row in rows), absent]), world
    )
    expected = Counter(((f"kind {kind or '(none)'}",), how, bin_) for *_, kind, how, bin_ in rows)
    found = engine.count(path, world)
    assert {cell: cases for cell, (cases, _) in cells(found).items()} == expected
    assert {weight for cell, (cases, weight) in cells(found).items() if cases == 1} == {1.0}
    assert found.n[0] == len(rows)
    assert found.done[0] == sum(how == DONE for *_, how, _ in rows)


def assert_same(engine: Counting, path: Path, world: World) -> None:
    """Cells, starts and level are those of cases in memory."""
    found, wanted = engine.fit(path, world), Numpy().fit(path, world)
    own, theirs = found.model.book.counts, wanted.model.book.counts
    own_cells, their_cells = cells(own), cells(theirs)
    assert {cell: n for cell, (n, _) in own_cells.items()} == {
        cell: n for cell, (n, _) in their_cells.items()
    }
    # Weights are added with 18 decimals.
    own_weights, their_weights = (
        np.array([found[cell][1] for cell in their_cells]) for found in (own_cells, their_cells)
    )
    np.testing.assert_allclose(own_weights, their_weights, rtol=1e-9, atol=1e-15)
    assert groups(own) == groups(theirs)
    own_levels, their_levels = levels(found.model), levels(wanted.model)
    assert own_levels["everybody"].is_plain == (world.name == "too early for a level")
    assert own_levels.keys() == their_levels.keys()
    for value, one in their_levels.items():
        assert own_levels[value].cases == one.cases
        np.testing.assert_allclose(own_levels[value].asked, one.asked, atol=1e-9)
    assert vars(found.clock) == vars(wanted.clock)
    assert found.settings == wanted.settings
    assert found.as_of == wanted.as_of
    off = np.abs(found.arrivals - wanted.arrivals)
    # Within an hour cases are taken to arrive evenly.
    assert len(off) == len(wanted.arrivals)
    assert off.max() < HOUR
    ask = found.by(0.8).value, wanted.by(0.8).value
    assert ask[0] == ask[1] or ask[0] == pytest.approx(ask[1], rel=1e-9)


def cells(counts: Counts) -> dict[Cell, tuple[int, float]]:
    """Cases and weight by the values of the facets, kind and bin."""
    columns = (counts.leaf, counts.kind, counts.bin, counts.cases, counts.weight)
    rows, known = zip(*(column.tolist() for column in columns), strict=True), names(counts)
    return {(known[leaf], kind, bin_): (n, weight) for leaf, kind, bin_, n, weight in rows}


def groups(counts: Counts) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Of each group: cases, those ended, first and last start."""
    columns = (counts.n, counts.done, counts.since_us, counts.until_us)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return dict(zip(names(counts), rows, strict=True))


def levels(model: Model) -> dict[str | None, LevelMap]:
    """By the value of the first facet."""
    values = model.groups.values[0] if model.groups.values else ()
    own = {values[code]: one for code, one in model.levels.own.items()}
    return {"everybody": model.levels.everybody, **own}


def names(counts: Counts) -> list[tuple[str, ...]]:
    """The values of the facets of each group."""
    own = counts.groups
    return [tuple(own.name(one) for one in own.chain(group)[1:]) for group in range(len(own))]
