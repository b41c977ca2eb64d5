"""A month of a calendar, date by date."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from troth.clock.calendar import Calendar, Interval
from troth.clock.explain import ClockChange, Step
from troth.clock.explain_days import day_hours, local_dates, midnight
from troth.clock.labels import Reason
from troth.clock.wording import change_text
from troth.pictures.month import DayCell

_DAY = timedelta(days=1)
#: What is told of a date; nights and lunch breaks come every day.
_TOLD = (Reason.CLOSURE, Reason.EXCEPTION, Reason.HOLIDAY)


@dataclass(frozen=True, kw_only=True)
class MonthDay:
    """One date: its open time, and what is out of the ordinary about it."""

    date: date
    #: Open time from midnight to midnight, in the calendar's zone.
    open: tuple[Interval, ...]
    #: The same by shifts: one that runs past midnight stands, whole, with the date it opens on.
    shifts: tuple[Interval, ...]
    #: Reasons with names, `(HOLIDAY, "Whit Monday")`.
    notes: tuple[tuple[Reason, str], ...]
    clock_changes: tuple[ClockChange, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """What is out of the ordinary, in words; often nothing."""
        notes = (name or str(reason) for reason, name in self.notes)
        return (*notes, *map(change_text, self.clock_changes))

    @property
    def hours(self) -> str:
        """`09:00–12:00, 13:00–17:30`; empty where it is closed all day."""
        return ", ".join(f"{span.open:%H:%M}–{_close_text(span)}" for span in self.shifts)

    @property
    def short_hours(self) -> tuple[str, ...]:
        """The same as `9–12` and `13–17:30`, one by one."""
        return tuple(f"{_short(f'{s.open:%H:%M}')}–{_short(_close_text(s))}" for s in self.shifts)

    def as_json(self) -> dict[str, Any]:
        """Plain values; instants in UTC."""
        return {
            "date": self.date.isoformat(),
            "open": [[at.astimezone(UTC).isoformat() for at in span] for span in self.open],
            "notes": [{"reason": str(reason), "name": name} for reason, name in self.notes],
            "clock_changes": [
                ClockChange(change.at.astimezone(UTC), change.by).as_json()
                for change in self.clock_changes
            ],
        }


def month_days(calendar: Calendar, year: int, month: int) -> list[MonthDay]:
    """Every date of a month in the calendar's zone."""
    first = date(year, month, 1)
    last = (first + 31 * _DAY).replace(day=1) - _DAY
    return [_month_day(calendar, day) for day in local_dates(first, last, calendar.timezone)]


def month_cell(day: MonthDay) -> DayCell:
    """The date as the picture of a month shows it."""
    return DayCell(
        date=day.date,
        open=tuple(_parts(span, day.date) for span in day.open),
        hours=day.hours,
        short=", ".join(day.short_hours),
        note=", ".join(day.told),
    )


def _month_day(calendar: Calendar, day: date) -> MonthDay:
    zone = calendar.timezone
    begin, end = midnight(day, zone), midnight(day + _DAY, zone)
    steps = calendar.steps(begin, end)
    return MonthDay(
        date=day,
        open=tuple(calendar.intervals(begin, until=end)),
        shifts=tuple(day_hours(calendar, begin, end)),
        notes=_notes(steps, end),
        clock_changes=tuple(change for step in steps for change in step.clock_changes),
    )


def _notes(steps: list[Step], end: datetime) -> tuple[tuple[Reason, str], ...]:
    """Closures, and the date's own holiday or exception; not what the night before left of one."""
    told = (
        (step.reason, step.name)
        for step in steps
        if step.reason is Reason.CLOSURE or (step.reason in _TOLD and step.end == end)
    )
    # A dict, because it keeps the order.
    return tuple(dict.fromkeys(told))


def _parts(span: Interval, day: date) -> tuple[float, float]:
    start, end = (_part(at, day) for at in span)
    return start, end


def _part(at: datetime, day: date) -> float:
    """How far into the wall clock of a date an instant lies, from 0 to 1."""
    wall = at.replace(tzinfo=None) - datetime.combine(day, time())
    return min(max(wall / _DAY, 0.0), 1.0)


def _close_text(span: Interval) -> str:
    midnight_after = span.close.time() == time() and span.close.date() > span.open.date()
    return "24:00" if midnight_after else f"{span.close:%H:%M}"


def _short(wall: str) -> str:
    return wall.removesuffix(":00").removeprefix("0")
