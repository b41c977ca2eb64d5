"""The pictures of docs/concepts/business-time.md, drawn from what the clock answers.

One function for each picture; `pictures` gives their files. `docs/generate.py` writes them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from troth.clock import Calendar, closures_from_ical
from troth.clock.calendar import HolidayScope
from troth.clock.days import DueAt
from troth.clock.durations import Boundary
from troth.clock.explain_days import explain_days
from troth.clock.strip import days_strip, due_strip, hours_spans
from troth.pictures import (
    WIDE,
    Bar,
    Lane,
    Mark,
    Span,
    State,
    Timeline,
    day_text,
    draw,
    instant_text,
)
from troth.pictures.file import standalone

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
DESK = Calendar.from_hours("Mo-Fr 09:00-17:30", BERLIN, holidays="DE-BE")
FRIDAY = datetime(2026, 5, 22, 16, 30, tzinfo=BERLIN)

_SCOPES: tuple[tuple[HolidayScope, str], ...] = (
    ("date", "25 December is closed from midnight to midnight"),
    ("shift", "the night before runs out, the night of the 25th does not begin"),
)
_BOUNDARIES: tuple[tuple[Boundary, str], ...] = (("end", '"end"'), ("next_open", '"next_open"'))
_DUE_RULES: tuple[tuple[DueAt, str], ...] = (
    ("close", '"close"'),
    (time(12), "time(12)"),
    ("same_time", '"same_time"'),
)


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    """An instant from its wall time."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def half_open() -> Timeline:
    """Open at 09:00, closed at 17:30."""
    marks = [
        mark(at(wall), f"{wall[-5:]} {'open' if DESK.is_open(at(wall)) else 'closed'}", state)
        for wall, state in (("2026-06-02T09:00", State.KEPT), ("2026-06-02T17:30", State.WAIT))
    ]
    return timeline(lane("[open, close)", "the close is no longer open", DESK, marks))


def due_at_close() -> Timeline:
    """An hour that ends with the shift is due at the close, or at the next opening."""
    return timeline(
        *(
            counted(FRIDAY, DESK.due(FRIDAY, HOUR, boundary=boundary), "1 h", f"boundary={name}")
            for boundary, name in _BOUNDARIES
        ),
        arrival=FRIDAY,
    )


def zero_and_negative() -> Timeline:
    """Nothing is due at once, or at the next opening; backward it is the mirror image."""
    saturday, tuesday = at("2026-05-23T12:00"), at("2026-05-26T10:00")
    return timeline(
        counted(saturday, DESK.due(saturday, 0 * HOUR), "0 h", "from outside hours", start=True),
        counted(tuesday, DESK.due(tuesday, -2 * HOUR), "-2 h", "counted backward", start=True),
    )


def gap() -> Timeline:
    """Clocks go forward: the night is short."""
    return night(at("2026-03-28T22:00"), "02:30-03:15", "02:30 moves to 03:30: nothing is left")


def fold() -> Timeline:
    """Clocks go back: the night is long."""
    return night(at("2026-10-24T22:00"), "02:30-03:15", "02:30 is the first of the two")


def night(opens: datetime, odd: str, why: str) -> Timeline:
    """A night shift in which clocks change, and a shift at the odd hour itself."""
    nights = Calendar.from_hours("Mo-Su 22:00-06:00", BERLIN)
    closes = nights.next_close(opens)
    hours = (closes.astimezone(UTC) - opens.astimezone(UTC)) / HOUR
    real = Mark(at=closes, label=f"{hours:g} h, all of them counted", state=State.WAIT)
    bars = (Bar(start=opens, end=closes, state=State.WAIT),)
    window = days(opens, closes)
    return timeline(
        Lane(label="22:00-06:00", spans=hours_spans(nights, *window), bars=bars, marks=(real,)),
        Lane(
            label=odd,
            detail=why,
            spans=hours_spans(Calendar.from_hours(f"Mo-Su {odd}", BERLIN), *window),
        ),
    )


def overnight() -> Timeline:
    """A shift belongs to the date on which it starts; 24:00 loses no minute."""
    nights = Calendar.from_hours("Mo-Fr 22:00-06:00", BERLIN)
    always = Calendar.from_hours("Fr-Sa 00:00-24:00", BERLIN)
    ends = [
        mark(at("2026-06-05T22:00"), "Friday opens", State.WAIT),
        mark(at("2026-06-06T06:00"), "Friday closes", State.WAIT),
    ]
    midnight = mark(at("2026-06-06T00:00"), "no minute lost at midnight", State.WAIT)
    return timeline(
        lane("Mo-Fr 22:00-06:00", "owned by the date on which it starts", nights, ends),
        lane("Fr-Sa 00:00-24:00", "one span where they touch", always, [midnight]),
    )


