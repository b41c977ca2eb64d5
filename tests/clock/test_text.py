"""Calendars as text and back: the same version, and a text that people can read."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from tests.clock.oracle import Rules
from tests.clock.strategies import calendar, rules

from troth import playbook
from troth.clock import Calendar, CalendarError, NeverOpenError, closures_from_ical
from troth.clock.hours import hours_text, weekly_shifts

DESK = Calendar.from_hours(
    "Mo-Fr 09:00-17:30; PH off",
    "Europe/Berlin",
    holidays="DE-BE",
    exceptions={"2026-12-24": "09:00-12:00", "2026-12-31": "closed"},
)
ICS = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260602\r\n"
    'SUMMARY:Sommerfest: \U0001f389 "groß"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
)


def test_it_reads_like_a_playbook() -> None:
    assert DESK.to_text() == (
        "hours: Mo-Fr 09:00-17:30\n"
        "timezone: Europe/Berlin\n"
        "holidays: DE-BE\n"
        "exceptions:\n"
        "  '2026-12-24': 09:00-12:00\n"
        "  '2026-12-31': closed\n"
    )


def test_every_key_comes_back() -> None:
    week = Calendar.from_weekly(
        {"mon": "09:00-12:00,13:00-17:00", "sat": "22:00-06:00"},
        "Europe/Berlin",
        ["2026-12-25", "2026-12-26"],
        {"2026-12-24": "09:00-12:00"},
        breaks={"2026-06-01": "10:00-10:30,11:00-11:30"},
        weekly_breaks={"mon": "14:00-14:30,15:00-15:30"},
        holiday_scope="shift",
    )
    closures = closures_from_ical(ICS, "Europe/Berlin")
    parts = [Calendar.sum([Calendar.sum([week, DESK]), DESK], "Asia/Kathmandu"), week]
    there = Calendar.difference(Calendar.sum(parts, "Asia/Tokyo"), [closures])
    back = Calendar.from_text(there.to_text())
    assert back == there
    assert back.to_text() == there.to_text()
    assert list(there.to_mapping()) == ["of", "except"]


def test_shifts_with_seconds_come_back() -> None:
    text = "weekly:\n  mon: 09:00:30-10:00,11:00-12:00\ntimezone: UTC\n"
    assert Calendar.from_text(text).to_text() == text


@pytest.mark.parametrize("form", ["{sum: [%s]}", "{of: %s, except: []}"])
def test_calendars_within_calendars(form: str) -> None:
    def nested(times: int) -> str:
        text = "{hours: Mo 09:00-10:00, timezone: UTC}"
        for _ in range(times):
            text = form % text
        return text

    start = datetime(2026, 6, 1, tzinfo=UTC)
    assert Calendar.from_text(nested(15)).next_open(start) == start.replace(hour=9)
    with pytest.raises(CalendarError, match="more than 20 deep"):
        Calendar.from_text(nested(25))


def test_the_order_of_closures_makes_no_other_version() -> None:
    closures = [closures_from_ical(ICS, zone) for zone in ("Europe/Berlin", "Asia/Tokyo")]
    there = Calendar.difference(DESK, closures)
    assert Calendar.difference(DESK, closures[::-1]).version == there.version


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "sum: [&a {hours: Mo 09:00-10:00, timezone: UTC}, *a]",
            "the calendar's text holds an alias (*); write it out instead",
        ),
        ("[" * 1000 + "]" * 1000, "the calendar's text is nested too deep"),
        (
            "a:\n- b\nc",
            (
                "the calendar's text is not YAML: while scanning a simple key in "
                "\"<unicode string>\", line 3, column 1: c ^ could not find expected ':' in "
                '"<unicode string>", line 3, column 2: c ^'
            ),
        ),
        (
            "except: []\nof: x\nhours: 24/7",
            "a calendar with 'hours'; right would be the keys of, except",
        ),
        (
            "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklm",
            (
                "'abcdefghijklmnopqrstuvwxyz0123456789abcd' is no calendar; right would be "
                "'hours: Mo-Fr 09:00-17:30' and 'timezone: Europe/Berlin'"
            ),
        ),
    ],
)
def test_refusals_word_for_word(text: str, said: str) -> None:
    with pytest.raises(CalendarError) as refusal:
        Calendar.from_text(text)
    assert str(refusal.value) == said


def test_the_end_of_a_date_is_24_hours() -> None:
    text = Calendar.from_hours("Mo 09:00-24:00; Tu 22:00-06:00", "UTC").to_text()
    assert text == "hours: Mo 09:00-24:00; Tu 22:00-06:00\ntimezone: UTC\n"


def test_a_playbook_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    entry = {"troth": 1, "company": "Northwind Air", "calendars": {"desk": DESK.to_mapping()}}
    file.write_text(yaml.safe_dump(entry))
    assert playbook.load(file).calendar("desk") == DESK


@settings(max_examples=150, deadline=None)
@given(rules())
def test_rules_of_every_kind_come_back(found: tuple[Rules, date]) -> None:
    try:
        there = calendar(found[0])
    except NeverOpenError:
        reject()
    back = Calendar.from_text(there.to_text())
    assert back.version == there.version
    assert back.to_text() == there.to_text()


@settings(max_examples=50, deadline=None)
@given(st.lists(rules(), min_size=1, max_size=3), st.sampled_from([None, "Asia/Kathmandu"]))
def test_sums_and_differences_come_back(found: list[tuple[Rules, date]], zone: str | None) -> None:
    try:
        parts = [calendar(one) for one, _ in found]
    except NeverOpenError:
        reject()
    closures = closures_from_ical(ICS, "Europe/Berlin")
    there = Calendar.difference(Calendar.sum([Calendar.sum(parts), DESK], zone), [closures])
    assert Calendar.from_text(there.to_text()) == there
    assert Calendar.from_mapping(there.to_mapping()) == there


def test_seconds_need_weekly_hours() -> None:
    there = Calendar.from_weekly(
        {"mon": "09:00:30-10:00"}, "UTC", breaks={"2026-06-01": "09:30-09:40:05"}
    )
    assert there.to_mapping() == {
        "weekly": {"mon": "09:00:30-10:00"},
        "timezone": "UTC",
        "breaks": {"2026-06-01": "09:30-09:40:05"},
    }
    assert Calendar.from_text(there.to_text()) == there


@pytest.mark.parametrize(
    ("hours", "canonical"),
    [
        ("24/7", "24/7"),
        ("Mo-Su 00:00-24:00", "24/7"),
        ("Mo-Fr 22:00-30:00", "Mo-Fr 22:00-06:00"),
        ("Mo 09:00-33:00", "Mo 09:00-33:00"),
        ("Mo,Tu,We 09:00-12:00; Fr-Sa 09:00-12:00", "Mo-We,Fr-Sa 09:00-12:00"),
        ("Sa-Mo 09:00-12:00,13:00-14:00", "Mo,Sa-Su 09:00-12:00,13:00-14:00"),
    ],
)
def test_hours_have_one_text(hours: str, canonical: str) -> None:
    there = Calendar.from_hours(hours, "UTC")
    assert there.to_mapping()["hours"] == canonical
    assert Calendar.from_text(there.to_text()) == there


def test_a_week_without_hours_is_off() -> None:
    assert hours_text({}) == "off"
    assert weekly_shifts("off", has_holidays=False) == ((),) * 7


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[]", "is no calendar"),
        ("{", "is not YAML"),
        ("hours: Mo 09:00-10:00", "without timezone"),
        ("timezone: UTC", "has either hours, or weekly"),
        ("hours: Mo 09:00-10:00\nweekly: {mon: 09:00-10:00}\ntimezone: UTC", "has either hours"),
        ("hours: [Mo]\ntimezone: UTC", "'hours' of a calendar is not text"),
        ("hours: Mo 09:00-10:00\ntimezone: [UTC]", "write for example Europe/Berlin"),
        ("hours: Mo 09:00-10:00\ntimezone: UTC\nholidays: [[x]]", "'holidays' of a calendar"),
        ("hours: Mo 09:00-10:00\ntimezone: UTC\nexceptions: none", "list of days"),
        ("hours: Mo 09:00-10:00\ntimezone: UTC\nlunch: none", "a calendar with 'lunch'"),
        ("sum: help", "not a list of calendars"),
        ("sum: [help]", "'help' is no calendar"),
        ("of: {hours: Mo 09:00-10:00, timezone: UTC}", "'except' of a calendar is not a list"),
        ("of: {hours: Mo 09:00-10:00, timezone: UTC}\nexcept: [{ical: x}]", "closures have the"),
        ("sum: [&a {hours: Mo 09:00-10:00, timezone: UTC}, *a]", "holds an alias"),
        ("{sum: [" * 25 + "x" + "]}" * 25, "more than 20 deep"),
        ("[" * 1000 + "]" * 1000, "nested too deep"),
    ],
)
def test_other_texts_are_refused(text: str, complaint: str) -> None:
    with pytest.raises(CalendarError, match=complaint.replace("(", "\\(")):
        Calendar.from_text(text)
