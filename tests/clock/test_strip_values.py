"""The whole of a strip, value by value: no span, bar or mark loses what a drawing needs."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from troth.clock import Calendar, closures_from_ical
from troth.clock.explain_days import explain_days
from troth.clock.strip import days_strip, due_strip, hours_spans
from troth.pictures import Bar, Mark, Span, State

BERLIN = ZoneInfo("Europe/Berlin")
CAPTION = ("9 h of business time", "desk, Europe/Berlin")
CLOSED_AT_TEN = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART:20260527T100000
DURATION:PT2H
END:VEVENT
END:VCALENDAR
"""
DESK = Calendar.difference(
    Calendar.from_hours(
        "Mo-Fr 09:00-17:30", BERLIN, ["2026-05-25"], breaks={"2026-05-26": "12:00-13:00"}
    ),
    [closures_from_ical(CLOSED_AT_TEN, BERLIN)],
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=BERLIN)


def counted(start: str, end: str, label: str, short: str = "open") -> Span:
    return Span(start=at(start), end=at(end), counts=True, label=label, short=short)


def closed(start: str, end: str, label: str, short: str = "") -> Span:
    return Span(start=at(start), end=at(end), counts=False, label=label, short=short)


def test_a_duration_with_a_pause_a_break_a_holiday_and_a_closure() -> None:
    start = at("22T16:30")
    pause = (at("26T14:30"), at("26T15:00"))
    due = DESK.due(start, timedelta(hours=9), [pause])
    strip = due_strip(DESK, start, due, CAPTION, [pause])
    (lane,) = strip.lanes
    assert (lane.label, lane.detail) == CAPTION
    assert lane.spans == (
        counted("22T09:00", "22T17:30", "09:00–17:30"),
        closed("23T00:00", "25T00:00", "weekend"),
        closed("25T00:00", "26T00:00", "holiday"),
        counted("26T09:00", "26T12:00", "09:00–12:00"),
        closed("26T12:00", "26T13:00", "break", "break"),
        counted("26T13:00", "26T14:30", "13:00–14:30"),
        closed("26T14:30", "26T15:00", "pause", "pause"),
        counted("26T15:00", "26T17:30", "15:00–17:30"),
        counted("27T09:00", "27T10:00", "09:00–10:00"),
        closed("27T10:00", "27T12:00", "closed"),
        counted("27T12:00", "27T17:30", "12:00–17:30"),
    )
    assert lane.bars == (Bar(start=start, end=at("27T10:00"), state=State.WAIT),)
    told = "due Wed 27 May 10:00"
    assert lane.marks == (Mark(at=at("27T10:00"), label=told, state=State.WAIT),)
    assert strip.arrival == Mark(at=start, label="starts Fri 22 May 16:30", state=State.WAIT)
    assert strip.zone is BERLIN
    assert strip.title == f"starts Fri 22 May 16:30; 9 h of business time: {told}"


def test_business_days_with_two_marks() -> None:
    start, first, last = at("22T18:00"), at("27T17:30"), at("28T17:30")
    marks = [(first, "day one"), (last, "day two")]
    strip = days_strip(DESK, start, marks, CAPTION, explain_days(DESK, start, 2))
    (lane,) = strip.lanes
    assert (lane.label, lane.detail) == CAPTION
    assert lane.spans == (
        closed("22T09:00", "22T17:30", "too late"),
        closed("23T00:00", "24T00:00", "Saturday"),
        closed("24T00:00", "25T00:00", "Sunday"),
        closed("25T00:00", "26T00:00", "holiday"),
        counted("26T09:00", "26T12:00", "received", "rec’d"),
        counted("26T13:00", "26T17:30", "received", "rec’d"),
        counted("27T09:00", "27T10:00", "day 1", "1"),
        counted("27T12:00", "27T17:30", "day 1", "1"),
        counted("28T09:00", "28T17:30", "day 2", "2"),
    )
    assert lane.bars == (Bar(start=start, end=last, state=State.WAIT),)
    assert lane.marks == tuple(Mark(at=at, label=told, state=State.WAIT) for at, told in marks)
    assert strip.arrival == Mark(at=start, label="starts Fri 22 May 18:00", state=State.WAIT)
    assert strip.title == "starts Fri 22 May 18:00; 9 h of business time: day one; day two"


def test_days_without_hours_and_without_nights() -> None:
    halves = Calendar.from_hours("Mo-Tu 00:00-24:00; Th 09:00-17:00", BERLIN)
    assert hours_spans(halves, at("25T00:00"), at("29T00:00")) == (
        counted("25T00:00", "27T00:00", "open"),
        closed("27T00:00", "28T00:00", "closed"),
        counted("28T09:00", "28T17:00", "09:00–17:00"),
    )


def test_a_change_of_clocks_in_a_night_and_in_parts_that_meet() -> None:
    night = datetime(2026, 10, 24, 12, tzinfo=BERLIN), datetime(2026, 10, 25, 20, tzinfo=BERLIN)
    change = datetime(2026, 10, 25, 1, tzinfo=UTC)
    hour = timedelta(hours=1)
    daily = Calendar.from_hours("Mo-Su 09:00-17:00", BERLIN)
    told = Span(start=change - hour, end=change + hour, counts=False, label="clocks back 1 h")
    assert hours_spans(daily, *night)[1] == told
    early = Calendar.from_hours("Mo-Su 00:00-09:00", BERLIN)
    (span,) = hours_spans(Calendar.sum([early, daily], BERLIN), change - hour, night[1])
    assert (span.start, span.end) == (change - hour, datetime(2026, 10, 25, 16, tzinfo=UTC))
    assert (span.label, span.note) == ("02:00–17:00", "clocks back 1 h")
