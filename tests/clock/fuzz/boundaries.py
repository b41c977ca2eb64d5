"""Where shifts and closed spans begin and end, resolved one by one by zoneinfo."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.clock.oracle import WEEKDAYS, Rules, Shift

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)

#: Seconds since 1970 UTC, from and to.
Span = tuple[int, int]
#: A span and the business date that owns it.
Owned = tuple[date, Span]


def shifts(rules: Rules, days: Iterable[date]) -> Iterator[Owned]:
    """The shifts of each date, without regard to what closes a part of them."""
    zone = ZoneInfo(rules["tz"])
    for day in days:
        key = day.isoformat()
        if key in rules["overrides"]:
            hours = rules["overrides"][key]
        elif key in rules["holidays"] and rules["holiday_scope"] == "shift":
            hours = []
        else:
            hours = rules["weekly"].get(WEEKDAYS[day.weekday()], [])
        yield from ((day, _span(day, shift, zone)) for shift in hours)


def closures(rules: Rules, days: Iterable[date]) -> Iterator[Span]:
    """Breaks, and whole days that are closed by a holiday or an exception."""
    zone = ZoneInfo(rules["tz"])
    for day in days:
        key = day.isoformat()
        for hours in (*rules["breaks"].get(key, ()), *_weekly_breaks(rules, day)):
            yield _span(day, hours, zone)
        is_closed = not rules["overrides"].get(key, key not in rules["holidays"])
        if rules["holiday_scope"] == "date" and is_closed:
            yield _span(day, ("00:00", "24:00"), zone)


def _weekly_breaks(rules: Rules, day: date) -> list[Shift]:
    found: list[Shift] = rules["weekly_breaks"].get(WEEKDAYS[day.weekday()], [])
    return found


def on_wall(day: date, clock: time, zone: ZoneInfo) -> timedelta:
    """The instant of a wall time, since 1970 UTC; the first one where there are two."""
    return datetime.combine(day, clock.replace(fold=0), zone) - EPOCH


def midnight(day: date, zone: ZoneInfo) -> int:
    return on_wall(day, time(), zone) // SECOND


def _span(day: date, shift: Shift, zone: ZoneInfo) -> Span:
    (start_day, start), (end_day, end) = _clock(shift[0]), _clock(shift[1])
    if (end_day, end) <= (start_day, start):
        end_day += 1
    return (
        on_wall(day + timedelta(start_day), start, zone) // SECOND,
        on_wall(day + timedelta(end_day), end, zone) // SECOND,
    )


def _clock(text: str) -> tuple[int, time]:
    """Days and the time after them: 26:00 is two o'clock on the next day."""
    hours, minutes, *seconds = (int(part) for part in text.split(":"))
    return hours // 24, time(hours % 24, minutes, sum(seconds))
