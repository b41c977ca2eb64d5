"""Details that the tables of answers pass over: versions, names, zones of answers, odd closures."""

from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from troth.clock import Calendar, CalendarError, closures_from_ical
from troth.clock.holiday_dates import Holidays
from troth.clock.month import month_cell, month_days

DAY = timedelta(days=1)
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
NEW_YORK = ZoneInfo("America/New_York")
PARTY = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART:20260602T101530
DURATION:PT2H
END:VEVENT
END:VCALENDAR
"""


def weekly() -> Calendar:
    return Calendar.from_weekly(
        {"mon": "09:00-17:00", "sat": "22:00-06:00:30"},
        "Europe/Berlin",
        ["2026-12-25"],
        {"2026-12-24": "09:00-12:00", "2026-12-31": "closed"},
        breaks={"2026-06-01": "12:00-13:00"},
        weekly_breaks={"mon": "12:00-12:30"},
        holiday_scope="shift",
    )


def test_versions_stay_what_they_are() -> None:
    """They are stored beside what was computed; another release must not tell them apart."""
    both = Calendar.sum([weekly(), Calendar.from_hours("24/7", "UTC")], timezone="Asia/Tokyo")
    closures = [closures_from_ical(PARTY, "UTC")]
    found = [weekly(), both, Calendar.difference(weekly(), closures)]
    assert [cal.version for cal in found] == [
        "60f18adbba369c13",
        "9b36fe720666cf31",
        "04efc17fc4e71f93",
    ]


def test_a_text_takes_all_that_a_table_does() -> None:
    rules = {
        "holidays": ["2026-12-25"],
        "exceptions": {"2026-12-24": "09:00-12:00"},
        "breaks": {"2026-06-01": "12:00-13:00"},
        "weekly_breaks": {"mon": "12:00-12:30"},
        "holiday_scope": "shift",
    }
    by_text = Calendar.from_hours("Mo-We 09:00-17:00", "UTC", **rules)  # type: ignore[arg-type]
    table = dict.fromkeys(("mon", "tue", "wed"), "09:00-17:00")
    by_table = Calendar.from_weekly(table, "UTC", **rules)  # type: ignore[arg-type]
    assert by_text == by_table
    for name in rules:
        fewer = {key: value for key, value in rules.items() if key != name}
        assert Calendar.from_weekly(table, "UTC", **fewer) != by_text  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["next_open", "next_close", "prev_open", "prev_close"])
def test_edges_come_in_the_zone_of_the_question(name: str) -> None:
    found = getattr(weekly(), name)(datetime(2026, 6, 3, tzinfo=NEW_YORK))
    assert found.tzinfo is NEW_YORK


def test_answers_off_the_second_come_in_the_zone_of_the_question() -> None:
    start = datetime(2026, 6, 1, 4, microsecond=5, tzinfo=NEW_YORK)
    for found in (weekly().due(start, timedelta(hours=1)), weekly().due(start, timedelta())):
        assert found is not None
        assert found.tzinfo is NEW_YORK
        assert found.microsecond == 5


def test_nothing_from_a_closed_start_is_due_at_the_next_opening() -> None:
    office = Calendar.from_hours("Mo-Fr 09:00-17:00", "UTC")
    start, opens = datetime(2026, 6, 6, 12, tzinfo=UTC), datetime(2026, 6, 8, 9, tzinfo=UTC)
    assert office.due(start, timedelta()) == opens
    assert office.due(start, timedelta(), boundary="next_open") == opens


def test_holidays_of_many_years_at_once() -> None:
    always = Calendar.from_hours("24/7", "UTC", "DE")
    days = np.array([f"{year}-12-25" for year in range(1995, 2050, 7)], "M8[D]")
    assert not always.elapsed_many(days, days + 1).astype(int).any()


def test_a_version_tells_the_release_of_the_library_of_holidays() -> None:
    assert Holidays(code="DE").definition() == {"code": "DE", "release": version("holidays")}


def test_holidays_have_english_names() -> None:
    office = Calendar.from_hours("Mo-Fr 09:00-17:00; PH off", "Europe/Berlin", "DE")
    steps = office.explain(datetime(2026, 12, 24, 16, tzinfo=UTC), 3 * timedelta(hours=1))
    assert [step.name for step in steps if step.reason == "holiday"] == [
        "Christmas Day",
        "Second Day of Christmas",
    ]


def test_names_are_english_whatever_the_language_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    office = Calendar.from_hours("Mo-Fr 09:00-17:00", "Europe/Paris", "FR-BL")
    steps = office.explain(datetime(2026, 12, 24, 16, tzinfo=UTC), DAY / 12)
    assert [step.name for step in steps if step.reason == "holiday"] == ["Christmas Day"]


def test_a_closure_keeps_its_seconds_and_needs_no_name() -> None:
    closures = closures_from_ical(PARTY, "Europe/Berlin")
    first = int(datetime(2026, 6, 1, tzinfo=UTC).timestamp()) * 1_000_000
    (label,) = closures.labels(first, first + 3 * 86_400_000_000)
    start = datetime(2026, 6, 2, 8, 15, 30, tzinfo=UTC)
    assert (label.start, label.end) == (us(start), us(start + timedelta(hours=2)))
    assert label.name == ""
    always = Calendar.difference(Calendar.from_hours("24/7", "Europe/Berlin"), [closures])
    assert always.next_close(start - DAY) == start
    assert always.next_open(start) == start + timedelta(hours=2)


def test_closures_of_other_years_close_nothing() -> None:
    opens, closes = closures_from_ical(PARTY, "UTC").spans(0, 86_400_000_000)
    assert opens.dtype == closes.dtype == "int64"
    assert opens.size == closes.size == 0


def test_steps_as_sentences() -> None:
    start = datetime(2026, 6, 1, 10, tzinfo=UTC)
    office = Calendar.from_hours("Mo-Fr 09:00-17:00", "UTC")
    steps = office.explain(start, 2 * DAY, [(start + DAY / 24, None, "waiting")])
    assert [str(step) for step in steps] == [
        "2026-06-01 10:00:00+00:00 - 2026-06-01 11:00:00+00:00: open",
        "2026-06-01 11:00:00+00:00 - ...: pause (waiting)",
    ]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"timezone": "UTC"}, "a calendar has either hours, or weekly, or sum, or of and except"),
        ({"hours": "24/7"}, "a calendar without timezone; write for example Europe/Berlin"),
        (
            {"of": {"hours": "24/7", "timezone": "UTC"}, "except": [{"ics": ""}]},
            "closures have the keys ical, the text of the file, and timezone",
        ),
        (
            {"hours": "24/7", "timezone": "UTC", "breaks": {"2026-06-01": list("0123456789" * 2)}},
            "'breaks' of a calendar is not text, but \"{'2026-06-01': ['0', '1', '2', '3', '4',\"",
        ),
        (
            {
                "of": {"hours": "24/7", "timezone": "UTC"},
                "except": [{"ical": "BEGIN:HELLO", "timezone": "UTC"}],
            },
            "iCalendar is not an iCalendar file, ",
        ),
    ],
)
def test_mappings_that_are_no_calendars(mapping: dict[str, object], said: str) -> None:
    with pytest.raises(CalendarError) as refusal:
        Calendar.from_mapping(mapping)
    assert str(refusal.value).startswith(said)


def test_the_text_of_a_calendar_keeps_order_and_umlauts() -> None:
    text = PARTY.replace("DURATION", "SUMMARY:Frühjahrsputz\nDURATION")
    cal = Calendar.difference(weekly(), [closures_from_ical(text, "Europe/Berlin")])
    assert "SUMMARY:Frühjahrsputz\n" in cal.to_text()
    assert (
        weekly().to_text()
        == """\
