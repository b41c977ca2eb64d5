"""By when a promise must be kept, from what it says and when it is said."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from troth.guard.day import last_day
from troth.guard.found import Found
from troth.guard.hour import last_hour
from troth.guard.quantities import Quantity

if TYPE_CHECKING:
    from troth.clock import Calendar

_ELAPSED = {
    "millisecond": timedelta(milliseconds=1),
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


def due_of(
    found: Found, at: datetime, zone: tzinfo | None, calendar: "Calendar | None"
) -> datetime | None:
    """The instant, in the zone; None where nothing says by when, or no calendar says how.

    A named day without a time of day lasts until it is over: until its close where a calendar is
    given and it is open yet on that day, else until midnight.
    """
    here = at.astimezone(zone) if zone else at
    quantity = found.quantity
    if quantity is None:
        return None
    if quantity.type == "duration":
        return _after(quantity, here, calendar)
    if quantity.type in {"date", "time"}:
        return _on(quantity.text.lower(), here, calendar)
    return None


def _after(quantity: Quantity, here: datetime, calendar: "Calendar | None") -> datetime | None:
    if quantity.most is None:
        return None
    if quantity.unit in _ELAPSED:
        # Elapsed time is counted in UTC: a day of 24 hours is no date.
        utc = here.astimezone(UTC) + quantity.most * _ELAPSED[quantity.unit]
        return utc.astimezone(here.tzinfo)
    if calendar is None:
        return None
    if quantity.unit == "business_hour":
        return calendar.due(here, timedelta(hours=quantity.most))
    if quantity.unit == "business_day" and float(quantity.most).is_integer():
        return calendar.due_days(here, int(quantity.most))
    return None


def _on(words: str, here: datetime, calendar: "Calendar | None") -> datetime | None:
    if "business day" in words or "working day" in words:
        return calendar.due_days(here, 1) if calendar else None
    hour = last_hour(words)
    day = last_day(words, here.date())
    if day is None and hour is None:
        return None
    if hour is not None:
        due = datetime.combine(day or here.date(), hour, here.tzinfo)
        # Midnight is the end of the day that is named.
        late = due <= here if day is None else hour == time()
        return due + timedelta(days=1) if late else due
    start = datetime.combine(day or here.date(), time(), here.tzinfo)
    midnight = start + timedelta(days=1)
    close = calendar.prev_close(midnight) if calendar else midnight
    # After its close, and before its opening, a day is over at midnight only.
    return close if close > max(start, here) else midnight
