"""Columns answer as single calls do, in every unit and whatever form the arrays have."""

from collections.abc import Callable
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clock.bulk_strategies import (
    Asked,
    Column,
    asked,
    column,
    numbers,
    single_due,
    single_elapsed,
    some,
)

from troth.clock import Calendar, CalendarError
from troth.clock.durations import Boundary

OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:30", "Europe/Berlin", holidays="DE")
STARTS = np.datetime64("2026-05-20T07:00") + np.arange(100) * np.timedelta64(97, "m")
AFTER = np.arange(-50, 50) * np.timedelta64(61, "m")
UNITS = {"s": 10**6, "ms": 10**3, "us": 1, "ns": 1}

units = pytest.mark.parametrize("unit", UNITS)


@units
@some
@given(data=st.data())
def test_due(unit: str, data: st.DataObject) -> None:
    rows: Asked = data.draw(asked(UNITS[unit]))
    starts, after = column(rows.starts, "M8", unit), column(rows.after, "m8", unit)
    for boundary in get_args(Boundary):
        found = rows.calendar.due_many(starts, after, boundary=boundary)
        assert found.dtype == starts.dtype
        assert numbers(found) == single_due(rows, boundary=boundary)


@units
@some
@given(data=st.data())
def test_elapsed(unit: str, data: st.DataObject) -> None:
    rows: Asked = data.draw(asked(UNITS[unit]))
    starts, ends = column(rows.starts, "M8", unit), column(rows.ends, "M8", unit)
    found = rows.calendar.elapsed_many(starts, ends)
    assert found.dtype == f"m8[{unit}]"
    assert numbers(found) == single_elapsed(rows)


def test_nat_and_all_signs_at_once() -> None:
    starts = STARTS.copy()
    starts[::7] = "NaT"
    after = AFTER.copy()
    after[::5] = "NaT"
    known = ~(np.isnat(starts) | np.isnat(after))
    due = OFFICE.due_many(starts, after)
    assert (np.isnat(due) == ~known).all()
    assert (due[known] == OFFICE.due_many(starts[known], after[known])).all()
    elapsed = OFFICE.elapsed_many(starts, due)
    assert (np.isnat(elapsed) == ~known).all()
    assert (elapsed[known] == after[known]).all()
    nothing = np.array(["NaT", "NaT"], "M8[s]")
    assert np.isnat(OFFICE.elapsed_many(nothing, nothing)).all()
    assert np.isnat(OFFICE.due_many(nothing, np.timedelta64(1, "s"))).all()


@pytest.mark.parametrize("boundary", get_args(Boundary))
@pytest.mark.parametrize("after", [[-1, 0], [0, -1], [-2, -1, 0], [1, 0, -1], [0, 1], [2, 1]])
def test_the_shortest_durations_side_by_side(after: list[int], boundary: Boundary) -> None:
    for start in ("2026-05-22T15:30", "2026-05-23T12:00", "2026-05-26T07:00"):
        at = int(np.datetime64(start, "us").astype(np.int64))
        rows = Asked(OFFICE, [at] * len(after), after, [], [[]] * len(after))
        found = OFFICE.due_many(column(rows.starts, "M8"), column(after, "m8"), boundary=boundary)
        assert numbers(found) == single_due(rows, boundary)


@pytest.mark.parametrize(
    "form",
    [
        lambda column: column[::-1],
        lambda column: np.repeat(column, 3)[::3],
        lambda column: np.asfortranarray(column.reshape(10, 10)),
        lambda column: column.reshape(10, 10)[::2, 1::3],
        lambda column: column.reshape(4, 5, 5).swapaxes(0, 2),
        lambda column: column.astype(column.dtype.newbyteorder()),
        lambda column: column[:0],
        lambda column: column[3],
        lambda column: np.frombuffer(b"?" + column.tobytes(), np.uint8)[1:].view(column.dtype),
    ],
    ids=["reversed", "strided", "fortran", "cut", "swapped", "bytes", "empty", "0-d", "askew"],
)
def test_forms_of_arrays(form: Callable[[Column], Column]) -> None:
    starts, after = form(STARTS), form(AFTER)
    plain_starts, plain_after = (
        np.array(each, each.dtype.newbyteorder("="), order="C") for each in (starts, after)
    )
    due = OFFICE.due_many(starts, after)
    assert due.shape == np.shape(starts)
    assert (due == OFFICE.due_many(plain_starts, plain_after)).all()
    assert (OFFICE.elapsed_many(starts, due) == plain_after).all()


