"""Columns: units, missing values, shapes, and what is refused. Their answers: see the laws."""

from datetime import time

import numpy as np
import pytest

from troth.clock import Calendar, CalendarError

OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:00", "Europe/Berlin")
ONCE = Calendar.from_weekly({}, "UTC", exceptions={"2026-06-01": "09:00-12:00"})


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_the_unit_of_the_input_is_kept(unit: str) -> None:
    starts = np.array(["2026-06-01T14:30:30", "NaT", "2026-06-06T12:00:00"], f"M8[{unit}]")
    hour = np.timedelta64(3600, "s").astype(f"m8[{unit}]")
    due = OFFICE.due_many(starts, hour)
    assert due.dtype == starts.dtype
    assert (
        due.astype(str).tolist()
        == np.array(["2026-06-02T07:30:30", "NaT", "2026-06-08T08:00:00"], starts.dtype)
        .astype(str)
        .tolist()
    )
    elapsed = OFFICE.elapsed_many(starts, due)
    assert elapsed.dtype == hour.dtype
    assert (elapsed == hour).tolist() == [True, False, True]
    assert np.isnat(elapsed).tolist() == [False, True, False]
    assert OFFICE.due_days_many(starts, 1).dtype == starts.dtype


@pytest.mark.parametrize(
    ("starts", "after", "dtype"),
    [
        ("M8[D]", "m8[h]", "M8[s]"),
        ("M8[m]", "m8[ms]", "M8[ms]"),
        ("M8[ns]", "m8[D]", "M8[ns]"),
        ("M8[15m]", "m8[s]", "M8[s]"),
    ],
)
def test_coarse_units_become_seconds_and_the_finer_one_wins(
    starts: str, after: str, dtype: str
) -> None:
    due = OFFICE.due_many(np.array(["2026-06-01"], starts), np.array([1], after))
    assert due.dtype == dtype
    assert due[0] > np.datetime64("2026-06-01T07:00:00")


def test_nanoseconds_count() -> None:
    start = np.array(["2026-06-01T14:59:59.999999999"], "M8[ns]")
    two = np.timedelta64(2, "ns")
    assert OFFICE.due_many(start, two)[0] == np.datetime64("2026-06-02T07:00:00.000000001")


def test_shapes_are_broadcast() -> None:
    starts = np.array([["2026-06-01T08:00"], ["2026-06-02T08:00"]], "M8[s]")
    due = OFFICE.due_many(starts, np.array([1, 2, -1], "m8[h]"))
    assert due.shape == (2, 3)
    assert OFFICE.due_days_many(starts, [1, 2]).shape == (2, 2)
    assert OFFICE.due_many(starts[:0], np.timedelta64(1, "h")).shape == (0, 1)
    assert OFFICE.due_days_many(starts[:0], 1).shape == (0, 1)
    assert OFFICE.elapsed_many(starts[:0], starts[:0]).shape == (0, 1)


def test_many_rows_over_many_years() -> None:
    """More rows than one chunk, more years than the first table."""
    starts = np.datetime64("1990-01-01T00:00:00") + np.arange(70_000) * np.timedelta64(6, "h")
    due = OFFICE.due_many(starts, np.timedelta64(4, "h"))
    assert (np.diff(due) >= np.timedelta64(0, "s")).all()
    assert (OFFICE.elapsed_many(starts, due) == np.timedelta64(4, "h")).all()
    back = OFFICE.due_many(due, np.timedelta64(-4, "h"))
    assert (OFFICE.elapsed_many(back, due) == np.timedelta64(4, "h")).all()


def test_cutoffs_and_due_times_by_the_day() -> None:
    starts = np.array(["2026-06-01T08:00", "2026-06-01T12:00", "NaT"], "M8[s]")
    found = OFFICE.due_days_many(starts, 1, time(12), time(10))
    assert found.astype(str).tolist() == ["2026-06-02T08:00:00", "2026-06-03T08:00:00", "NaT"]


def test_days_forward_and_backward_at_once() -> None:
    starts = np.array(["2026-06-03T08:00", "2026-06-03T08:00"], "M8[s]")
    found = OFFICE.due_days_many(starts, [1, -1], due="same_time")
    assert found.astype("M8[D]").astype(str).tolist() == ["2026-06-04", "2026-06-02"]


@pytest.mark.parametrize(
    ("starts", "after", "said"),
    [
        (["2026-06-01"], np.timedelta64(1, "h"), "right would be datetime64 in UTC"),
        (np.array([1]), np.timedelta64(1, "h"), "starts are int64"),
        (np.array(["2026-06-01"], "M8[s]"), 3600, "after are int64; right would be timedelta64"),
        (np.array(["2026-06-01"], "M8[s]"), np.timedelta64(1), "right would be timedelta64"),
        (np.array(["2026-06-01"], "M8[s]"), np.timedelta64(1, "M"), "have no fixed length"),
        (np.array([0], "M8[ps]"), np.timedelta64(1, "h"), "nanoseconds at the finest"),
    ],
)
def test_other_types_are_refused(starts: object, after: object, said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        OFFICE.due_many(starts, after)  # type: ignore[arg-type]


def test_what_does_not_fit_into_nanoseconds_is_refused() -> None:
    far = np.array(["2300-01-01"], "M8[D]")
    with pytest.raises(CalendarError, match="beyond what datetime64\\[ns\\] can hold"):
        OFFICE.due_many(far, np.timedelta64(1, "ns"))
    late = np.array(["2262-04-11"], "M8[ns]")
    with pytest.raises(CalendarError, match="the answer lies beyond what datetime64"):
        OFFICE.due_many(late, np.timedelta64(20 * 3600, "s"))


def test_parts_of_days_are_refused() -> None:
    with pytest.raises(CalendarError, match="days are float64; right would be whole numbers"):
        OFFICE.due_days_many(np.array(["2026-06-01"], "M8[s]"), 1.5)
    with pytest.raises(CalendarError, match="starts are int64; right would be datetime64 in UTC"):
        OFFICE.due_days_many([1], 1)


def test_open_time_that_ends_is_told() -> None:
    starts = np.array(["2026-05-01"], "M8[s]")
    with pytest.raises(CalendarError, match="no more open time"):
        ONCE.due_many(starts, np.timedelta64(4, "h"))
    with pytest.raises(CalendarError, match="no more open time"):
        ONCE.due_many(starts, np.timedelta64(-1, "h"))
