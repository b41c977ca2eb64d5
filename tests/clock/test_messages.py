"""What is said to whoever asked for what cannot be had, word for word."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from troth.clock import Calendar, CalendarError, closures_from_ical

JUNE = datetime(2026, 6, 1, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:00", "UTC")
ALWAYS = Calendar.from_hours("24/7", "Europe/Berlin")
ONCE = Calendar.from_weekly({}, "Europe/Berlin", exceptions={"2026-06-01": "09:00-12:00"})
NAMELESS = Calendar.sum([OFFICE, ALWAYS])


def weekly(hours: object) -> Calendar:
    return Calendar.from_weekly({"mon": hours}, "UTC")  # type: ignore[dict-item]


def hours(text: str, holidays: str | None = None) -> Calendar:
    return Calendar.from_hours(text, "UTC", holidays)


def event(*lines: str) -> object:
    text = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    return closures_from_ical("\n".join(text), "UTC")


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        # Calendars.
        (
            lambda: Calendar.from_weekly({}, "UTC", holiday_scope="day"),  # type: ignore[arg-type]
            "holiday_scope 'day'; right would be date or shift",
        ),
        (lambda: Calendar.sum([]), "a sum of no calendars; right would be at least one"),
        (
            lambda: weekly("closed"),
            (
                "the calendar is never open; right would be at least one shift in its weekly hours "
                "or exceptions that breaks and closures leave open"
            ),
        ),
        (
            lambda: Calendar.from_weekly({"montag": "09:00-10:00"}, "UTC"),
            (
                "unknown weekday 'montag' in weekly hours; right would be one of "
                "mon, tue, wed, thu, fri, sat, sun"
            ),
        ),
        (
            lambda: weekly("09:00"),
            "['09:00'] in weekly hours, mon is not a span; right would be 09:00-17:30",
        ),
        (
            lambda: weekly("9-17"),
            "'9' in weekly hours, mon is not a time; right would be 09:00",
        ),
        (
            lambda: weekly("09:00-09:00"),
            (
                "09:00-09:00 in weekly hours, mon starts when it ends; a whole day is 00:00-24:00, "
                "a day without hours is closed"
            ),
        ),
        (
            lambda: weekly("24:00-26:00"),
            (
                "24:00-26:00 in weekly hours, mon is out of range; a shift starts before 24:00 and "
                "ends at 48:00 at the latest"
            ),
        ),
        (
            lambda: Calendar.from_weekly({}, "UTC", exceptions={"June": "closed"}),
            "'June' in exceptions is not a date; right would be YYYY-MM-DD",
        ),
        (
            lambda: Calendar.from_weekly({}, "UTC", breaks={JUNE: "closed"}),  # type: ignore[arg-type]
            f"{JUNE!r} in breaks is not a date; right would be a date",
        ),
        (
            lambda: Calendar.from_hours("24/7", "Europe/Berln"),
            (
                "unknown timezone 'Europe/Berln'; right would be Europe/Berlin or Europe/Belfast "
                "or Europe/Helsinki"
            ),
        ),
        (
            lambda: Calendar.from_hours("24/7", "?"),
            "unknown timezone '?'; right would be an IANA name such as Europe/Berlin",
        ),
        # Hours as text.
        (
            lambda: hours("Mo-Fr nine"),
            (
                "hours 'Mo-Fr nine' cannot be read at column 7; right would be, for example, "
                "'Mo-Fr 09:00-12:00,13:00-17:30; Sa 10:00-14:00; PH off'"
            ),
        ),
        (
            lambda: hours("  "),
            (
                "hours '  ' cannot be read at column 1; right would be, for example, "
                "'Mo-Fr 09:00-12:00,13:00-17:30; Sa 10:00-14:00; PH off'"
            ),
        ),
        (
            lambda: hours("Mo-Fr 09:00-17:00; Mo-Fr 12:00-13:00 off"),
            (
                "hours 'Mo-Fr 09:00-17:00; Mo-Fr 12:00-13:00 off' close a part of a day; write the "
                "shifts around it, 09:00-12:00,13:00-17:30, or weekly_breaks"
            ),
        ),
        (
            lambda: hours("Mo-Fr 09:00-17:00; PH off"),
            (
                "hours 'Mo-Fr 09:00-17:00; PH off' speak of public holidays (PH), but the calendar "
                "has none; add holidays, such as DE-BE, or leave PH out"
            ),
        ),
        (
            lambda: hours("Mo-Fr 09:00-17:00; PH 10:00-12:00", "DE"),
            (
                "hours 'Mo-Fr 09:00-17:00; PH 10:00-12:00' give hours for public holidays (PH), "
                "which close by themselves; write the holidays that are worked as exceptions"
            ),
        ),
        (
            lambda: hours("Mo-Fr sunrise-17:00"),
            (
                "hours 'Mo-Fr sunrise-17:00' hold sun times, but only weekly hours are read; write "
                "times such as 09:00"
            ),
        ),
        # Holidays.
        (
            lambda: hours("24/7", "DF"),
            (
                "unknown holidays 'DF'; right would be a country (DE), a country and its "
                "subdivision (DE-BE), or a market (XNYS)"
            ),
        ),
        (
            lambda: hours("24/7", "GG-XX"),
            "unknown holidays 'GG-XX'; right would be GG",
        ),
        # Questions.
        (
            lambda: OFFICE.due(JUNE.replace(tzinfo=None), HOUR),
            (
                "2026-06-01T10:00:00 has no time zone; give an aware datetime, such as "
                "datetime(2026, 12, 1, 9, tzinfo=ZoneInfo('Europe/Berlin'))"
            ),
        ),
        (
            lambda: OFFICE.due(JUNE, HOUR, boundary="open"),  # type: ignore[arg-type]
            "boundary 'open'; right would be end or next_open",
        ),
        (
            lambda: OFFICE.due(JUNE, HOUR, [(JUNE, JUNE - HOUR)]),
            (
                "the pause from 2026-06-01T10:00:00+00:00 ends before it starts, at "
                "2026-06-01 09:00:00+00:00"
            ),
        ),
        (
            lambda: OFFICE.due(JUNE, 366 * 9000 * 24 * HOUR),
            "the answer lies outside the years 2 to 9997; ask for a shorter span",
        ),
        (lambda: OFFICE.intervals(JUNE), "intervals without end; right would be n or until"),
        (
            lambda: OFFICE.resolve(JUNE),
            "2026-06-01T10:00:00+00:00 has a zone; right would be a wall time without one",
        ),
        (
            lambda: ONCE.due(JUNE, HOUR),
            (
                "the calendar has no more open time after 2026-06-01T12:00:00+02:00; "
                "give it weekly hours, or ask within its exceptions"
            ),
        ),
        (
            lambda: ONCE.prev_close(JUNE - 9 * HOUR),
            (
                "the calendar has no more open time before 2026-06-01T03:00:00+02:00; "
                "give it weekly hours, or ask within its exceptions"
            ),
        ),
        (
            lambda: ALWAYS.next_close(JUNE),
            (
                "the calendar is open for years around 2026-06-01T12:00:00+02:00; "
                "there is no close to be found"
            ),
        ),
        # Business days.
        (
            lambda: NAMELESS.due_days(JUNE, 1),
            (
                "this sum of calendars names no timezone and so has no business dates and no wall "
                "clock; right would be a sum with a timezone"
            ),
        ),
        (
            lambda: OFFICE.due_days(JUNE, 1, due="noon"),  # type: ignore[arg-type]
            "due 'noon'; right would be close, same_time or a time of day",
        ),
        (
            lambda: OFFICE.due_days(JUNE, -1),
            "business days before the start need due='same_time'",
        ),
        (
            lambda: OFFICE.due_days(JUNE, 1, {"montag": time(12)}),
            (
                "unknown weekday 'montag' in cutoff; right would be one of "
                "mon, tue, wed, thu, fri, sat, sun"
            ),
        ),
        (
            lambda: OFFICE.due_days(JUNE, 1, time(12, tzinfo=UTC)),
            (
                "datetime.time(12, 0, tzinfo=datetime.timezone.utc) has a zone; cut-offs and due "
                "times are on the calendar's own wall clock"
            ),
        ),
        # Closures.
        (
            lambda: closures_from_ical("BEGIN:VEVENT\nEND:VEVENT\n", "UTC"),
            (
                "iCalendar is not an iCalendar file, it holds a VEVENT; right would be one that "
                "starts with BEGIN:VCALENDAR"
            ),
        ),
        (
            lambda: event("UID:1"),
            "event 'without summary' of iCalendar has no DTSTART that can be read",
        ),
        (
            lambda: event("SUMMARY:Party", "DTSTART;TZID=Mars/Base:20260602T100000"),
            (
                "event 'Party' of iCalendar has the unknown timezone 'Mars/Base'; right would be "
                "an IANA name such as Europe/Berlin"
            ),
        ),
        (
            lambda: event("DTSTART:20260602T100000", "RRULE:FREQ=HOURLY"),
            (
                "event 'without summary' of iCalendar is repeated by FREQ=HOURLY; right would be "
                "daily or less often, for shorter rhythms are hours or breaks"
            ),
        ),
    ],
)
def test_refusal(ask: Callable[[], object], said: str) -> None:
    with pytest.raises(CalendarError) as refusal:
        ask()
    assert str(refusal.value) == said


def test_a_file_is_called_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "empty.ics"
    file.write_text("BEGIN:VEVENT\nEND:VEVENT\n")
    with pytest.raises(CalendarError) as refusal:
        closures_from_ical(file, "UTC")
    assert str(refusal.value).startswith(f"{file} is not an iCalendar file, it holds a VEVENT;")


def test_an_unknown_subdivision_is_told_its_sisters() -> None:
    with pytest.raises(CalendarError) as refusal:
        hours("24/7", "DE-XX")
    start = "unknown holidays 'DE-XX'; right would be DE or one of DE-BB, DE-BE, DE-BW, "
    assert str(refusal.value).startswith(start)


def test_three_codes_at_most_are_near() -> None:
    with pytest.raises(CalendarError, match="; near are ") as refusal:
        hours("24/7", "AAA")
    assert str(refusal.value).partition("; near are ")[2] == "ATA, ALA, AIA"


def test_a_calendar_is_told_by_its_version_and_zone() -> None:
    assert repr(ALWAYS) == f"<Calendar {ALWAYS.version} Europe/Berlin>"
    assert repr(NAMELESS) == f"<Calendar {NAMELESS.version} without zone>"
    assert hash(ALWAYS) != hash(OFFICE)


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ({"exceptions": {"2026-06-01": "12:30-12:30"}}, "exceptions, 2026-06-01"),
        ({"breaks": {"2026-06-01": "12:30-12:30"}}, "breaks, 2026-06-01"),
        ({"weekly_breaks": {"mon": "12:30-12:30"}}, "weekly breaks, mon"),
    ],
)
def test_spans_that_last_no_time(rules: dict[str, dict[str, str]], where: str) -> None:
    with pytest.raises(CalendarError) as refusal:
        Calendar.from_weekly({"mon": "09:00-17:00"}, "UTC", **rules)  # type: ignore[arg-type]
    assert str(refusal.value) == (
        f"12:30-12:30 in {where} starts when it ends; a whole day is 00:00-24:00, a day without "
        "hours is closed"
    )


def test_off_is_closed() -> None:
    off, closed = (
        Calendar.from_weekly({"mon": "09:00-17:00"}, "UTC", exceptions={"2026-06-01": word})
        for word in ("off", "closed")
    )
    assert off == closed
