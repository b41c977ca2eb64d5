"""Strips, explained days and months at their edges, on machines anywhere."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from troth.clock import Calendar, closures_from_ical
from troth.clock.explain_days import explain_days
from troth.clock.month import month_days
from troth.clock.strip import days_strip, due_strip, hours_spans
from troth.pictures import Span

AUCKLAND = ZoneInfo("Pacific/Auckland")
HOUR = timedelta(hours=1)
DESK = Calendar.from_hours("Mo-Fr 09:00-17:30", AUCKLAND)
CAPTION = ("2 h of business time", "desk")


@pytest.fixture(params=["America/Los_Angeles", "Asia/Kathmandu"], autouse=True)
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own zone, in which most instants of Auckland have another date."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=AUCKLAND)


def shown(spans: tuple[Span, ...]) -> list[str]:
    return [
        f"{span.start.astimezone(AUCKLAND):%a %H:%M}-{span.end.astimezone(AUCKLAND):%a %H:%M} "
        f"{span.label} {span.note}".rstrip()
        for span in spans
    ]


def hours(calendar: Calendar, start: str, days: int) -> list[str]:
    """Of each date that is explained."""
    return [
        ",".join(f"{a:%a %H:%M}-{b:%a %H:%M}" for a, b in step.hours)
        for step in explain_days(calendar, at(start), days)
    ]


@pytest.mark.parametrize("start", ["05-22T02:00", "05-22T08:00"])
def test_a_strip_has_the_dates_of_its_calendar(start: str) -> None:
    (lane,) = due_strip(DESK, at(start), DESK.due(at(start), 2 * HOUR), CAPTION).lanes
    assert shown(lane.spans) == ["Fri 09:00-Fri 17:30 09:00–17:30"]


def test_a_strip_that_begins_and_ends_on_closed_days() -> None:
    weekend = ["Sat 00:00-Mon 00:00 weekend"]
    assert shown(hours_spans(DESK, at("05-23"), at("05-25"))) == weekend
    assert shown(hours_spans(DESK, at("05-22T18:00"), at("05-25T08:00"))) == weekend
    assert shown(hours_spans(DESK, at("05-23T00:01"), at("05-25T08:00"))) == [
        "Sun 00:00-Mon 00:00 weekend"
    ]


def test_a_strip_of_days_that_begins_on_a_closed_one() -> None:
    start = at("05-23T12:00")
    steps = explain_days(DESK, start, 0)
    (lane,) = days_strip(DESK, start, [(start, "due")], CAPTION, steps).lanes
    assert shown(lane.spans)[0] == "Sat 00:00-Sun 00:00 Saturday"


@pytest.mark.parametrize("start", ["05-22T02:00", "05-22T18:00"])
def test_the_first_day_explained_is_that_of_the_start(start: str) -> None:
    assert f"{explain_days(DESK, at(start), 0)[0].date:%a}" == "Fri"


def test_a_pause_that_lasts_takes_open_time_only() -> None:
    pause = (at("05-21T12:00"), None)
    assert shown(hours_spans(DESK, at("05-21"), at("05-22"), [pause])) == [
        "Thu 09:00-Thu 12:00 09:00–12:00",
        "Thu 12:00-Thu 17:30 pause",
    ]


def test_a_break_is_shown_in_the_zone_of_its_calendar() -> None:
    desk = Calendar.from_hours("Mo-Fr 09:00-17:30", AUCKLAND, breaks={"2026-05-21": "12:00-13:00"})
    assert shown(hours_spans(desk, at("05-21"), at("05-22"))) == [
        "Thu 09:00-Thu 12:00 09:00–12:00",
        "Thu 12:00-Thu 13:00 break",
        "Thu 13:00-Thu 17:30 13:00–17:30",
    ]


def test_a_sum_has_the_business_dates_of_its_zone() -> None:
    early = Calendar.from_hours("Mo-Fr 02:00-05:00", AUCKLAND)
    both = Calendar.sum([early, Calendar.from_hours("Mo-Fr 16:00-18:00", "UTC")], AUCKLAND)
    assert hours(both, "05-21T01:00", 1) == ["Thu 02:00-Thu 06:00", "Fri 02:00-Fri 06:00"]


def test_a_sum_without_zone_has_no_changes_of_clocks() -> None:
    start, end = at("03-01"), at("04-30")
    assert not any(step.clock_changes for step in Calendar.sum([DESK]).steps(start, end))
    assert sum(len(step.clock_changes) for step in DESK.steps(start, end)) == 1


def test_parts_that_meet_end_where_the_last_one_does() -> None:
    late = Calendar.from_hours("Mo-Fr 05:30-08:00", "UTC")
    both = Calendar.sum([DESK, late], AUCKLAND)
    assert shown(hours_spans(both, at("05-21"), at("05-22"))) == ["Thu 09:00-Thu 20:00 09:00–20:00"]


def test_two_changes_of_clocks_in_one_span() -> None:
    """Auckland's clocks went back on 5 April and forward on 27 September."""
    changes = "clocks back 1 h, clocks forward 1 h"
    (span,) = hours_spans(Calendar.from_hours("24/7", AUCKLAND), at("03-01"), at("11-01"))
    assert (span.label, span.note) == ("open", changes)
    parts = [
        Calendar.from_hours(f"Mo-Su {part}", AUCKLAND) for part in ("00:00-12:00", "12:00-24:00")
    ]
    (span,) = hours_spans(Calendar.sum(parts, AUCKLAND), at("03-01"), at("11-01"))
    assert (span.label, span.note) == ("open", changes)


