"""Nights on which the clock changes, by city; all hours are real ones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from troth.clock import Calendar

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "date", "hours", "expected"),
    [
        # The whole day: 24 hours less the gap, or more by the fold.
        ("Europe/Berlin", "2026-03-29", ("00:00", "24:00"), "23:00"),
        ("Europe/Berlin", "2026-10-25", ("00:00", "24:00"), "25:00"),
        ("Australia/Lord_Howe", "2026-10-04", ("00:00", "24:00"), "23:30"),
        ("Australia/Lord_Howe", "2026-04-05", ("00:00", "24:00"), "24:30"),
        ("Antarctica/Troll", "2026-03-29", ("00:00", "24:00"), "22:00"),
        # Dublin's winter time is the one that deviates, Casablanca's the month of Ramadan.
        ("Europe/Dublin", "2026-10-25", ("00:00", "24:00"), "25:00"),
        ("Africa/Casablanca", "2026-02-15", ("00:00", "24:00"), "25:00"),
        ("Africa/Casablanca", "2026-03-22", ("00:00", "24:00"), "23:00"),
        # The gap, or the fold, is at midnight.
        ("America/Sao_Paulo", "2018-11-04", ("00:00", "24:00"), "23:00"),
        ("America/Sao_Paulo", "2018-02-17", ("00:00", "24:00"), "25:00"),
        ("America/Havana", "2026-11-01", ("00:00", "24:00"), "25:00"),
        ("Asia/Beirut", "2026-03-29", ("00:00", "24:00"), "23:00"),
        # Night shifts belong to the evening before.
        ("Europe/Berlin", "2026-03-28", ("22:00", "06:00"), "07:00"),
        ("Europe/Berlin", "2026-10-24", ("22:00", "06:00"), "09:00"),
        ("America/New_York", "2026-03-07", ("22:00", "06:00"), "07:00"),
        # A boundary in the gap moves later by the gap, in the fold it is the first of the two.
        ("Europe/Berlin", "2026-03-29", ("02:30", "04:00"), "00:30"),
        ("Europe/Berlin", "2026-03-29", ("01:00", "02:30"), "01:30"),
        ("Europe/Berlin", "2026-03-29", ("02:15", "02:45"), "00:30"),
        ("Europe/Berlin", "2026-10-25", ("02:30", "04:00"), "02:30"),
        ("Europe/Berlin", "2026-10-25", ("01:00", "02:30"), "01:30"),
        # From 03:30, moved, to 03:15 there is nothing left.
        ("Europe/Berlin", "2026-03-29", ("02:30", "03:15"), "00:00"),
    ],
)
def test_length_of_a_shift(zone: str, date: str, hours: tuple[str, str], expected: str) -> None:
    cal = Calendar.from_weekly(
        {}, zone, exceptions={date: [hours], "2030-06-01": [("09:00", "10:00")]}
    )
    midnight = cal.resolve(datetime.fromisoformat(date))
    hours_open, minutes = (int(part) for part in expected.split(":"))
    assert cal.elapsed(midnight - DAY, midnight + 3 * DAY) == timedelta(
        hours=hours_open, minutes=minutes
    )


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30Z"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30Z"),
        ("America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00Z"),
        ("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T19:00Z"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45Z"),
        ("Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15Z"),
    ],
)
def test_resolve(zone: str, wall: str, instant: str) -> None:
    resolved = Calendar.from_hours("24/7", zone).resolve(datetime.fromisoformat(wall))
    # Between zones, Python calls no datetime in a fold equal to another.
    assert resolved.astimezone(UTC) == datetime.fromisoformat(instant)
    assert str(resolved.tzinfo) == zone


def test_a_skipped_date_gives_its_hours_to_the_next() -> None:
    """Samoa had no Friday 30 December 2011: its shift moves by the gap of 24 hours."""
    friday = Calendar.from_weekly({"fri": [("09:00", "17:00")]}, "Pacific/Apia")
    opened = friday.next_open(datetime(2011, 12, 29, 12, tzinfo=friday.timezone))
    assert opened.isoformat() == "2011-12-31T09:00:00+14:00"


def test_answers_come_in_the_zone_of_the_question() -> None:
    cal = Calendar.from_hours("Mo-Fr 09:00-17:00", "Europe/Berlin")
    start = datetime(2026, 6, 1, 3, 0, tzinfo=ZoneInfo("America/New_York"))
    assert str(cal.due(start, timedelta(hours=8))) == "2026-06-01 11:00:00-04:00"
    assert cal.next_close(start).tzinfo is start.tzinfo


def test_both_sides_of_a_fold_are_told_apart() -> None:
    cal = Calendar.from_hours("24/7", "Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 30, tzinfo=cal.timezone)
    second = first.replace(fold=1)
    assert cal.elapsed(first, second) == timedelta(hours=1)
    due = cal.due(first, timedelta(hours=1))
    assert due is not None
    assert due.fold == 1
