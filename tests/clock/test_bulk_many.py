"""Rows of many calendars answer as each calendar does by itself."""

import numpy as np
import pytest
from tests.clock.bulk_strategies import HOUR, column, lists

from troth.clock import Calendar, CalendarError, due_many, elapsed_many
from troth.clock.grouping import PIECE, grouped

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")


def calendar(opens: int, number: int, zone: str) -> Calendar:
    hours = [(f"{opens:02}:00", f"{opens + 7:02}:{number * 10:02}")]
    return Calendar.from_weekly({"mon": hours, "tue": hours, "thu": hours}, zone)


CALENDARS = [
    calendar(opens, number, zone) for opens in range(5, 12) for number, zone in enumerate(ZONES)
]
CHANCE = np.random.default_rng(7)
ROWS = 3000
WHICH = CHANCE.integers(0, len(CALENDARS), ROWS)
STARTS = np.datetime64("2026-03-01T00:00", "s") + CHANCE.integers(0, 90 * 86_400, ROWS)
AFTER = CHANCE.integers(-100_000, 200_000, ROWS).astype("m8[s]")
ENDS = STARTS + CHANCE.integers(-(10**6), 10**6, ROWS)


def test_rows_go_to_their_calendars() -> None:
    due = due_many(CALENDARS, WHICH, STARTS, AFTER)
    passed = elapsed_many(CALENDARS, WHICH, STARTS, ENDS)
    for number, calendar in enumerate(CALENDARS):
        own = number == WHICH
        assert (due[own] == calendar.due_many(STARTS[own], AFTER[own])).all()
        assert (passed[own] == calendar.elapsed_many(STARTS[own], ENDS[own])).all()


def test_pauses_go_with_their_rows() -> None:
    begun = STARTS.astype("M8[us]").view(np.int64)[:, None] + np.array([0, 30, 20]) * HOUR
    pauses = [[(a, a + 9 * HOUR) for a in row[: n % 4]] for n, row in enumerate(begun.tolist())]
    due = due_many(CALENDARS, WHICH, STARTS, AFTER, lists(pauses), boundary="next_open")
    passed = elapsed_many(CALENDARS, WHICH, STARTS, ENDS, lists(pauses))
    for number, calendar in enumerate(CALENDARS):
        own = np.flatnonzero(number == WHICH)
        their = lists([pauses[row] for row in own])
        alone = calendar.due_many(STARTS[own], AFTER[own], their, "next_open")
        assert (due[own] == alone).all()
        assert (passed[own] == calendar.elapsed_many(STARTS[own], ENDS[own], their)).all()


def test_more_rows_than_are_grouped_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    due = due_many(CALENDARS, WHICH, STARTS, AFTER)
    monkeypatch.setattr("troth.clock.bulk.BLOCK", 512)
    monkeypatch.setattr("troth.clock.bulk.CHUNK", 7)
    assert (due_many(CALENDARS, WHICH, STARTS, AFTER) == due).all()


def test_pauses_of_more_rows_than_are_grouped_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = STARTS.astype("M8[us]").view(np.int64).tolist()
    pauses = lists([[(at, at + n * HOUR)] if n % 3 else [] for n, at in enumerate(begun)])
    due = due_many(CALENDARS, WHICH, STARTS, AFTER, pauses)
    monkeypatch.setattr("troth.clock.bulk.BLOCK", 512)
    monkeypatch.setattr("troth.clock.bulk.CHUNK", 7)
    assert (due_many(CALENDARS, WHICH, STARTS, AFTER, pauses) == due).all()


@pytest.mark.parametrize("count", [2**10, 2**16, 2**16 + 1, 2**40])
@pytest.mark.parametrize("size", [1, 1000, PIECE, 3 * PIECE + 1])
def test_rows_of_one_calendar_stay_in_order(count: int, size: int) -> None:
    """However many calendars there are; the numbers to be sorted are of one length or twice it."""
    which = count - 1 - CHANCE.integers(0, 5, size) ** 2
    places, calendars = grouped(which, count)
    order = np.argsort(which, kind="stable")
    assert (places[order] == np.arange(size)).all()
    assert [number for number, _ in calendars] == np.unique(which).tolist()
    assert [row for _, rows in calendars for row in rows] == [*range(size)]
    for number, rows in calendars:
        assert (which[order[rows.start : rows.stop]] == number).all()


def test_shapes_units_and_nat() -> None:
    which = np.array([[0], [1]], np.uint8)
    starts = np.array(["2026-06-01T12:00", "NaT"], "M8[m]")
    due = due_many(CALENDARS[:2], which, starts, np.timedelta64(3, "ms"))
    assert due.shape == (2, 2)
    assert due.dtype == "M8[ms]"
    assert np.isnat(due).tolist() == [[False, True], [False, True]]
    assert due_many(CALENDARS, 1, starts[:0], AFTER[:0]).shape == (0,)
    assert due_many(CALENDARS, 1, starts[0], AFTER[0]) == CALENDARS[1].due_many(starts[0], AFTER[0])


@pytest.mark.parametrize(
    ("which", "said"),
    [
        (28, "calendar 28 of 28; right would be 0 to 27"),
        ([1, 28, 29], "calendar 28 of 28; right would be 0 to 27"),
        ([1, 0, -1, -2], "calendar -1 of 28"),
        (0.5, "whole num"),
    ],
)
def test_a_calendar_that_there_is_not_is_refused(which: float | list[int], said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        due_many(CALENDARS, which, column([0], "M8"), column([0], "m8"))
