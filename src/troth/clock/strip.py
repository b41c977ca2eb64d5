"""A calendar's time as a picture shows it: open spans, and what is closed by its name."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.clock.calendar import Calendar
from troth.clock.explain import Step
from troth.clock.explain_days import DayStep, midnight
from troth.clock.labels import Reason
from troth.clock.pauses import Pause
from troth.clock.wording import change_text
from troth.pictures import Bar, Lane, Mark, Span, State, Timeline, instant_text
from troth.said import Said, closed_day, said

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def hours_spans(
    calendar: Calendar, start: datetime, end: datetime, pauses: Iterable[Pause] = ()
) -> tuple[Span, ...]:
    """Open spans from `start` to `end`, and pauses and whole closed days between them.

    Nights are left out, for everybody knows them, unless clocks change in one.
    """
    steps = _without_parts(calendar.steps(start, end, pauses))
    return tuple(span for step in steps for span in _spans(step, calendar.timezone, end))


def due_strip(
    calendar: Calendar,
    start: datetime,
    due: datetime | None,
    caption: tuple[str, str],
    pauses: Sequence[Pause] = (),
) -> Timeline:
    """The time from start to due: what counts is solid, what does not is dotted.

    Args:
        calendar: whose hours are shown, in its zone.
        start: where the clock starts.
        due: before the start where time is counted backward; None while a pause lasts.
        caption: what is counted, and whose hours they are.
        pauses: as in `Calendar.due`.
    """
    zone = calendar.timezone
    lasting = [paused[0].astimezone(UTC) for paused in pauses if paused[1] is None]
    start = start.astimezone(UTC)
    last = due.astimezone(UTC) if due else max(start, *lasting)
    first, end = _whole_days_around(start, last, zone)
    told = f"due {instant_text(due, zone)}" if due else "not due while the pause lasts"
    lane = Lane(
        label=caption[0],
        detail=caption[1],
        spans=hours_spans(calendar, first, end, pauses),
        bars=(Bar(start=min(start, last), end=max(start, last), state=State.WAIT),),
        marks=(Mark(at=last, label=told, state=State.WAIT),),
    )
    return _timeline(calendar, start, (lane,), f"{caption[0]}: {told}")


def days_strip(
    calendar: Calendar,
    start: datetime,
    marks: Sequence[tuple[datetime, str]],
    caption: tuple[str, str],
    steps: Sequence[DayStep],
) -> Timeline:
    """The business days from start to due, numbered.

    Args:
        calendar: whose hours are shown, in its zone.
        start: when it is received.
        marks: the instants that matter, each with its words; the last is the due instant.
        caption: what is counted, and whose hours they are.
        steps: the dates, from `explain_days`.
    """
    lane = Lane(
        label=caption[0],
        detail=caption[1],
        spans=tuple(_day_spans(steps, calendar.timezone)),
        bars=(Bar(start=start, end=marks[-1][0], state=State.WAIT),),
        marks=tuple(Mark(at=at, label=label, state=State.WAIT) for at, label in marks),
    )
    told = "; ".join(label for _, label in marks)
    return _timeline(calendar, start, (lane,), f"{caption[0]}: {told}")


def _timeline(calendar: Calendar, start: datetime, lanes: tuple[Lane, ...], title: str) -> Timeline:
    starts = f"starts {instant_text(start, calendar.timezone)}"
    return Timeline(
        title=f"{starts}; {title}",
        zone=calendar.timezone,
        arrival=Mark(at=start, label=starts, state=State.WAIT),
        lanes=lanes,
    )


def _whole_days_around(one: datetime, other: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    first, last = sorted((one, other))
    end = midnight(last.astimezone(zone).date() + _DAY, zone)
    return midnight(first.astimezone(zone).date(), zone), end


def _without_parts(steps: Iterable[Step]) -> list[Step]:
    """Open steps that touch as one, whichever parts of a sum they belong to."""
    joined: list[Step] = []
    for step in steps:
        last = joined[-1] if joined else None
        if last and step.counted and last.counted and last.reason is step.reason:
            joined[-1] = Step(
                start=last.start,
                end=step.end,
                counted=True,
                reason=step.reason,
                clock_changes=last.clock_changes + step.clock_changes,
            )
        else:
            joined.append(step)
    return joined


def _spans(step: Step, zone: ZoneInfo, end: datetime) -> Iterator[Span]:
    until = step.end or end
    changes = ", ".join(change_text(change) for change in step.clock_changes)
    if step.counted:
        yield _open_span(step, until, zone, changes)
    elif step.reason in (Reason.PAUSE, Reason.BREAK):
        label = f"{step.reason}: {step.name}" if step.name else str(step.reason)
        yield Span(start=step.start, end=until, counts=False, label=label, short=str(step.reason))
    elif step.reason is Reason.CLOSURE:
        yield Span(start=step.start, end=until, counts=False, label=_closed_text(step.name))
    else:
        yield from _closed_spans(step, until, zone, changes)


def _closed_spans(step: Step, until: datetime, zone: ZoneInfo, changes: str) -> Iterator[Span]:
    first, last = _whole_days(step.start, until, zone)
    if first < last:
        label = _closed_text(step.name)
        yield Span(start=first, end=last, counts=False, label=label, note=changes)
        return
    for change in step.clock_changes:
        around = (change.at.astimezone(UTC) - _HOUR, change.at.astimezone(UTC) + _HOUR)
        yield Span(start=around[0], end=around[1], counts=False, label=change_text(change))


def _open_span(step: Step, until: datetime, zone: ZoneInfo, changes: str) -> Span:
    opens, closes = step.start.astimezone(zone), until.astimezone(zone)
    hours = f"{opens:%H:%M}–{closes:%H:%M}"
    if until.astimezone(UTC) - step.start.astimezone(UTC) >= _DAY:
        hours = said("open")
    return Span(
        start=step.start, end=until, counts=True, label=hours, short=said("open"), note=changes
    )


def _closed_text(name: str | None) -> Said:
    return closed_day(name) if name else said("closed")


def _whole_days(start: datetime, end: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The local midnights that enclose the whole days within a span."""
    first = _midnight(start.astimezone(zone), zone)
    if first < start:
        first = _midnight(start.astimezone(zone) + _DAY, zone)
    return first, _midnight(end.astimezone(zone), zone)


def _midnight(local: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(local.date(), time(), zone).astimezone(UTC)


def _day_spans(steps: Iterable[DayStep], zone: ZoneInfo) -> Iterator[Span]:
    """Numbered shifts, and the closed dates between them, which begin where a night ends."""
    over = datetime.min.replace(tzinfo=UTC)
    for step in steps:
        begin, end = midnight(step.date, zone), midnight(step.date + _DAY, zone)
        if not step.hours:
            label = step.name or str(step.reason)
            yield Span(start=max(begin.astimezone(UTC), over), end=end, counts=False, label=label)
        for opens, closes in step.hours:
            yield _numbered_span(step.number, opens, closes)
            over = closes.astimezone(UTC)


def _numbered_span(number: int | None, opens: datetime, closes: datetime) -> Span:
    if number is None:
        return Span(start=opens, end=closes, counts=False, label="too late")
    short = str(number) if number else "rec’d"
    return Span(start=opens, end=closes, counts=True, label=day_name(number), short=short)


def day_name(number: int) -> str:
    """`received`, `day 1`, `day 2`."""
    return f"day {number}" if number else "received"
