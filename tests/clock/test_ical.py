"""Closures from iCalendar files, and what is said about files that are none."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from troth.clock import Calendar, CalendarError, NeverOpenError, NoOpenTimeError, closures_from_ical

ALWAYS = Calendar.from_hours("24/7", "Europe/Berlin")
HOUR = timedelta(hours=1)


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def ics(*events: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def closed(text: str, first: str, last: str) -> list[str]:
    """What the closures take from 24/7, in Berlin."""
    cal = Calendar.difference(ALWAYS, [closures_from_ical(text, "Europe/Berlin")])
    start, end = (datetime.fromisoformat(day).replace(tzinfo=cal.timezone) for day in (first, last))
    spans = cal.intervals(start, until=end)
    edges = [span.close for span in spans[:-1]], [span.open for span in spans[1:]]
    return [f"{a:%m-%d %H:%M} to {b:%m-%d %H:%M}" for a, b in zip(*edges, strict=True)]


DAY = "DTSTART;VALUE=DATE:20260602"
TEN = "DTSTART:20260602T100000"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([DAY], ["06-02 00:00 to 06-03 00:00"]),
        ([DAY, "DTEND;VALUE=DATE:20260605"], ["06-02 00:00 to 06-05 00:00"]),
        # Without a zone, with one, and in UTC.
        ([TEN, "DURATION:PT2H"], ["06-02 10:00 to 06-02 12:00"]),
        (
            ["DTSTART;TZID=America/New_York:20260602T100000", "DURATION:PT2H"],
            ["06-02 16:00 to 06-02 18:00"],
        ),
        (["DTSTART:20260602T100000Z", "DURATION:PT90M"], ["06-02 12:00 to 06-02 13:30"]),
        # Repetitions, without the excepted one.
        (
            [TEN, "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260603T100000"],
            ["06-02 10:00 to 06-02 11:00", "06-04 10:00 to 06-04 11:00"],
        ),
        (["DTSTART;VALUE=DATE:20200604", "RRULE:FREQ=YEARLY"], ["06-04 00:00 to 06-05 00:00"]),
        # Free time of a feed of holidays closes too, a cancelled event does not.
        ([DAY, "TRANSP:TRANSPARENT"], ["06-02 00:00 to 06-03 00:00"]),
        ([DAY, "STATUS:CANCELLED"], []),
        (["DTSTART;VALUE=DATE:20280602"], []),
    ],
)
def test_events(lines: list[str], expected: list[str]) -> None:
    assert closed(ics(event("UID:1", *lines)), "2026-06-01", "2026-06-10") == expected


def test_a_closed_day_is_as_long_as_the_clocks_make_it() -> None:
    text = ics(event("DTSTART;VALUE=DATE:20261025"))
    cal = Calendar.difference(ALWAYS, [closures_from_ical(text, "Europe/Berlin")])
    start = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert cal.elapsed(start, start + 48 * HOUR) == 23 * HOUR


def test_a_repetition_goes_on_for_as_long_as_one_asks() -> None:
    text = ics(event("DTSTART;VALUE=DATE:20200604", "RRULE:FREQ=YEARLY"))
    assert closed(text, "2199-06-01", "2199-06-10") == ["06-04 00:00 to 06-05 00:00"]


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "closures.ics"
    file.write_text(ics(event("DTSTART;VALUE=DATE:20260602", "SUMMARY:Sommerfest – frei")))
    from_path, from_text = (
        closures_from_ical(source, "Europe/Berlin") for source in (file, file.read_text())
    )
    day = 86_400_000_000
    first = int(datetime(2026, 6, 1, tzinfo=UTC).timestamp()) * 1_000_000
    assert from_path.labels(first, first + 3 * day) == from_text.labels(first, first + 3 * day)
    assert from_path.labels(first, first + 3 * day)[0].name == "Sommerfest – frei"
    assert closures_from_ical(str(file), "UTC").definition()["timezone"] == "UTC"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT", "is not an iCalendar file"),
        ("BEGIN:hello", "is not an iCalendar file"),
        (event("DTSTART;VALUE=DATE:20260602"), "is not an iCalendar file"),
        (ics(event("SUMMARY:Party")), "event 'Party' of iCalendar has no DTSTART that can be read"),
        (ics(event("DTSTART:someday")), "has no DTSTART that can be read"),
        (ics(event("DTSTART:20260602T100000", "RRULE:FREQ=NEVER")), "RRULE"),
        (ics(event("DTSTART;TZID=Mars/Base:20260602T100000")), "unknown timezone 'Mars/Base'"),
        (ics(event("DTSTART;TZID=localtime:20260602T100000")), "unknown timezone 'localtime'"),
        (ics(event("DTSTART;TZID=posix/Asia/Tokyo:20260602T100000")), "would be Asia/Tokyo"),
        (
            ics(event("DTSTART:20260602T100000", "RRULE:FREQ=SECONDLY")),
            "is repeated by FREQ=SECONDLY",
        ),
        (
            ics(event("DTSTART:20260602T100000", "RRULE:FREQ=DAILY;BYHOUR=1,2")),
            "right would be daily",
        ),
        (ics(event("DTSTART:20260602T100000", "RRULE:FREQ=DAILY;INTERVAL=0")), "INTERVAL=0"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(CalendarError) as refusal:
        closures_from_ical(text, "Europe/Berlin")
    assert said in str(refusal.value)


def test_a_duration_beyond_all_years_is_refused() -> None:
    text = ics(event("DTSTART:20260602T100000", "DURATION:P1000000W"))
    with pytest.raises(CalendarError, match="cannot be expanded: date value out of range"):
        Calendar.difference(ALWAYS, [closures_from_ical(text, "UTC")])


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.ics"
    wrong.write_bytes(b"BEGIN:VCALENDAR\nX:\xff\xfe")
    large = tmp_path / "large.ics"
    large.write_bytes(b" " * 5_000_001)
    largest = tmp_path / "largest.ics"
    largest.write_bytes(b" " * 5_000_000)
    for source, said in (
        (wrong, "is not UTF-8 text"),
        (large, "is larger than 5 MB"),
        (largest, "is not an iCalendar file"),
        (tmp_path, "cannot be read: Is a directory"),
        (tmp_path / "none.ics", "none.ics cannot be read: No such file"),
    ):
        with pytest.raises(CalendarError, match=said):
            closures_from_ical(source, "UTC")


def test_closures_without_end_leave_a_calendar_never_open() -> None:
    forever = ics(event("DTSTART;VALUE=DATE:20200604", "RRULE:FREQ=DAILY"))
    with pytest.raises(NeverOpenError):
        Calendar.difference(ALWAYS, [closures_from_ical(forever, "Europe/Berlin")])


def test_a_date_is_closed_from_its_very_midnight() -> None:
    event_of_a_day = ics(event("DTSTART;VALUE=DATE:20260604"))
    cal = Calendar.difference(ALWAYS, [closures_from_ical(event_of_a_day, "UTC")])
    assert cal.next_close(datetime(2026, 6, 1, tzinfo=UTC)) == datetime(2026, 6, 4, tzinfo=UTC)
    assert cal.next_open(datetime(2026, 6, 4, tzinfo=UTC)) == datetime(2026, 6, 5, tzinfo=UTC)


def test_a_short_opening_may_lie_before_the_closures() -> None:
    once = Calendar.from_weekly({}, "UTC", exceptions={"2019-06-03": "09:00-12:00"})
    forever = ics(event("DTSTART;VALUE=DATE:20200604", "RRULE:FREQ=YEARLY"))
    cal = Calendar.difference(once, [closures_from_ical(forever, "UTC")])
    start = datetime(2019, 1, 1, tzinfo=UTC)
    assert cal.next_open(start) == datetime(2019, 6, 3, 9, tzinfo=UTC)
    with pytest.raises(NoOpenTimeError):
        cal.due(start, 4 * HOUR)
