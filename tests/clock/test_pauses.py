"""Pauses: only their open part counts, once, and one that lasts holds the due time back."""

from datetime import UTC, datetime, timedelta

import pytest

from troth.clock import Calendar, CalendarError

OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:00", "UTC")
HOUR = timedelta(hours=1)


def on(text: str) -> datetime:
    """A day of June 2026 and a time; the 1st is a Monday."""
    return datetime.strptime(f"2026-06-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def held(pauses: list[tuple[str, str | None]]) -> list[tuple[datetime, datetime | None]]:
    return [(on(start), on(end) if end else None) for start, end in pauses]


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ([], "1 15:00"),
        ([("1 12:00", "1 13:00")], "1 16:00"),
        # Overlaps count once, in any order.
        ([("1 12:30", "1 13:30"), ("1 12:00", "1 13:00")], "1 16:30"),
        ([("1 12:00", "1 14:00"), ("1 12:30", "1 13:00")], "1 17:00"),
        # Closed time does not count twice.
        ([("1 14:00", "2 10:00")], "2 11:00"),
        ([("1 17:00", "2 09:00")], "1 15:00"),
        # Before the start, or from the due time on, a pause changes nothing.
        ([("1 08:00", "1 11:00")], "1 15:00"),
        ([("1 15:00", "1 16:00")], "1 15:00"),
        ([("1 14:59", "1 16:00")], "1 16:01"),
        # One pause moves the due time into the next.
        ([("1 12:00", "1 13:00"), ("1 15:30", "1 16:00")], "1 16:30"),
        ([("1 12:00", "1 12:00")], "1 15:00"),
        # A pause that lasts holds back what is not yet due.
        ([("1 12:00", None)], None),
        ([("1 10:00", None)], None),
        ([("1 15:00", None)], "1 15:00"),
        ([("1 16:00", None)], "1 15:00"),
        ([("1 12:00", "1 13:30"), ("1 16:00", None)], None),
        ([("1 12:00", "1 13:00"), ("1 16:00", None)], "1 16:00"),
    ],
)
def test_four_hours_from_eleven(pauses: list[tuple[str, str | None]], expected: str | None) -> None:
    due = OFFICE.due(on("1 11:00"), 4 * HOUR, held(pauses))
    assert due == (expected and on(expected))


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ([("1 12:00", "1 13:00")], "1 10:00"),
        ([("1 14:00", None)], "1 10:00"),
        ([("1 10:00", "1 11:00")], "1 11:00"),
        ([("1 10:00", "1 11:01")], "1 09:59"),
        ([("1 15:00", "1 16:00")], "1 11:00"),
    ],
)
def test_four_hours_before_three(pauses: list[tuple[str, str | None]], expected: str) -> None:
    """Backward, a pause that lasts has only lasted until the start."""
    assert OFFICE.due(on("1 15:00"), -4 * HOUR, held(pauses)) == on(expected)


@pytest.mark.parametrize(
    ("pauses", "hours"),
    [
        ([], 8),
        ([("1 16:00", "2 10:00")], 6),
        ([("1 16:00", None)], 3),
        ([("2 17:00", "3 09:00")], 8),
    ],
)
def test_elapsed(pauses: list[tuple[str, str | None]], hours: int) -> None:
    assert OFFICE.elapsed(on("1 13:00"), on("2 13:00"), held(pauses)) == hours * HOUR


def test_nothing_left_to_do_is_due_when_the_pause_ends() -> None:
    pause = (on("1 10:00"), on("1 12:00"))
    assert OFFICE.due(on("1 11:00"), 0 * HOUR, [pause]) == on("1 12:00")
    assert OFFICE.due(on("1 11:00"), 0 * HOUR, [(on("1 10:00"), None)]) is None


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(CalendarError, match="ends before it starts"):
        OFFICE.due(on("1 11:00"), HOUR, [(on("1 13:00"), on("1 12:00"))])
