"""Why a due is so late: the days on which a team was closed that is open on that weekday."""

from datetime import UTC, date, datetime, time
from functools import lru_cache

import numpy as np

from troth.checks.words import short_day
from troth.clock import Calendar
from troth.clock.holiday_dates import Holidays
from troth.clock.instants import DAY, EPOCH_ORDINAL, instant
from troth.clock.zones import to_local
from troth.playbook import Playbook
from troth.said import closed_day, listed, said

#: So many weeks of opening hours tell on which weekdays somebody is usually open.
WEEKS = 12


def unusual(playbook: Playbook, calendar_id: str, first: date, last: date) -> str:
    """`New Year's Day`, `closed 31 Dec and New Year's Day`; empty where all closures are usual.

    Looks at the local dates from the first to the last.
    """
    calendar = playbook.calendar(calendar_id)
    open_days = _open_days(calendar, _midnight(calendar, first), _midnight(calendar, last) + DAY)
    weekdays = _usual_weekdays(calendar, first.year)
    days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    closed = [day for day in days if day.weekday() in weekdays and day.toordinal() not in open_days]
    if not closed:
        return ""
    names = _names(playbook, calendar_id, first, last)
    return listed(
        closed_day(names[day]) if day in names else said("closed {day}", day=short_day(day))
        for day in closed
    )


@lru_cache(maxsize=1024)
def _usual_weekdays(calendar: Calendar, year: int) -> frozenset[int]:
    """Weekdays on which it is open in most of the first weeks of a year; 0 is Monday."""
    start = instant(datetime(year, 1, 1, tzinfo=UTC))
    days = _open_days(calendar, start, start + WEEKS * 7 * DAY)
    counts = np.bincount([(day - 1) % 7 for day in days], minlength=7)
    return frozenset(np.flatnonzero(counts > WEEKS / 2).tolist())


def _open_days(calendar: Calendar, start: int, end: int) -> set[int]:
    """Ordinals of the local dates with open time in [start, end], microseconds."""
    opens, closes = calendar.spans(start, end + 1)
    zone = calendar.timezone
    # A close at midnight belongs to the day before. A calendar that never closes has one span.
    firsts = to_local(opens.clip(start, end), zone) // DAY + EPOCH_ORDINAL
    lasts = (to_local(closes.clip(start, end), zone) - 1) // DAY + EPOCH_ORDINAL
    return {
        day
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)
        for day in range(first, last + 1)
    }


def _midnight(calendar: Calendar, day: date) -> int:
    return instant(datetime.combine(day, time(), calendar.timezone))


def _names(playbook: Playbook, calendar_id: str, first: date, last: date) -> dict[date, str]:
    """Names of public holidays of a calendar, and of those of which it is made."""
    declared = playbook.calendars[calendar_id]
    found = Holidays(code=declared.holidays).between(first.toordinal(), last.toordinal())
    names = {date.fromordinal(day): name for day, name in found.items()}
    for part in (*(declared.sum or ()), *((declared.of,) if declared.of else ())):
        names = _names(playbook, part, first, last) | names
    return names