def test_a_change_of_clocks_in_the_second_of_two_parts() -> None:
    parts = [
        Calendar.from_hours("Sa 09:00-11:00", "UTC"),
        Calendar.from_hours("Su 00:00-08:00", AUCKLAND),
    ]
    (span,) = hours_spans(Calendar.sum(parts, AUCKLAND), at("04-04T20:00"), at("04-05T20:00"))
    assert (span.label, span.note) == ("22:00–08:00", "clocks back 1 h")


def test_exactly_24_hours_open() -> None:
    day = Calendar.from_hours("Th 00:00-24:00", AUCKLAND)
    assert shown(hours_spans(day, at("05-21"), at("05-22"))) == ["Thu 00:00-Fri 00:00 open"]
    assert hours(day, "05-21T12:00", 0) == ["Thu 00:00-Fri 00:00"]
    over = Calendar.from_weekly({"thu": "22:00-46:00", "fri": "23:00-24:00"}, AUCKLAND)
    assert hours(over, "05-21T12:00", 1) == [
        "Thu 22:00-Fri 00:00",
        "Fri 00:00-Fri 22:00,Fri 23:00-Sat 00:00",
    ]


def test_a_date_has_neither_what_ends_nor_what_opens_at_its_midnights() -> None:
    whole = Calendar.from_hours("Th 00:00-24:00; Fr 09:00-17:00; Sa 00:00-08:00", AUCKLAND)
    assert hours(whole, "05-21T12:00", 1) == ["Thu 00:00-Fri 00:00", "Fri 09:00-Fri 17:00"]
    month = month_days(whole, 2026, 5)
    assert [month[n].hours for n in (20, 21, 22)] == ["00:00–24:00", "09:00–17:00", "00:00–08:00"]


def test_a_closure_tells_more_of_its_date_than_the_nights_around_it() -> None:
    moved = closures_from_ical(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260522T090000\nDURATION:PT9H\n"
        "SUMMARY:We move\nEND:VEVENT\nEND:VCALENDAR\n",
        AUCKLAND,
    )
    steps = explain_days(Calendar.difference(DESK, [moved]), at("05-21T12:00"), 1)
    assert [(step.reason, step.name) for step in steps[:2]] == [
        ("open", ""),
        ("closure", "We move"),
    ]


def test_business_days_are_due_in_the_zone_of_the_question() -> None:
    start = datetime(2026, 5, 21, 1, tzinfo=UTC)
    assert DESK.due_days(start, 1).tzinfo is UTC
    assert DESK.due_days(start.astimezone(AUCKLAND), 1).tzinfo is AUCKLAND
