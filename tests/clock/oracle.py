"""A slow calendar to compare with: one map of open minutes, walked minute by minute.

It shares no code with troth, knows only whole minutes, and lets zoneinfo resolve each boundary.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: Rules in the form of the conformance vectors: tz, weekly, holidays, overrides, ...
Rules = dict[str, Any]
Shift = tuple[str, str]


class Oracle:
    """Open minutes of some rules from one date to another; both well outside of the questions."""

    def __init__(self, rules: Rules, first: date, last: date) -> None:
        self.zone = ZoneInfo(rules["tz"])
        self.base = minute(datetime(first.year, first.month, first.day, tzinfo=UTC))
        self.open = bytearray(((last - first).days + 1) * 1440)
        self.closes: dict[date, int] = {}
        days = [first + timedelta(days=n) for n in range(-3, (last - first).days + 4)]
        closed = bytearray(len(self.open))
        for day in days:
            for start, end in self._closures(rules, day):
                self._mark(closed, start, end)
        for day in days:
            for start, end in self._shifts(rules, day):
                self._open(day, start, end, closed)

    def _shifts(self, rules: Rules, day: date) -> Iterable[tuple[int, int]]:
        overrides = rules.get("overrides", {})
        if day.isoformat() in overrides:
            return self._resolve(day, overrides[day.isoformat()])
        if day.isoformat() in rules.get("holidays", ()) and rules.get("holiday_scope") == "shift":
            return ()
        return self._resolve(day, rules["weekly"].get(WEEKDAYS[day.weekday()], ()))

    def _closures(self, rules: Rules, day: date) -> Iterable[tuple[int, int]]:
        key, weekday = day.isoformat(), WEEKDAYS[day.weekday()]
        spans = [*rules.get("breaks", {}).get(key, ())]
        spans += rules.get("weekly_breaks", {}).get(weekday, ())
        whole = rules.get("holiday_scope", "date") == "date"
        overrides = rules.get("overrides", {})
        holiday = key in rules.get("holidays", ()) and key not in overrides
        if whole and (holiday or overrides.get(key) == []):
            spans.append(("00:00", "24:00"))
        return self._resolve(day, spans)

    def _resolve(self, day: date, shifts: Iterable[Shift]) -> list[tuple[int, int]]:
        resolved = []
        for start, end in shifts:
            next_day = day + timedelta(days=1) if end <= start else day
            resolved.append((self._minute(day, start), self._minute(next_day, end)))
        return resolved

    def _minute(self, day: date, clock: str) -> int:
        hours, minutes = (int(part) for part in clock.split(":"))
        day += timedelta(days=hours // 24)
        wall = datetime(day.year, day.month, day.day, hours % 24, minutes, tzinfo=self.zone)
        return minute(wall)

    def _mark(self, minutes: bytearray, start: int, end: int) -> None:
        for at in range(max(start - self.base, 0), min(end - self.base, len(minutes))):
            minutes[at] = 1

    def _open(self, day: date, start: int, end: int, closed: bytearray) -> None:
        for at in range(max(start - self.base, 0), min(end - self.base, len(closed))):
            if not closed[at]:
                self.open[at] = 1
                self.closes[day] = max(self.closes.get(day, 0), at + 1 + self.base)

    def is_open(self, at: int) -> bool:
        """Raises LookupError where the question leaves the map."""
        if at < self.base:
            raise LookupError
        return bool(self.open[at - self.base])

    def counts(self, at: int, pauses: Iterable[tuple[int, int]] = ()) -> bool:
        return self.is_open(at) and not any(start <= at < end for start, end in pauses)

    def due(self, start: int, after: int, pauses: list[tuple[int, int]], boundary: str) -> int:
        """Minutes in, minute out."""
        at = start
        if after < 0:
            while after < 0:
                at -= 1
                after += self.counts(at, pauses)
            while boundary == "next_open" and not self.counts(at - 1, pauses):
                at -= 1
            return at
        roll = boundary == "next_open" or after == 0
        while after > 0:
            after -= self.counts(at, pauses)
            at += 1
        while roll and not self.counts(at, pauses):
            at += 1
        return at

    def elapsed(self, start: int, end: int, pauses: list[tuple[int, int]]) -> int:
        if end < start:
            return -self.elapsed(end, start, pauses)
        return sum(self.counts(at, pauses) for at in range(start, end))

    def next_close(self, at: int) -> int:
        while not self.is_open(at):
            at += 1
        while self.is_open(at):
            at += 1
        return at

    def prev_open(self, at: int) -> int:
        while not self.is_open(at - 1):
            at -= 1
        while self.is_open(at - 1):
            at -= 1
        return at

    def due_days(self, start: int, days: int) -> int:
        """Due at the close of the n-th business date after that of receipt."""
        closes: list[int] = []
        for day in sorted(self.closes):
            # A date never closes before an earlier one.
            closes.append(max([self.closes[day], *closes[-1:]]))
        return [close for close in closes if close > start][days]

    def same_time(self, start: int, days: int) -> int:
        """The same wall time on the n-th business date, rolled to open time."""
        local = moment(start).astimezone(self.zone)
        if days > 0:
            day = sorted(d for d in self.closes if d > local.date())[days - 1]
        elif days < 0:
            day = sorted(d for d in self.closes if d < local.date())[days]
        else:
            day = local.date()
        wall = datetime.combine(day, local.time().replace(fold=0), self.zone)
        return self.due(minute(wall), 0, [], "end") if days >= 0 else self.roll_back(minute(wall))

    def roll_back(self, at: int) -> int:
        while not self.is_open(at - 1):
            at -= 1
        return at


def minute(at: datetime) -> int:
    """Whole minutes since 1970 UTC."""
    return int(at.timestamp()) // 60


def moment(at: int) -> datetime:
    """The instant of a whole minute."""
    return datetime.fromtimestamp(at * 60, UTC)
