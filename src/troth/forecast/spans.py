"""From a duration on the clock of odds to one that people say, rounded up, and when it is over."""

from bisect import bisect_left
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from math import ceil

import numpy as np

from troth.clock import Calendar, zones
from troth.clock.instants import instant, moment
from troth.errors import counted
from troth.forecast.scale import DAY_SECONDS
from troth.forecast.spells import Clock
from troth.forecast.terms import seconds_of
from troth.terms import Held, Horizon, Span, Term, Unit, Within, due_function
from troth.terms.measures import CEILINGS

MINUTE, HOUR = 60, 3600
#: Hours are said up to so many seconds; beyond, days.
MOST_IN_HOURS = 48 * HOUR
#: Of open time: about a working day.
MOST_IN_BUSINESS_HOURS = 8 * HOUR
#: Where no term is long enough.
TOO_LONG = "cannot be promised at this level: it takes more than ten years"
#: Of seconds: what floating-point numbers may be off.
HAIR = 1e-6


def rounded_up(seconds: float, clock: Clock, start: datetime | None = None) -> Term:
    """The shortest term in whole units that is no shorter than a duration on the clock.

    Minutes below an hour, hours below two days, then days; on calendar days whole days; of open
    time whole business hours up to eight, then business days from the start.

    Args:
        seconds: on the clock.
        clock: of the odds.
        start: when the case arrives, aware; business days depend on it. Without one, open time is
            said in business hours however long it is.

    Raises:
        UnfitValueError: for more than ten years.
    """
    if clock.scale.unit == "days":
        return _within(seconds, DAY_SECONDS, Unit.DAY)
    if clock.calendar is not None:
        return _open_time(seconds, clock.calendar, start)
    if seconds <= 59 * MINUTE:
        return _within(seconds, MINUTE, Unit.MINUTE)
    if seconds <= MOST_IN_HOURS:
        return _within(seconds, HOUR, Unit.HOUR)
    return _within(seconds, DAY_SECONDS, Unit.DAY)


def _within(seconds: float, unit_seconds: int, unit: Unit) -> Term:
    whole = max(ceil((seconds - HAIR) / unit_seconds), 1)
    return Term(Within(Span(Decimal(whole), unit)))


def _open_time(seconds: float, calendar: Calendar, start: datetime | None) -> Term:
    if start is None or seconds <= MOST_IN_BUSINESS_HOURS:
        return _within(seconds, HOUR, Unit.BUSINESS_HOUR)
    # Without a pause it is always due.
    over = calendar.due(start, timedelta(seconds=ceil(seconds - HAIR))) or start
    most = CEILINGS[Unit.BUSINESS_DAY]
    days = 1 + bisect_left(
        range(1, most + 1), over, key=lambda days: calendar.due_days(start, days)
    )
    return Term(Within(Span(Decimal(days), Unit.BUSINESS_DAY)))


def due(held: Held, clock: Clock, start: datetime) -> datetime:
    """When a promise to a case that arrives at `start` falls due, UTC.

    On calendar days that is the end of the day; else it is rounded up to the whole minute, which
    is what can be said.

    Raises:
        ForecastError: for a term that is not about time.
    """
    begin = instant(start)
    seconds = float(seconds_of(held, clock, np.array([begin]))[0])
    if clock.scale.unit == "days":
        return _end_of_day(start, seconds, clock)
    horizon = Horizon(start, start + timedelta(seconds=1))
    found = due_function(held, horizon)(np.array([begin]))
    return _whole_minute(moment(int(found[0]), UTC))


def _end_of_day(start: datetime, seconds: float, clock: Clock) -> datetime:
    zone = zones.load(clock.zone)
    day = start.astimezone(zone).date() + timedelta(days=int(seconds // DAY_SECONDS) + 1)
    midnight = datetime.combine(day, time(), zone)
    return midnight.astimezone(UTC) - timedelta.resolution


def _whole_minute(when: datetime) -> datetime:
    floor = when.replace(second=0, microsecond=0)
    return floor if floor == when else floor + timedelta(minutes=1)


def span_text(seconds: float, clock: Clock) -> str:
    """`3 days`, `5 h 20 min`, `6 open hours`: to read, not to promise."""
    if clock.scale.unit == "days":
        return counted(round(seconds / DAY_SECONDS), "day")
    if clock.calendar is not None:
        return f"{max(seconds / HOUR, 0.1):.1f} open hours"
    if seconds < HOUR:
        return f"{max(round(seconds / MINUTE), 1)} min"
    if seconds < MOST_IN_HOURS:
        return f"{seconds / HOUR:.1f} h"
    return f"{seconds / DAY_SECONDS:.1f} days"
