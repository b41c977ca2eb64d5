"""Why a due is so late: the days on which a team was closed that is open on that weekday."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from troth.checks.words import listed, short_day
from troth.clock import Calendar
from troth.clock.holiday_dates import Holidays
from troth.clock.instants import DAY, EPOCH_ORDINAL, instant
from troth.clock.zones import to_local
from troth.playbook import Playbook

#: Weeks of opening hours that tell on which weekdays somebody is open.
USUAL = timedelta(weeks=6)


def unusual(
    playbook: Playbook, calendar_id: str, calendar: Calendar, start: datetime, end: datetime
) -> str:
    """`New Year's Day`, `closed 31 Dec and New Year's Day`; empty where all closures are usual.

    Looks at the local dates from the arrival to the due.
    """
    open_dates = set(_open_dates(calendar, start - USUAL, end + USUAL))
    weekdays = {day.weekday() for day in open_dates}
    names = _names(playbook, calendar_id, start, end)
    first, last = (moment.astimezone(calendar.timezone).date() for moment in (start, end))
    closed = [
        day
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
        if day.weekday() in weekdays and day not in open_dates
    ]
    return listed(names.get(day) or f"closed {short_day(day)}" for day in closed)


def _open_dates(calendar: Calendar, start: datetime, end: datetime) -> Iterator[date]:
    begin, stop = instant(start), instant(end)
    opens, closes = calendar.spans(begin, stop)
    zone = calendar.timezone
    # A close at midnight belongs to the day before. A calendar that never closes has one span.
    firsts = to_local(opens.clip(begin, stop), zone) // DAY
    lasts = (to_local(closes.clip(begin, stop), zone) - 1) // DAY
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield from (date.fromordinal(day + EPOCH_ORDINAL) for day in range(first, last + 1))


def _names(playbook: Playbook, calendar_id: str, start: datetime, end: datetime) -> dict[date, str]:
    """Names of public holidays of a calendar, and of those of which it is made."""
    declared = playbook.calendars[calendar_id]
    first, last = start.astimezone(UTC).toordinal() - 1, end.astimezone(UTC).toordinal() + 1
    found = Holidays(code=declared.holidays).between(first, last)
    names = {date.fromordinal(day): name for day, name in found.items()}
    for part in (*(declared.sum or ()), *((declared.of,) if declared.of else ())):
        names = _names(playbook, part, start, end) | names
    return names