def holiday_scope() -> Timeline:
    """A holiday closes its date, or the shift that starts on it."""
    window = (at("2026-12-24"), at("2026-12-27"))
    lanes = []
    for scope, detail in _SCOPES:
        nights = Calendar.from_hours(
            "Mo-Su 22:00-06:00", BERLIN, ["2026-12-25"], holiday_scope=scope
        )
        spans = hours_spans(nights, *window)
        lanes.append(Lane(label=f'holiday_scope="{scope}"', detail=detail, spans=spans))
    return timeline(*lanes)


def precedence() -> Timeline:
    """Weekly hours, holidays, exceptions, breaks: each beats those before it."""
    window = (at("2026-12-23"), at("2026-12-27"))
    exceptions = {"2026-12-24": "09:00-14:00", "2026-12-26": "10:00-14:00"}
    layers: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("weekly hours", "Mo-Fr 09:00-17:30", {}),
        ("then holidays", "DE-BE", {"holidays": "DE-BE"}),
        ("then exceptions", "a short 24th, a worked holiday", {"exceptions": exceptions}),
        ("then breaks", "11:00-12:00 on the 24th", {"breaks": {"2026-12-24": "11:00-12:00"}}),
    )
    rules: dict[str, Any] = {}
    lanes = []
    for label, detail, more in layers:
        rules |= more
        calendar = Calendar.from_hours("Mo-Fr 09:00-17:30", BERLIN, **rules)
        lanes.append(Lane(label=label, detail=detail, spans=hours_spans(calendar, *window)))
    return timeline(*lanes)


def sums() -> Timeline:
    """Open when any is; without closures."""
    denver = Calendar.from_hours("Mo-Fr 07:00-15:00", "America/Denver")
    party = closures_from_ical(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260603T120000Z\nDTEND:20260603T160000Z\n"
        "SUMMARY:Summer party\nEND:VEVENT\nEND:VCALENDAR\n",
        BERLIN,
    )
    either = Calendar.sum([DESK, denver], BERLIN)
    window = (at("2026-06-02"), at("2026-06-04"))
    named = (
        ("Berlin", "Mo-Fr 09:00-17:30", DESK),
        ("Denver", "Mo-Fr 07:00-15:00 of its own clock", denver),
        ("sum", "open when either is", either),
        ("difference", "and no closure holds", Calendar.difference(either, [party])),
    )
    return timeline(
        *(
            Lane(label=label, detail=detail, spans=hours_spans(calendar, *window))
            for label, detail, calendar in named
        ),
    )


def pauses() -> Timeline:
    """Only the open part of a pause counts."""
    pause = (at("2026-05-22T17:00"), at("2026-05-26T10:30"), "waiting")
    due = DESK.due(FRIDAY, 4 * HOUR, [pause])
    return due_strip(DESK, FRIDAY, due, ("4 h", "one pause from Friday 17:00 to Tuesday 10:30"),
                     [pause])  # fmt: skip


def business_days() -> Timeline:
    """Received on Wednesday, or a minute later on Thursday."""
    return joined(
        counted_days(at(wall), f"2 business days from {wall[-5:]}")
        for wall in ("2026-05-20T17:29", "2026-05-20T17:30")
    )


def cutoffs() -> Timeline:
    """A cut-off takes the place of the close; each weekday may have its own."""
    start = at("2026-05-22T13:00")
    by_day = {"fri": time(12)}
    return joined(
        counted_days(start, f"1 business day, {name}", cutoff=cutoff)
        for name, cutoff in (
            ("without cut-off", None),
            ("cutoff=time(14)", time(14)),
            ('cutoff={"fri": time(12)}', by_day),
        )
    )


def due_rules() -> Timeline:
    """Due at the close, at a wall time, or at the time of the start."""
    start = at("2026-06-03T10:00")
    lanes = (
        counted(start, DESK.due_days(start, 2, due=rule), "2 business days", f"due={name}")
        for rule, name in _DUE_RULES
    )
    return timeline(*lanes, arrival=start)


def window() -> Timeline:
    """Two dates: before the first nobody need ask, after the second it is broken."""
    start = at("2026-05-21T11:00")
    first, last = DESK.due_days(start, 5, due=time()), DESK.due_days(start, 7)
    marks = [(first, f"from {day_text(first)}"), (last, f"due {instant_text(last, BERLIN)}")]
    caption = ("between 5 and 7 business days", "")
    return days_strip(DESK, start, marks, caption, explain_days(DESK, start, 7))