weekly:
  mon: 09:00-17:00
  sat: 22:00-30:00:30
timezone: Europe/Berlin
holidays:
- '2026-12-25'
exceptions:
  '2026-12-24': 09:00-12:00
  '2026-12-31': closed
breaks:
  '2026-06-01': 12:00-13:00
weekly-breaks:
  mon: 12:00-12:30
holiday-scope: shift
"""
    )


def test_a_long_line_stays_one() -> None:
    hours = "; ".join(f"{day} 0{n}:00-12:00,13:00-2{n % 4}:30" for n, day in enumerate(DAYS))
    text = Calendar.from_hours(hours, "UTC").to_text()
    assert text == f"hours: {hours}\ntimezone: UTC\n"


def test_a_date_of_a_month_as_plain_values() -> None:
    berlin = Calendar.from_hours("Su 01:00-04:00", "Europe/Berlin", ["2026-10-25"])
    day = month_days(Calendar.from_hours("Su 01:00-04:00", "Europe/Berlin"), 2026, 10)[24]
    assert day.as_json() == {
        "date": "2026-10-25",
        "open": [["2026-10-24T23:00:00+00:00", "2026-10-25T03:00:00+00:00"]],
        "notes": [],
        "clock_changes": [{"at": "2026-10-25T01:00:00+00:00", "seconds": -3600.0}],
    }
    closed = month_days(berlin, 2026, 10)[24]
    assert closed.told == ("holiday", "clocks back 1 h")
    assert month_cell(closed).note == "holiday, clocks back 1 h"


def us(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000