def test_read_only_columns_and_inputs_stay_as_they_are() -> None:
    starts, after = STARTS.copy(), AFTER.copy()
    for each in (starts, after):
        each.flags.writeable = False
    assert (OFFICE.elapsed_many(starts, OFFICE.due_many(starts, after)) == AFTER).all()
    assert (starts == STARTS).all()


def test_one_value_for_all() -> None:
    hour = np.timedelta64(1, "h")
    assert (OFFICE.due_many(STARTS, hour) == OFFICE.due_many(STARTS, np.full(100, hour))).all()
    grid = OFFICE.due_many(STARTS[:, None], AFTER)
    assert grid.shape == (100, 100)
    assert (np.diag(grid) == OFFICE.due_many(STARTS, AFTER)).all()


def test_shapes_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(CalendarError, match=r"shapes \(100,\) and \(3,\)"):
        OFFICE.due_many(STARTS, AFTER[:3])


def test_an_unknown_boundary_is_refused() -> None:
    with pytest.raises(CalendarError, match="right would be end or next_open"):
        OFFICE.due_many(STARTS, AFTER, boundary="close")  # type: ignore[arg-type]


def test_tables_grow_as_far_as_an_answer_lies() -> None:
    calendar = Calendar.from_hours("Mo 09:00-10:00", "Europe/Berlin")
    start = np.array(["2026-06-01T12:00"], "M8[s]")
    far = np.timedelta64(52 * 900, "h")
    due = calendar.due_many(start, far)
    assert due.astype("M8[Y]").astype(int)[0] + 1970 > 2900
    assert calendar.elapsed_many(start, due) == far
    assert calendar.due_many(due, -far) == np.datetime64("2026-06-08T07:00:00")


@pytest.mark.parametrize("most", [2**20, 8])
def test_boundaries_so_close_that_rows_are_searched_for(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("troth.clock.lookup.MOST_BUCKETS", most)
    shifts = [(f"09:{m:02}:00", f"09:{m:02}:{m + 1:02}") for m in range(10, 50)]
    calendar = Calendar.from_weekly(dict.fromkeys(("mon", "wed", "sat"), shifts), "UTC")
    begin = np.datetime64("2026-05-20T08:59:59", "s")
    starts = np.concatenate([begin + np.arange(0, 3000, 7), begin - np.arange(0, 200_000, 999)])
    after = (np.arange(starts.size) % 401 - 200).astype("m8[s]")
    rows = Asked(
        calendar,
        starts.astype("M8[us]").view(np.int64).tolist(),
        after.astype("m8[us]").view(np.int64).tolist(),
        [],
        [[]] * starts.size,
    )
    for boundary in get_args(Boundary):
        due = calendar.due_many(starts, after, boundary=boundary)
        assert numbers(due) == single_due(rows, boundary)
        assert (calendar.elapsed_many(starts, due) == after).all()
    table = calendar._timeline.compiled.table
    assert table is not None
    assert table.lookup("s").opens.before is None
    assert (table.lookup("s").closes.before is None) == (most == 8)


@pytest.mark.parametrize("minutes", [1, 7])
def test_boundaries_too_close_for_buckets(minutes: int) -> None:
    shifts = [(f"{h:02}:00", f"{h:02}:{60 - minutes}") for h in range(24)]
    crumbs = [(f"{h:02}:{m:02}", f"{h:02}:{m + 1:02}") for h in range(24) for m in range(0, 58, 2)]
    for hours in (shifts, crumbs):
        days = dict.fromkeys(("mon", "wed", "sat"), hours)
        calendar = Calendar.from_weekly(days, "America/New_York")
        due = calendar.due_many(STARTS, AFTER)
        singles = Asked(calendar, numbers(STARTS), numbers(AFTER), [], [[]] * 100)  # type: ignore[arg-type]
        assert numbers(due) == single_due(singles)
        assert (calendar.elapsed_many(STARTS, due) == AFTER).all()
