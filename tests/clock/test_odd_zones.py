"""Zones with odd histories, by name: how long a shift is, when it opens, and when work is due."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from troth.clock import Calendar

DAY = timedelta(days=1)
WHOLE, NIGHT, SMALL_HOURS = ("00:00", "24:00"), ("22:00", "06:00"), ("00:00", "04:00")


@pytest.mark.parametrize(
    ("zone", "date", "hours", "opens", "minutes"),
    [
        # Half an hour forward in October and back in April, at two o'clock.
        ("Australia/Lord_Howe", "2026-10-04", WHOLE, "2026-10-03T13:30", 23 * 60 + 30),
        ("Australia/Lord_Howe", "2026-10-03", NIGHT, "2026-10-03T11:30", 7 * 60 + 30),
        ("Australia/Lord_Howe", "2026-10-04", ("02:10", "04:00"), "2026-10-03T15:40", 80),
        ("Australia/Lord_Howe", "2026-04-05", WHOLE, "2026-04-04T13:00", 24 * 60 + 30),
        ("Australia/Lord_Howe", "2026-04-05", ("01:45", "02:15"), "2026-04-04T14:45", 60),
        # From UTC-10 to UTC+14: there was no 30 December 2011.
        ("Pacific/Apia", "2011-12-29", WHOLE, "2011-12-29T10:00", 24 * 60),
        ("Pacific/Apia", "2011-12-29", NIGHT, "2011-12-30T08:00", 8 * 60),
        ("Pacific/Apia", "2011-12-30", ("09:00", "17:00"), "2011-12-30T19:00", 8 * 60),
        ("Pacific/Apia", "2011-12-31", WHOLE, "2011-12-30T10:00", 24 * 60),
        # An hour back for Ramadan, and forward after it, in spring of the same year.
        ("Africa/Casablanca", "2026-02-15", WHOLE, "2026-02-14T23:00", 25 * 60),
        ("Africa/Casablanca", "2026-02-14", NIGHT, "2026-02-14T21:00", 9 * 60),
        ("Africa/Casablanca", "2026-03-22", WHOLE, "2026-03-22T00:00", 23 * 60),
        ("Africa/Casablanca", "2026-03-22", ("02:30", "03:15"), None, 0),
        # Winter time is the daylight saving time, and negative.
        ("Europe/Dublin", "2026-03-29", WHOLE, "2026-03-29T00:00", 23 * 60),
        ("Europe/Dublin", "2026-03-29", ("01:30", "03:00"), "2026-03-29T01:30", 30),
        ("Europe/Dublin", "2026-10-25", WHOLE, "2026-10-24T23:00", 25 * 60),
        ("Europe/Dublin", "2026-10-25", ("01:30", "03:00"), "2026-10-25T00:30", 150),
        ("Europe/Dublin", "1916-10-01", WHOLE, "1916-09-30T23:25:21", 25 * 60 - 25.35),
        # A quarter of an hour forward, at midnight of New Year 1986.
        ("Asia/Kathmandu", "1986-01-01", WHOLE, "1985-12-31T18:30", 23 * 60 + 45),
        ("Asia/Kathmandu", "1985-12-31", NIGHT, "1985-12-31T16:30", 7 * 60 + 45),
        ("Asia/Kathmandu", "2026-01-01", ("09:00", "17:30"), "2026-01-01T03:15", 510),
        # At midnight: forward to one o'clock, and back from one o'clock to midnight.
        ("America/Havana", "2026-03-08", WHOLE, "2026-03-08T05:00", 23 * 60),
        ("America/Havana", "2026-03-08", SMALL_HOURS, "2026-03-08T05:00", 3 * 60),
        ("America/Havana", "2026-11-01", WHOLE, "2026-11-01T04:00", 25 * 60),
        ("America/Havana", "2026-11-01", SMALL_HOURS, "2026-11-01T04:00", 5 * 60),
        # Two hours at a time.
        ("Antarctica/Troll", "2026-03-29", WHOLE, "2026-03-29T00:00", 22 * 60),
        ("Antarctica/Troll", "2026-03-29", ("02:30", "05:00"), "2026-03-29T02:30", 30),
        ("Antarctica/Troll", "2026-10-25", WHOLE, "2026-10-24T22:00", 26 * 60),
        ("Antarctica/Troll", "2026-10-24", NIGHT, "2026-10-24T20:00", 10 * 60),
    ],
)
def test_one_shift(
    zone: str, date: str, hours: tuple[str, str], opens: str | None, minutes: float
) -> None:
    spare = "2030-06-01"
    cal = Calendar.from_weekly({}, zone, exceptions={date: [hours], spare: [("09:00", "10:00")]})
    before = cal.resolve(datetime.fromisoformat(date)).astimezone(UTC) - 2 * DAY
    length = timedelta(minutes=minutes)
    assert cal.elapsed(before, before + 6 * DAY) == length
    if opens is not None:
        opened = datetime.fromisoformat(opens).replace(tzinfo=UTC)
        assert cal.next_open(before) == opened
        assert cal.due(before, length) == opened + length == cal.next_close(opened)
        assert cal.due(opened + length, -length) == opened
        column = np.array([opened.replace(tzinfo=None)], "M8[s]")
        assert cal.due_many(column, np.timedelta64(length)) - column == np.timedelta64(length)
