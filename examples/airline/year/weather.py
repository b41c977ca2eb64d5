"""When the airline is busy: hours of the day, seasons, storms, and the slow weeks of an office."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

import holidays

_DAY = timedelta(days=1)

#: How many come in each hour of their day: few at night, most in the evening before they fly.
EVENINGS = (3, 2, 1, 1, 1, 2, 5, 9, 12, 13, 12, 11, 11, 10, 10, 11, 13, 16, 21, 25, 24, 19, 12, 6)
#: How flights land through the day.
FLIGHTS = (3, 1, 0, 0, 0, 2, 8, 12, 12, 11, 11, 12, 13, 13, 14, 16, 18, 19, 18, 16, 13, 10, 8, 5)
#: Offices, which are asked while they are open.
OFFICE = (0, 0, 0, 0, 0, 0, 0, 2, 8, 14, 16, 14, 9, 11, 14, 13, 10, 5, 2, 1, 0, 0, 0, 0)

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")

#: Monday first: fewer write at the weekend.
_WEEK = (1.2, 1.05, 1.0, 1.05, 1.15, 0.75, 0.8)
#: January first: summer and the end of the year are full.
_MONTHS = (0.8, 0.8, 0.95, 1.0, 1.0, 1.15, 1.35, 1.3, 1.0, 1.0, 0.9, 1.2)


@dataclass(frozen=True, slots=True)
class Storm:
    """Days on which New York cannot fly as planned."""

    month: int
    day: int
    days: int
    #: How many times as much goes wrong.
    strength: float
    name: str


STORMS = (
    Storm(2, 8, 4, 5.0, "snow over New York"),
    Storm(7, 14, 4, 4.0, "thunderstorms along the coast"),
    Storm(8, 24, 2, 3.0, "a line of thunderstorms"),
    Storm(10, 28, 3, 4.5, "the tail of a hurricane"),
    Storm(12, 19, 4, 4.0, "freezing rain before Christmas"),
)


@cache
def storm(day: date) -> Storm | None:
    """The storm of a day, if there is one."""
    for each in STORMS:
        begun = date(day.year, each.month, each.day)
        if begun <= day < begun + each.days * _DAY:
            return each
    return None


@cache
def aftermath(day: date) -> float:
    """How much slower the desk is: while a storm lasts, and the days after, until it caught up."""
    last = max((storm(day - ago * _DAY) is not None) * (6 - ago) for ago in range(6))
    return 1.0 + 0.35 * last


@cache
def easter(day: date) -> bool:
    """Whether the refund office closes its books: the week before Easter and the one after."""
    days = holidays.country_holidays("DE", subdiv="BE", years=day.year, language="en_US")
    (friday,) = days.get_named("Good Friday")
    return bool(friday - 6 * _DAY <= day <= friday + 10 * _DAY)


def arrivals(
    dice: Random,
    count: int,
    start: datetime,
    end: datetime,
    *,
    hours: Sequence[float] = EVENINGS,
    zone: ZoneInfo = BERLIN,
    storms: float = 0.0,
) -> list[datetime]:
    """So many instants within [start, end), in order, as travellers come.

    Args:
        dice: decide.
        count: how many.
        start: aware.
        end: aware.
        hours: how many of them in each hour of the day there.
        zone: where.
        storms: how much a storm adds: 0 nothing, 1 all of its strength.
    """
    days = _days(start.astimezone(zone).date(), end.astimezone(zone).date())
    sums = list(accumulate(_busy(day, storms) for day in days))
    found: list[datetime] = []
    while len(found) < count:
        (day,) = dice.choices(days, cum_weights=sums)
        (hour,) = dice.choices(range(24), hours)
        moment = datetime.combine(day, time(hour), zone) + timedelta(seconds=dice.randrange(3600))
        if start <= (instant := moment.astimezone(UTC)) < end:
            found.append(instant)
    return sorted(found)


def _days(first: date, last: date) -> list[date]:
    return [first + number * _DAY for number in range((last - first).days + 1)]


def _busy(day: date, storms: float) -> float:
    found = storm(day)
    return (
        _WEEK[day.weekday()]
        * _MONTHS[day.month - 1]
        * (1 + storms * (found.strength if found else 0))
    )


def shares(counts: Mapping[str, int], scale: float) -> dict[str, int]:
    """How many of each kind in a smaller or larger year; never none."""
    return {kind: max(1, round(count * scale)) for kind, count in counts.items()}


def stormy(days: Iterable[date]) -> list[date]:
    """Those of the days that had a storm."""
    return [day for day in days if storm(day)]
