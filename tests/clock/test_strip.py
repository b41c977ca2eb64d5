"""The strip of an explanation: what it shows, as values."""

from datetime import datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from troth.clock import Calendar, closures_from_ical
from troth.clock.explain_days import explain_days
from troth.clock.pauses import Pause
from troth.clock.strip import days_strip, due_strip, hours_spans
from troth.clock.wording import duration_text
from troth.pictures import WIDE, Span, draw
from troth.pictures.file import standalone

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
DESK = Calendar.from_hours("Mo-Fr 09:00-17:30", "Europe/Berlin", holidays="DE-BE")
CAPTION = ("4 h of business time", "desk")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def shown(spans: tuple[Span, ...]) -> list[str]:
    return [
        f"{span.start.astimezone(BERLIN):%d %H:%M} {'+' if span.counts else '-'} "
        f"{span.label} {span.note}".rstrip()
        for span in spans
    ]


def test_open_spans_and_closed_days_but_no_nights() -> None:
    assert shown(hours_spans(DESK, at("2026-05-21"), at("2026-05-27"))) == [
        "21 09:00 + 09:00–17:30",
        "22 09:00 + 09:00–17:30",
        "23 00:00 - weekend",
        "25 00:00 - Pentecost Monday",
        "26 09:00 + 09:00–17:30",
    ]


def test_parts_of_a_sum_are_one_span_where_they_meet() -> None:
    late = Calendar.from_hours("Mo-Fr 09:00-17:00", "America/Denver")
    spans = hours_spans(Calendar.sum([DESK, late], BERLIN), at("2026-06-02"), at("2026-06-03"))
    assert shown(spans) == ["02 00:00 + 00:00–01:00", "02 09:00 + 09:00–00:00"]


def test_a_change_of_clocks_is_noted_in_open_and_in_closed_time() -> None:
    nights = Calendar.from_hours("Mo-Su 22:00-06:00", "Europe/Berlin")
    assert "28 22:00 + 22:00–06:00 clocks forward 1 h" in shown(
        hours_spans(nights, at("2026-03-28"), at("2026-03-30"))
    )
    assert shown(hours_spans(DESK, at("2026-10-24"), at("2026-10-26"))) == [
        "24 00:00 - weekend clocks back 1 h"
    ]
    daily = Calendar.from_hours("Mo-Su 09:00-17:00", "Europe/Berlin")
    assert shown(hours_spans(daily, at("2026-10-25"), at("2026-10-26"))) == [
        "25 02:00 - clocks back 1 h",
        "25 09:00 + 09:00–17:00",
    ]


def test_a_closure_is_named_however_short() -> None:
    party = closures_from_ical(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260602T120000Z\nDTEND:20260602T130000Z\n"
        "SUMMARY:Summer party\nEND:VEVENT\nEND:VCALENDAR\n",
        BERLIN,
    )
    spans = hours_spans(Calendar.difference(DESK, [party]), at("2026-06-02"), at("2026-06-03"))
    assert shown(spans)[1] == "02 14:00 - Summer party"


def test_the_strip_of_a_duration_shows_its_pauses() -> None:
    pause: Pause = (at("2026-05-22T15:00"), at("2026-05-22T16:00"), "waiting")
    start = at("2026-05-22T14:00")
    strip = due_strip(DESK, start, DESK.due(start, 2 * HOUR, [pause]), CAPTION, [pause])
    (lane,) = strip.lanes
    assert shown(lane.spans) == [
        "22 09:00 + 09:00–15:00",
        "22 15:00 - pause: waiting",
        "22 16:00 + 16:00–17:30",
    ]
    assert strip.title == ("starts Fri 22 May 14:00; 4 h of business time: due Fri 22 May 17:00")


def test_the_strip_of_a_pause_that_lasts_ends_with_it() -> None:
    start, paused = at("2026-05-22T14:00"), at("2026-05-22T15:00")
    (lane,) = due_strip(DESK, start, None, CAPTION, [(paused, None)]).lanes
    assert (lane.marks[0].at, lane.marks[0].label) == (paused, "not due while the pause lasts")


def test_backward_the_bar_runs_from_due_to_start() -> None:
    start, due = at("2026-05-22T14:00"), at("2026-05-22T12:00")
    (bar,) = due_strip(DESK, start, due, CAPTION).lanes[0].bars
    assert (bar.start, bar.end) == (due, start)


def test_the_strip_of_days_numbers_them() -> None:
    start = at("2026-05-21T18:00")
    steps = explain_days(DESK, start, 1)
    strip = days_strip(DESK, start, [(DESK.due_days(start, 1), "due")], CAPTION, steps)
    assert shown(strip.lanes[0].spans) == [
        "21 09:00 - too late",
        "22 09:00 + received",
        "23 00:00 - Saturday",
        "24 00:00 - Sunday",
        "25 00:00 - Pentecost Monday",
        "26 09:00 + day 1",
    ]


def test_a_closed_date_begins_where_the_night_ends() -> None:
    nights = Calendar.from_hours("Mo-Fr 22:00-06:00", "Europe/Berlin")
    start = at("2026-06-05T12:00")
    steps = explain_days(nights, start, 1)
    strip = days_strip(nights, start, [(nights.due_days(start, 1), "due")], CAPTION, steps)
    assert shown(strip.lanes[0].spans)[:2] == ["05 22:00 + received", "06 06:00 - closed"]


def test_a_file_has_both_schemes_and_is_xml() -> None:
    start = at("2026-05-22T14:00")
    text = standalone(draw(due_strip(DESK, start, start + HOUR, CAPTION), WIDE))
    assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314
    assert "prefers-color-scheme:dark" in text


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(), "0 min"),
        (timedelta(hours=30), "30 h"),
        (timedelta(minutes=90), "1 h 30 min"),
        (timedelta(seconds=-45), "-45 s"),
        (timedelta(hours=1, seconds=1, microseconds=500_000), "1 h 1.5 s"),
    ],
)
def test_durations_in_words(duration: timedelta, text: str) -> None:
    assert duration_text(duration) == text
