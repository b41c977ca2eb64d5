"""The open minutes of a calendar as one map, made by zoneinfo and numpy alone.

It shares no code with troth: each minute is open or it is not, and open time is the number of open
minutes. Where boundaries fall on odd seconds, as they did in most zones before the railways, the
cells of the map are as short as it takes.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property, lru_cache
from math import gcd

import numpy as np
from numpy.typing import NDArray
from tests.clock.fuzz.boundaries import Owned, Span, closures, midnight, shifts
from tests.clock.fuzz.rules import Plan

SECOND = 1_000_000
DAY = 86_400
#: The shortest cells, in seconds, of a map of the reach that is asked for.
FINE = 15
#: How many days a map of shorter cells reaches.
SHORT_REACH = 12
#: A shift may last two days and be moved by another, and zones differ by a day.
MARGIN = 5

Cells = NDArray[np.bool_]
Instants = NDArray[np.int64]


class OutsideMapError(LookupError):
    """A question whose answer lies outside of the map."""


class Count:
    """Cells of which some count. Instants and durations are microseconds."""

    def __init__(self, base: int, grain: int, cells: Cells) -> None:
        self.base, self.grain, self.cells = base, grain, cells
        #: How many cells count before each.
        self.before = np.concatenate(([0], np.cumsum(cells)))

    def at(self, at: int) -> bool:
        return bool(self.cells[self._cell(at)[0]])

    def up_to(self, at: int) -> int:
        """How much counts before an instant."""
        cell, rest = self._cell(at)
        return int(self.before[cell]) * self.grain + (rest if self.cells[cell] else 0)

    def first(self, counted: int) -> int:
        """The first instant before which so much counts; at a close, the close."""
        self._check(counted - 1)
        cell = int(np.searchsorted(self.before, -(-counted // self.grain), side="left")) - 1
        return self._within(cell, counted)

    def last(self, counted: int) -> int:
        """The last instant before which so much counts; at a close, the next opening."""
        self._check(counted)
        cell = int(np.searchsorted(self.before, counted // self.grain, side="right")) - 1
        return self._within(cell, counted)

    def without(self, spans: Iterable[Span]) -> "Count":
        """The same cells, but for those of some spans."""
        cells = self.cells.copy()
        for start, end in spans:
            cells[self._number(start) : self._number(end)] = False
        return Count(self.base, self.grain, cells)

    @cached_property
    def opens(self) -> Instants:
        """Where cells begin to count; not where the map begins."""
        return self.base + self.grain * (np.flatnonzero(self.cells[1:] & ~self.cells[:-1]) + 1)

    @cached_property
    def closes(self) -> Instants:
        """Where cells cease to count; not where the map ends."""
        return self.base + self.grain * (np.flatnonzero(self.cells[:-1] & ~self.cells[1:]) + 1)

    def _check(self, counted: int) -> None:
        if not 0 <= counted < int(self.before[-1]) * self.grain:
            raise OutsideMapError

    def _within(self, cell: int, counted: int) -> int:
        return self.base + cell * self.grain + counted - int(self.before[cell]) * self.grain

    def _cell(self, at: int) -> tuple[int, int]:
        cell, rest = divmod(at - self.base, self.grain)
        if not 0 <= cell < self.cells.size:
            raise OutsideMapError
        return cell, rest

    def _number(self, at: int) -> int:
        return min(max((at - self.base) // self.grain, 0), self.cells.size)


class MinuteMap:
    """Open cells and business dates of a plan, for `reach` days to both sides of its odd night."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.zone = plan, plan.zone
        self.reach = plan.reach
        self._resolve()
        if self.grain < FINE:
            self.reach = SHORT_REACH
            self._resolve()
        self.size = 2 * self.reach * DAY // self.grain
        self.open = Count(self.base * SECOND, self.grain * SECOND, self._open_cells())
        self.dates, self.closes = self._business_dates()

    @lru_cache(maxsize=4)  # noqa: B019 - a few maps at most
    def running(self, pauses: tuple[Span, ...]) -> Count:
        """The open cells outside of pauses, in microseconds."""
        return self.open.without(pauses) if pauses else self.open

    def _resolve(self) -> None:
        reach = self.reach + MARGIN
        days = [self.plan.odd + timedelta(days=n) for n in range(-reach, reach + 1)]
        parts = self.plan.parts
        self.shifts = [list(shifts(rules, days)) for rules in parts]
        self.closed = [[*closures(rules, days), *self.plan.closures] for rules in parts]
        self.owned: list[Owned] = self.shifts[0]
        if len(parts) > 1:
            # Each date of a sum owns the open time between its midnights.
            nights = [midnight(day, self.zone) for day in days]
            self.owned = [
                (day, (night, next_night))
                for day, night, next_night in zip(days, nights, nights[1:], strict=False)
            ]
        spans = [span for owned in (*self.shifts, self.owned) for _, span in owned]
        spans += [span for closed in self.closed for span in closed]
        edge = spans[0][0] if spans else 0
        self.grain = gcd(60, *(at - edge for span in spans for at in span))
        first = midnight(self.plan.odd - timedelta(days=self.reach), self.zone)
        self.base = first - (first - edge) % self.grain

    def _open_cells(self) -> Cells:
        found = np.zeros(self.size, np.bool_)
        for part, closed in zip(self.shifts, self.closed, strict=True):
            found |= self._cells(span for _, span in part) & ~self._cells(closed)
        return found

    def _cells(self, spans: Iterable[Span]) -> Cells:
        found = np.zeros(self.size, np.bool_)
        for start, end in spans:
            low, high = self._number(start), self._number(end)
            found[low:high] = True
        return found

    def _number(self, at: int) -> int:
        return min(max((at - self.base) // self.grain, 0), self.size)

    def _business_dates(self) -> tuple[Instants, Instants]:
        """Ordinals of the dates that own open time, and the end of the open time of each."""
        last_open = np.maximum.accumulate(np.where(self._own_open(), np.arange(self.size), -1))
        found: dict[int, int] = {}
        for day, (start, end) in self.owned:
            low, high = self._number(start), self._number(end)
            if low < high and last_open[high - 1] >= low:
                number = day.toordinal()
                found[number] = max(found.get(number, 0), int(last_open[high - 1]) + 1)
        dates = np.array(sorted(found), np.int64)
        # A date never closes before an earlier one.
        ends = np.maximum.accumulate(np.array([found[day] for day in dates.tolist()], np.int64))
        # Dates near the ends of the map may own open time outside of it.
        margin = MARGIN * DAY // self.grain
        known = (margin < ends) & (ends < self.size - margin)
        return dates[known], (self.base + ends * self.grain)[known] * SECOND

    def _own_open(self) -> Cells:
        """What is open of a shift: in a single calendar all that is not closed."""
        return self.open.cells if len(self.plan.parts) > 1 else ~self._cells(self.closed[0])