def horizon() -> Timeline:
    """However long it takes."""
    start = at("2026-06-01T09:00")
    due = DESK.due(start, 10_000 * HOUR) or start
    bars = (Bar(start=start, end=due, state=State.WAIT),)
    year = f"due {instant_text(due, BERLIN)} {due.year}"
    marks = (Mark(at=due, label=year, state=State.WAIT),)
    return timeline(Lane(label="10,000 h", detail="on a desk in Berlin", bars=bars, marks=marks))


def never_open() -> Timeline:
    """Hours that a break eats up are refused."""
    begin, end = at("2026-06-02T09:00"), at("2026-06-02T12:00")
    hours = Span(start=begin, end=end, counts=True, label="09:00–12:00")
    closed = Span(start=begin, end=end, counts=False, label="break 09:00–12:00")
    return timeline(
        Lane(label="hours", spans=(hours,)),
        Lane(label="without a break as long", detail="no open time: refused", spans=(closed,)),
    )


def naive() -> Timeline:
    """One wall time without zone is many instants."""
    zones = ("Asia/Tokyo", "Europe/Berlin", "America/Denver")
    return timeline(
        *(
            Lane(
                label=f"09:00 in {zone}",
                marks=(mark(at("2026-06-02T09:00", ZoneInfo(zone)), "09:00?", State.WAIT),),
            )
            for zone in zones
        ),
        zone=ZoneInfo("UTC"),
    )


def mark(instant: datetime, label: str, state: State) -> Mark:
    """A mark with its words."""
    return Mark(at=instant, label=label, state=state)


def days(first: datetime, last: datetime) -> tuple[datetime, datetime]:
    """The local midnights around two instants."""
    return at(f"{first.date()}"), at(f"{last.date() + timedelta(days=1)}")


def lane(label: str, detail: str, calendar: Calendar, marks: Sequence[Mark]) -> Lane:
    """Hours around some marks."""
    around = days(min(m.at for m in marks) - 2 * HOUR * 24, max(m.at for m in marks))
    return Lane(
        label=label, detail=detail, spans=hours_spans(calendar, *around), marks=tuple(marks)
    )


def counted(
    begin: datetime, found: datetime | None, label: str, detail: str, *, start: bool = False
) -> Lane:
    """A bar from start to due on the desk's hours."""
    due = found or begin
    first, last = sorted((begin, due), key=lambda instant: instant.astimezone(UTC))
    marks = [mark(due, f"due {instant_text(due, BERLIN)}", State.WAIT)]
    if start:
        marks.append(mark(begin, f"start {instant_text(begin, BERLIN)}", State.WAIT))
        marks.sort(key=lambda each: each.at.astimezone(UTC))
    return Lane(
        label=label,
        detail=detail,
        spans=hours_spans(DESK, *days(first, last)),
        bars=(Bar(start=first, end=last, state=State.WAIT),),
        marks=tuple(marks),
    )


def counted_days(
    start: datetime, label: str, cutoff: time | Mapping[str, time] | None = None
) -> Timeline:
    """Numbered business days on the desk's hours."""
    count = int(label[0])
    due = DESK.due_days(start, count, cutoff)
    steps = explain_days(DESK, start, count, cutoff)
    return days_strip(DESK, start, [(due, f"due {instant_text(due, BERLIN)}")], (label, ""), steps)


def joined(strips: Iterable[Timeline]) -> Timeline:
    """The lanes of several strips in one picture."""
    all_strips = list(strips)
    starts = {strip.arrival for strip in all_strips}
    return Timeline(
        title="; ".join(strip.title for strip in all_strips),
        zone=BERLIN,
        lanes=tuple(lane for strip in all_strips for lane in strip.lanes),
        arrival=all_strips[0].arrival if len(starts) == 1 else None,
    )


def timeline(
    *lanes: Lane,
    arrival: datetime | None = None,
    zone: ZoneInfo = BERLIN,
) -> Timeline:
    """A picture of lanes; its words are those of the lanes."""
    told = "; ".join(
        ": ".join(part for part in (lane.label, ", ".join(m.label for m in lane.marks)) if part)
        for lane in lanes
    )
    starts = mark(arrival, f"starts {instant_text(arrival, zone)}", State.WAIT) if arrival else None
    return Timeline(title=told, zone=zone, lanes=lanes, arrival=starts)


_ALL: tuple[Callable[[], Timeline], ...] = (
    half_open, due_at_close, zero_and_negative, gap, fold, overnight, holiday_scope, precedence,
    sums, pauses, business_days, cutoffs, due_rules, window, horizon, never_open, naive,
)  # fmt: skip


def pictures() -> dict[str, str]:
    """The name of each file, and its text."""
    return {
        f"business-time-{make.__name__.replace('_', '-')}.svg": standalone(draw(make(), WIDE))
        for make in _ALL
    }
