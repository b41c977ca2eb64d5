"""Business days: receipt, cut-offs, and where the last day ends."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import pytest

from troth.clock import Calendar, CalendarError
from troth.clock.days import DueAt

BERLIN = Calendar.from_hours("Mo-Fr 09:00-17:30; PH off", "Europe/Berlin", holidays="DE-BE")


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN.timezone)


def by_the_end_of_the_next(start: datetime) -> date:
    """The first business date after the calendar date of arrival."""
    us = int(start.timestamp()) * 1_000_000
    dates, _ = BERLIN.business_dates(us, us + 10 * 86_400_000_000)
    found = next(day for day in dates.tolist() if day > start.date().toordinal())
    return date.fromordinal(found)


@pytest.mark.parametrize(
    ("arrives", "received", "one", "next_day", "two"),
    [
        # May 2026; Monday 25 is a holiday.
        ("2026-05-20T08:00", 20, 21, 21, 22),
        ("2026-05-20T17:29", 20, 21, 21, 22),
        ("2026-05-20T17:30", 21, 22, 21, 26),
        ("2026-05-21T12:00", 21, 22, 22, 26),
        ("2026-05-22T12:00", 22, 26, 26, 27),
        ("2026-05-22T18:00", 26, 27, 26, 28),
        ("2026-05-23T12:00", 26, 27, 26, 28),
        ("2026-05-25T10:00", 26, 27, 26, 28),
    ],
)
def test_eight_arrivals(arrives: str, received: int, one: int, next_day: int, two: int) -> None:
    start = berlin(arrives)
    for days, expected in enumerate((received, one, two)):
        assert BERLIN.due_days(start, days) == berlin(f"2026-05-{expected}T17:30")
    assert by_the_end_of_the_next(start).day == next_day


@pytest.mark.parametrize(
    ("arrives", "cutoff", "received"),
    [
        ("2026-05-20T13:59", time(14), 20),
        ("2026-05-20T14:00", time(14), 21),
        # Later than the close, the cut-off still holds.
        ("2026-05-20T17:45", time(18), 20),
        # One for each weekday; Thursday has none and closes at half past five.
        ("2026-05-20T12:30", {"wed": time(12), "fri": time(16)}, 21),
        ("2026-05-21T17:00", {"wed": time(12), "fri": time(16)}, 21),
        ("2026-05-22T16:30", {"wed": time(12), "fri": time(16)}, 26),
    ],
)
def test_cutoff(arrives: str, cutoff: time | Mapping[str, time], received: int) -> None:
    found = BERLIN.due_days(berlin(arrives), 0, cutoff)
    assert found == berlin(f"2026-05-{received}T17:30")


@pytest.mark.parametrize(
    ("due", "days", "expected"),
    [
        ("close", 1, "2026-05-22T17:30"),
        (time(12), 1, "2026-05-22T12:00"),
        ("same_time", 1, "2026-05-22T11:15"),
        ("same_time", 2, "2026-05-26T11:15"),
        ("same_time", 0, "2026-05-21T11:15"),
        ("same_time", -1, "2026-05-20T11:15"),
    ],
)
def test_where_the_last_day_ends(due: DueAt, days: int, expected: str) -> None:
    """From Thursday 21 May, a quarter past eleven."""
    assert BERLIN.due_days(berlin("2026-05-21T11:15"), days, due=due) == berlin(expected)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-05-21T18:00", 1, "2026-05-26T09:00"),
        ("2026-05-21T08:00", -1, "2026-05-19T17:30"),
        ("2026-05-24T12:00", 1, "2026-05-26T12:00"),
        ("2026-05-24T12:00", 0, "2026-05-26T09:00"),
        ("2026-05-24T12:00", -1, "2026-05-22T12:00"),
    ],
)
def test_the_same_time_rolls_to_open_time(start: str, days: int, expected: str) -> None:
    assert BERLIN.due_days(berlin(start), days, due="same_time") == berlin(expected)


def test_the_same_time_after_a_cutoff_counts_from_receipt() -> None:
    late = berlin("2026-05-20T15:00")
    assert BERLIN.due_days(late, 1, time(14), "same_time") == berlin("2026-05-22T15:00")


def test_a_night_shift_is_a_day_of_its_evening() -> None:
    nights = Calendar.from_hours("Mo-Fr 22:00-06:00", "UTC")
    start = datetime(2026, 6, 2, 5, tzinfo=UTC)
    assert nights.due_days(start, 0) == datetime(2026, 6, 2, 6, tzinfo=UTC)
    assert nights.due_days(start, 1) == datetime(2026, 6, 3, 6, tzinfo=UTC)


def test_a_date_without_open_time_is_no_business_date() -> None:
    cal = Calendar.from_hours("Mo-Fr 09:00-17:00", "UTC", breaks={"2026-06-02": "08:00-18:00"})
    start = datetime(2026, 6, 1, 10, tzinfo=UTC)
    assert cal.due_days(start, 1) == datetime(2026, 6, 3, 17, tzinfo=UTC)


def test_ten_thousand_business_days() -> None:
    start = datetime(2026, 6, 1, 10, tzinfo=UTC)
    always = Calendar.from_hours("24/7", "UTC")
    assert always.due_days(start, 10_000) == datetime(2026, 6, 2, tzinfo=UTC) + timedelta(10_000)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"days": -1}, "need due='same_time'"),
        ({"days": 1, "cutoff": {"monday": time(12)}}, "unknown weekday 'monday' in cutoff"),
        ({"days": 1, "cutoff": time(12, tzinfo=UTC)}, "on the calendar's own wall clock"),
        ({"days": 1, "due": time(12, tzinfo=UTC)}, "on the calendar's own wall clock"),
        ({"days": 1, "due": "noon"}, "right would be close, same_time or"),
    ],
)
def test_bad_questions_are_refused(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        BERLIN.due_days(berlin("2026-05-20T12:00"), **arguments)  # type: ignore[arg-type]
