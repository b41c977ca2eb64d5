"""Why a business day is due when it is: the dates from start to due, and which of them count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from troth.clock.calendar import Calendar, Interval
from troth.clock.days import Cutoff
from troth.clock.explain import Step
from troth.clock.instants import instant
from troth.clock.labels import Reason

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class DayStep:
    """A date of the calendar, and what it is in the count of business days."""

    date: date
    #: 0 for the date of receipt, from 1 on the business days after it; None for all others.
    number: int | None
    #: Why it is open or closed. An open date without number came too early: the start missed its
    #: close or cut-off.
    reason: Reason
    #: Of the holiday or closure, or the days off.
    name: str
    #: Its shifts; one that runs past midnight stands, whole, with the date on which it opens.
    hours: tuple[Interval, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values; instants in ISO 8601 in the zone of the question."""
        return {
            "date": self.date.isoformat(),
            "number": self.number,
            "reason": self.reason.value,
            "name": self.name,
            "hours": [[at.isoformat() for at in interval] for interval in self.hours],
        }


def explain_days(
    calendar: Calendar, start: datetime, days: int, cutoff: Cutoff = None
) -> list[DayStep]:
    """Every date from that of `start` to the one on which so many business days are over.

    Args:
        calendar: with business dates.
        start: when it is received; answers are in its zone.
        days: 0 or more.
        cutoff: as in `Calendar.due_days`.

    Raises:
        CalendarError: for a calendar without business dates.
    """
    received, last = (
        calendar.due_days(start, number, cutoff, time()).astimezone(calendar.timezone).date()
        for number in (0, days)
    )
    dates = business_dates(calendar, received, last)
    return numbered_days(calendar, start, {day: number for number, day in enumerate(dates)})


def numbered_days(
    calendar: Calendar, start: datetime, numbers: Mapping[date, int]
) -> list[DayStep]:
    """Every date from that of `start` to the last that has a number."""
    first = min(start.astimezone(calendar.timezone).date(), *numbers)
    last = max(numbers)
    business = set(business_dates(calendar, first, last))
    return [
        _day_step(calendar, day, start, is_business=day in business, number=numbers.get(day))
        for day in local_dates(first, last, calendar.timezone)
    ]


def business_dates(calendar: Calendar, first: date, last: date) -> list[date]:
    """The dates from first to last that own open time."""
    # A date closes at most four days after its midnight.
    edges = (midnight(day, calendar.timezone) for day in (first, last + 4 * _DAY))
    ordinals, _ = calendar.business_dates(*(instant(edge) for edge in edges))
    return [day for day in map(date.fromordinal, ordinals.tolist()) if first <= day <= last]


def local_dates(first: date, last: date, zone: ZoneInfo) -> Iterator[date]:
    """The dates from first to last, without one that the zone left out, as Samoa did in 2011."""
    for n in range((last - first).days + 1):
        day = first + n * _DAY
        if instant(midnight(day, zone)) < instant(midnight(day + _DAY, zone)):
            yield day


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Where a date begins."""
    return datetime.combine(day, time(), zone)


def _day_step(
    calendar: Calendar, day: date, start: datetime, *, is_business: bool, number: int | None
) -> DayStep:
    begin, end = (
        midnight(edge, calendar.timezone).astimezone(start.tzinfo) for edge in (day, day + _DAY)
    )
    why = _telling(calendar.steps(begin, end), is_business=is_business)
    hours = tuple(day_hours(calendar, begin, end))
    return DayStep(date=day, number=number, reason=why.reason, name=why.name, hours=hours)


def day_hours(calendar: Calendar, begin: datetime, end: datetime) -> Iterator[Interval]:
    """Open intervals of a date, given its midnights, in their zone.

    Those that open on the date are whole; of those of a day or longer it is the date's own part.
    """
    low, high = begin.astimezone(UTC), end.astimezone(UTC)
    for opens, closes in calendar.intervals(low - _DAY, until=high + _DAY):
        start, close = opens, closes
        if closes - opens >= _DAY:
            start, close = max(opens, low), min(closes, high)
        if low <= start < high and start < close:
            yield Interval(start.astimezone(begin.tzinfo), close.astimezone(begin.tzinfo))


def _telling(steps: list[Step], *, is_business: bool) -> Step:
    """The step that says most about a date: how it is open, or why it is not."""
    plain = (Reason.OPEN, Reason.CLOSED)
    fitting = [step for step in steps if step.counted == is_business] or steps
    return next((step for step in fitting if step.reason not in plain), fitting[0])
