"""Ragged lists of pauses answer as the pauses of single calls do."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from tests.clock.bulk_strategies import (
    HOUR,
    Asked,
    asked,
    column,
    lists,
    numbers,
    single_due,
    single_elapsed,
    some,
)

from troth.clock import Calendar, CalendarError
from troth.clock.durations import Boundary

OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:00", "UTC")
STARTS = np.array(["2026-06-01T11", "2026-06-01T11", "2026-06-01T11"], "M8[h]")
HOURS = np.array([4, 4, 4], "m8[h]")


@some
@given(asked(pauses=True))
def test_due(rows: Asked) -> None:
    starts, after = column(rows.starts, "M8"), column(rows.after, "m8")
    for boundary in get_args(Boundary):
        found = rows.calendar.due_many(starts, after, lists(rows.pauses), boundary)
        assert numbers(found) == single_due(rows, boundary=boundary)


@some
@given(asked(pauses=True))
def test_elapsed(rows: Asked) -> None:
    starts, ends = column(rows.starts, "M8"), column(rows.ends, "M8")
    found = rows.calendar.elapsed_many(starts, ends, lists(rows.pauses))
    assert numbers(found) == single_elapsed(rows)


def test_each_row_has_its_own() -> None:
    noon, until = np.array(["2026-06-01T12", "2026-06-01T12"], "M8[h]"), ["2026-06-01T13", "NaT"]
    pauses = noon, np.array(until, "M8[h]"), [0, 0, 1, 2]
    assert OFFICE.due_many(STARTS, HOURS, pauses).astype(str).tolist() == [
        "2026-06-01T15:00:00",
        "2026-06-01T16:00:00",
        "NaT",
    ]
    evening = np.datetime64("2026-06-01T17")
    passed = OFFICE.elapsed_many(STARTS, evening, pauses)
    assert passed.astype("m8[h]").astype(int).tolist() == [6, 5, 1]


def test_offsets_may_begin_anywhere_as_those_of_a_slice_do() -> None:
    noon = np.array(["2026-06-01T12"] * 3, "M8[h]")
    until = np.array(["2026-06-01T13", "2026-06-01T14", "2026-06-01T15"], "M8[h]")
    due = OFFICE.due_many(STARTS[:2], HOURS[:2], (noon, until, np.array([1, 2, 2], np.int32)))
    assert due.astype(str).tolist() == ["2026-06-01T17:00:00", "2026-06-01T15:00:00"]


def test_the_finest_unit_wins() -> None:
    pauses = np.array(["2026-06-01T12"], "M8[ms]"), np.array(["2026-06-01T13"], "M8[s]"), [0, 1]
    assert OFFICE.due_many(STARTS[:1], HOURS[:1], pauses).dtype == "M8[ms]"


def test_more_rows_than_one_piece_and_nat_among_them() -> None:
    count = 100_000
    starts = np.datetime64("2026-01-01T00:00", "s") + np.arange(count) * np.timedelta64(300, "s")
    starts[::1000] = "NaT"
    ends = starts + np.timedelta64(2, "D")
    day = np.timedelta64(1, "D")
    every_third = np.arange(0, count, 3)
    at = np.fmax(starts[every_third], np.datetime64(0, "s"))
    offsets = np.searchsorted(every_third, np.arange(count + 1))
    paused = OFFICE.elapsed_many(starts, ends, (at, at + day, offsets))
    plain = OFFICE.elapsed_many(starts, ends)
    first_day = OFFICE.elapsed_many(starts, starts + day)
    first_day[np.arange(count) % 3 > 0] = 0
    known = ~np.isnat(starts)
    assert (paused[known] == (plain - first_day)[known]).all()
    assert np.isnat(paused[~known]).all()


def test_nat_on_one_side_only() -> None:
    starts = np.array(["NaT", "2026-06-01T11", "2026-06-01T11"], "M8[h]")
    ends = np.array(["2026-06-01T15", "NaT", "2026-06-01T15"], "M8[h]")
    pauses = (STARTS, STARTS + 1, [0, 1, 2, 3])
    found = OFFICE.elapsed_many(starts, ends, pauses)
    assert np.isnat(found).tolist() == [True, True, False]
    assert found[2] == np.timedelta64(3, "h")


def test_a_pause_far_beyond_the_answer_needs_no_table() -> None:
    late = np.array(["2900-01-01"], "M8[s]")
    due = OFFICE.due_many(STARTS[:1], HOURS[:1], (late, late + np.timedelta64(1, "D"), [0, 1]))
    assert due == np.datetime64("2026-06-01T15:00:00")


NOON = np.array(["2026-06-01T12"], "M8[h]")


@pytest.mark.parametrize(
    ("pauses", "said"),
    [
        ((NOON, NOON - 1, [0, 1, 1, 1]), "number 0, has no start or ends before it"),
        ((np.array(["NaT"], "M8[h]"), NOON, [0, 1, 1, 1]), "has no start"),
        ((NOON, NOON, [0, 1]), r"offsets of shape \(2,\) for 3 rows; right would be \(4,\)"),
        ((NOON, NOON, [0, 1, 0, 1]), "offsets are out of order"),
        ((NOON, NOON, [-1, 0, 0, 1]), "offsets are out of order"),
        ((NOON, NOON, [0, 0, 0, 2]), "right would be 0 to 1, rising"),
        ((NOON, NOON[:0], [0, 0, 0, 1]), "one of each for every pause"),
        ((NOON, NOON, [0.0, 0.0, 0.0, 1.0]), "pause offsets are float64"),
        ((np.array([1]), NOON, [0, 0, 0, 1]), "pause starts are int64"),
    ],
)
def test_what_are_no_pauses_is_refused(pauses: object, said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        OFFICE.due_many(STARTS, HOURS, pauses)  # type: ignore[arg-type]


@pytest.mark.parametrize("boundary", get_args(Boundary))
def test_pauses_that_begin_or_end_just_when_it_is_due(boundary: Boundary) -> None:
    """Every pause of whole hours around a start, and every duration that may end at one."""
    noon = int(np.datetime64("2026-06-03T12:00", "us").astype(np.int64))
    asked = [
        (after * HOUR, (noon + begin * HOUR, None if end is None else noon + end * HOUR))
        for after in (-9, -2, 0, 2, 9)
        for begin in range(-10, 10)
        for end in (*range(begin, begin + 5), None)
    ]
    for minutes in (0, 30):
        start = noon + minutes * HOUR // 60
        rows = Asked(
            Calendar.from_hours("Mo-Fr 09:00-12:00,13:00-17:00", "UTC"),
            [start] * len(asked),
            [after for after, _ in asked],
            [],
            [[pause] for _, pause in asked],
        )
        found = rows.calendar.due_many(
            column(rows.starts, "M8"), column(rows.after, "m8"), lists(rows.pauses), boundary
        )
        assert numbers(found) == single_due(rows, boundary)


@pytest.mark.parametrize("boundary", get_args(Boundary))
def test_two_pauses_of_which_one_leads_into_the_other(boundary: Boundary) -> None:
    start = int(np.datetime64("2026-06-03T12:00", "us").astype(np.int64))
    asked = [
        (after * HOUR, [(start + one * HOUR, start + (one + 2) * HOUR), (start + two * HOUR, end)])
        for after in (-9, -2, 0, 2, 9)
        for one in range(-8, 8)
        for two in range(-8, 8)
        for end in (start + (two + 1) * HOUR,)
    ]
    rows = Asked(
        Calendar.from_hours("Mo-Fr 09:00-12:00,13:00-17:00", "UTC"),
        [start] * len(asked),
        [after for after, _ in asked],
        [start + after for after, _ in asked],
        [list(pauses) for _, pauses in asked],
    )
    starts, after, pauses = column(rows.starts, "M8"), column(rows.after, "m8"), lists(rows.pauses)
    due = rows.calendar.due_many(starts, after, pauses, boundary)
    assert numbers(due) == single_due(rows, boundary)
    passed = rows.calendar.elapsed_many(starts, column(rows.ends, "M8"), pauses)
    assert numbers(passed) == single_elapsed(rows)
