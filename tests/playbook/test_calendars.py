"""Calendars of a playbook, built when they are asked for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.playbook.conftest import Load, Problems

from troth.clock import NeverOpenError
from troth.playbook import load

OFFICE = "calendars:\n  office: {hours: 'Mo-Fr 09:00-17:00', timezone: Europe/Berlin}\n"

CLOSURES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//northwind//closures//EN
BEGIN:VEVENT
UID:1@northwind
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20261202
DTEND;VALUE=DATE:20261203
SUMMARY:Company day
END:VEVENT
END:VCALENDAR
"""


def test_exceptions_and_holidays_reach_the_clock(playbook: Load) -> None:
    calendar = playbook(
        """
        calendars:
          office:
            hours: Mo-Fr 09:00-17:00
            timezone: Europe/Berlin
            holidays: DE-BE
            exceptions: {2026-12-24: "09:00-12:00"}
        """
    ).calendar("office")
    assert calendar.is_open(datetime(2026, 12, 24, 10, 30, tzinfo=UTC))
    assert not calendar.is_open(datetime(2026, 12, 24, 11, 30, tzinfo=UTC))
    assert not calendar.is_open(datetime(2026, 12, 25, 10, 30, tzinfo=UTC))


def test_a_calendar_is_built_once(playbook: Load) -> None:
    loaded = playbook(OFFICE)
    assert loaded.calendar("office") is loaded.calendar("office")


def test_a_sum_is_open_when_any_part_is(playbook: Load) -> None:
    loaded = playbook(
        OFFICE
        + "  night: {hours: 'Mo-Su 22:00-06:00', timezone: Europe/Berlin}\n"
        + "  both: {sum: [office, night], timezone: Europe/Berlin}\n"
    )
    assert loaded.calendar("both").is_open(datetime(2026, 12, 1, 22, 30, tzinfo=UTC))
    assert not loaded.calendar("both").is_open(datetime(2026, 12, 1, 18, 30, tzinfo=UTC))


@pytest.fixture
def with_closures(tmp_path: Path) -> Path:
    """A playbook with closures in a file beside it."""
    (tmp_path / "closures.ics").write_text(CLOSURES)
    (tmp_path / "playbook.yaml").write_text(
        "troth: 1\ncompany: A\n"
        + OFFICE
        + "  closures: {ical: closures.ics, timezone: Europe/Berlin}\n"
        + "  open: {of: office, except: [closures]}\n"
        + "teams: {support: {calendar: open}, courier: {supplier: true}}\n"
    )
    return tmp_path


@pytest.mark.parametrize("named", ["playbook.yaml", "."])
def test_closures_come_from_the_file_beside_the_playbook(with_closures: Path, named: str) -> None:
    calendar = load(with_closures / named).team_calendar("support")
    assert calendar is not None
    assert calendar.is_open(datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert not calendar.is_open(datetime(2026, 12, 2, 12, tzinfo=UTC))


def test_closures_are_no_calendar(with_closures: Path) -> None:
    with pytest.raises(KeyError):
        load(with_closures / "playbook.yaml").calendar("closures")


def test_a_supplier_may_have_no_calendar(with_closures: Path) -> None:
    assert load(with_closures / "playbook.yaml").team_calendar("courier") is None


def test_a_broken_file_of_closures_is_a_problem_where_it_is_named(with_closures: Path) -> None:
    (with_closures / "closures.ics").write_text("BEGIN:VCALENDAR\nno calendar\n")
    with pytest.raises(Exception, match=r"playbook.yaml:5:20: calendars.closures.ical: "):
        load(with_closures / "playbook.yaml")


def test_a_calendar_that_is_never_open_is_no_problem_of_form(playbook: Load) -> None:
    loaded = playbook(
        """
        calendars: {shut: {hours: "Mo 09:00-10:00; Mo off", timezone: UTC}}
        teams: {support: {calendar: shut}}
        """
    )
    with pytest.raises(NeverOpenError):
        loaded.calendar("shut")


def test_hours_without_end_and_years_out_of_reach_are_refused(problems: Problems) -> None:
    hours = "; ".join(["Mo 09:00-10:00"] * 10_000)
    (problem,) = problems(f'calendars: {{a: {{timezone: UTC, hours: "{hours}"}}}}\n')
    assert problem.wrong == "hours of 159,998 characters"
    (problem,) = problems(
        "calendars: {a: {timezone: UTC, hours: Mo 09:00-10:00, exceptions: {0001-01-01: closed}}}\n"
    )
    assert problem.wrong == "'0001-01-01' lies outside the years 1900 to 2199"
