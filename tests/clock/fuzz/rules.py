"""Random calendars of every zone, near a night on which its clock changes.

The rules are plain data in the form of the conformance vectors, so that a case can be printed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from tests.clock.oracle import WEEKDAYS, Rules, Shift

from troth.clock import Calendar, closures_from_ical
from troth.clock.zone_names import known

Chance = np.random.Generator
Choice = TypeVar("Choice")

DAY_MINUTES = 1440


@dataclass(frozen=True)
class Plan:
    """What a calendar is made of: one set of rules, or a sum of two, less its closures."""

    parts: tuple[Rules, ...]
    #: Closed spans of a company, seconds since 1970 UTC.
    closures: tuple[tuple[int, int], ...]
    #: The night in question, in the zone of the first part.
    odd: date
    #: How many days before and after that night the questions may reach.
    reach: int

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.parts[0]["tz"])

    def calendar(self) -> Calendar:
        parts = [_calendar(rules) for rules in self.parts]
        whole = parts[0] if len(parts) == 1 else Calendar.sum(parts, self.zone)
        if not self.closures:
            return whole
        return Calendar.difference(whole, [closures_from_ical(_ical(self.closures), "UTC")])


@cache
def every_zone() -> list[str]:
    """The names of the IANA database; `localtime` is this machine's own."""
    return sorted(known())


def random_plan(chance: Chance, number: int) -> Plan:
    """The plan of the calendar of a number; consecutive numbers take the zones in turn."""
    zone = every_zone()[number % len(every_zone())]
    odd = _odd_date(chance, ZoneInfo(zone))
    parts = [_rules(chance, zone, odd)]
    if chance.random() < 0.08:
        parts.append(_rules(chance, one(chance, every_zone()), odd))
    closures = _closures(chance, odd) if chance.random() < 0.08 else ()
    reach = 500 if chance.random() < 0.03 else 60
    return Plan(tuple(parts), closures, odd, reach)


def _odd_date(chance: Chance, zone: ZoneInfo) -> date:
    """A date on which the zone's offset changes, or any where no change is soon found."""
    for _ in range(4):
        first, last = one(chance, [(1880, 1970), (1970, 2038), (1970, 2038), (2038, 2200)])
        new_year = datetime(int(chance.integers(first, last)), 1, 1, 12, tzinfo=UTC)
        noons = [new_year + timedelta(days=n) for n in range(366)]
        offsets = [noon.astimezone(zone).utcoffset() for noon in noons]
        changed = [n for n in range(365) if offsets[n] != offsets[n + 1]]
        if changed:
            return (noons[one(chance, changed)] + timedelta(days=1)).date()
    return one(chance, noons).date()


def _rules(chance: Chance, zone: str, odd: date) -> Rules:
    step = 1 if chance.random() < 0.3 else 15
    if chance.random() < 0.05:
        weekly: dict[str, list[Shift]] = {day: [("00:00", "24:00")] for day in WEEKDAYS}
    else:
        weekly = {day: _day(chance, step) for day in WEEKDAYS if chance.random() < 0.7}
    if chance.random() < 0.04:
        weekly[one(chance, WEEKDAYS)] = [("08:59:45", "17:30:15")]
    breaks = {key: _breaks(chance, step) for key in _dates(chance, odd, 2)}
    weekly_days = [day for day in WEEKDAYS if chance.random() < 0.15]
    return {
        "tz": zone,
        "weekly": weekly,
        "holidays": _dates(chance, odd, 3),
        "overrides": {
            key: _day(chance, step) if chance.random() < 0.7 else []
            for key in _dates(chance, odd, 3)
        },
        "breaks": breaks,
        "weekly_breaks": {day: _breaks(chance, step) for day in weekly_days},
        "holiday_scope": one(chance, ["date", "shift"]),
    }


def _day(chance: Chance, step: int) -> list[Shift]:
    """The shifts of a day: split, over midnight, around the clock, or longer than a day."""
    form = one(chance, ["office", "split", "night", "any", "two", "whole", "long"])
    if form == "office":
        return [("09:00", "17:30")]
    if form == "split":
        return [("09:00", "12:00"), ("13:00", "17:30")]
    if form == "night":
        return [("22:00", "06:00")]
    if form == "whole":
        return [("00:00", "24:00")]
    start = _minute(chance, 0, DAY_MINUTES - 1, step)
    if form == "long":
        return [(_clock(start), _clock(_minute(chance, DAY_MINUTES, 2 * DAY_MINUTES, step)))]
    return [_any_shift(chance, step) for _ in range(1 if form == "any" else 2)]


def _any_shift(chance: Chance, step: int) -> Shift:
    """Up to a day less a step; it may run over midnight."""
    start = _minute(chance, 0, DAY_MINUTES - 1, step)
    end = start + _minute(chance, step, DAY_MINUTES - step, step)
    return _clock(start), _clock(end if end <= DAY_MINUTES else end - DAY_MINUTES)


def _breaks(chance: Chance, step: int) -> list[Shift]:
    spans = []
    for _ in range(int(chance.integers(1, 3))):
        start = _minute(chance, 0, DAY_MINUTES - 1, step)
        end = min(start + _minute(chance, step, 240, step), DAY_MINUTES)
        spans.append((_clock(start), _clock(end)))
    return spans


def _calendar(rules: Rules) -> Calendar:
    return Calendar.from_weekly(
        rules["weekly"],
        rules["tz"],
        rules["holidays"],
        rules["overrides"],
        breaks=rules["breaks"],
        weekly_breaks=rules["weekly_breaks"],
        holiday_scope=rules["holiday_scope"],
    )


def _ical(closures: Iterable[tuple[int, int]]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fuzz//"]
    for n, span in enumerate(closures):
        start, end = (datetime.fromtimestamp(edge, UTC).strftime("%Y%m%dT%H%M%SZ") for edge in span)
        lines += ["BEGIN:VEVENT", f"UID:{n}", f"DTSTART:{start}", f"DTEND:{end}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _closures(chance: Chance, odd: date) -> tuple[tuple[int, int], ...]:
    noon = int(datetime(odd.year, odd.month, odd.day, 12, tzinfo=UTC).timestamp())
    starts = [noon + 60 * int(chance.integers(-8000, 8000)) for _ in range(3)]
    return tuple((start, start + 60 * int(chance.integers(1, 4000))) for start in starts)


def _dates(chance: Chance, odd: date, most: int) -> list[str]:
    """Some dates, most of them close to the night in question."""
    reach = 3 if chance.random() < 0.6 else 12
    days = {int(chance.integers(-reach, reach + 1)) for _ in range(chance.integers(0, most + 1))}
    return [(odd + timedelta(days=n)).isoformat() for n in sorted(days)]


def _minute(chance: Chance, low: int, high: int, step: int) -> int:
    return int(chance.integers(low // step, high // step + 1)) * step


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def one(chance: Chance, choices: Sequence[Choice]) -> Choice:
    return choices[int(chance.integers(len(choices)))]
