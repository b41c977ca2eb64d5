"""The hours of a calendar as a picture shows them: open spans, and closed days by their name."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.clock import Calendar, Reason, Step
from troth.pictures import Span

_DAY = timedelta(days=1)


def hours_spans(calendar: Calendar, start: datetime, end: datetime) -> tuple[Span, ...]:
    """Open spans from `start` to `end`, and the whole days between them that are closed.

    Nights are left out: everybody knows them.
    """
    steps = calendar.explain(start, calendar.elapsed(start, end))
    return tuple(span for step in steps for span in _spans(step, calendar.timezone, end))


def _spans(step: Step, zone: ZoneInfo, end: datetime) -> Iterator[Span]:
    until = step.end or end
    if step.counted:
        opens, closes = step.start.astimezone(zone), until.astimezone(zone)
        label = f"{opens:%H:%M}–{closes:%H:%M}" if until - step.start < _DAY else "open"
        yield Span(start=step.start, end=until, counts=True, label=label, short="open")
        return
    first, last = _whole_days(step.start, until, zone)
    if first < last:
        yield Span(start=first, end=last, counts=False, label=_closed_text(step, first, last, zone))


def _whole_days(start: datetime, end: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The local midnights that enclose the whole days within a span."""
    first = _midnight(start.astimezone(zone), zone)
    if first < start:
        first = _midnight(start.astimezone(zone) + _DAY, zone)
    return first, _midnight(end.astimezone(zone), zone)


def _midnight(local: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(local.date(), time(), zone).astimezone(UTC)


def _closed_text(step: Step, first: datetime, last: datetime, zone: ZoneInfo) -> str:
    if step.name:
        return step.name
    if step.reason is not Reason.CLOSED:
        return "holiday" if step.reason is Reason.HOLIDAY else "closed"
    days = [first.astimezone(zone).date()]
    while _midnight(datetime.combine(days[-1] + _DAY, time()), zone) < last:
        days.append(days[-1] + _DAY)
    weekdays = {day.weekday() for day in days}
    if weekdays == {5, 6}:
        return "weekend"
    return {frozenset({5}): "Saturday", frozenset({6}): "Sunday"}.get(frozenset(weekdays), "closed")
