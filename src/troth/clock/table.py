"""The compiled form of a calendar: every open interval of some years, ready to be searched.

Two counters make all arithmetic a bisection. Intervals lie at instants; and each open instant has a
position, the open time between the start of the table and itself.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

import numpy as np

from troth.clock.intervals import Spans
from troth.clock.lookup import FOREVER, Lookup, lookup_in
from troth.clock.zones import Instants


class BusinessDates(NamedTuple):
    """Dates that own open time, in order, as proleptic ordinals."""

    dates: Instants
    #: The end of the last shift of each.
    closes: Instants


class Table:
    """Open intervals within [start, end), microseconds since 1970 UTC.

    Searches return None where the answer lies beyond the table's edge.
    """

    def __init__(self, start: int, end: int, spans: Spans, dates: BusinessDates) -> None:
        self.start, self.end = start, end
        self.opens, self.closes = spans
        #: Those business dates whose close lies within the table.
        self.dates, self.date_closes = dates
        self._lookups: dict[str, Lookup] = {}

    @cached_property
    def open_list(self) -> list[int]:
        """The opens for searches of single instants, where lists are faster than arrays."""
        values: list[int] = self.opens.tolist()
        return values

    @cached_property
    def close_list(self) -> list[int]:
        """The closes."""
        values: list[int] = self.closes.tolist()
        return values

    @cached_property
    def _after_list(self) -> list[int]:
        """The positions of closes, after that of the table's start."""
        return [0, *np.cumsum(self.closes - self.opens).tolist()]

    @cached_property
    def _rise_list(self) -> list[int]:
        """By how much positions exceed instants within each interval; before all by any number."""
        used = np.cumsum(self.closes - self.opens)
        return [FOREVER, *(used - self.closes).tolist()]

    def position(self, at: int) -> int:
        """Open time between the start of the table and an instant."""
        n = bisect_right(self.open_list, at)
        position, most = at + self._rise_list[n], self._after_list[n]
        return position if position < most else most

    def first_at(self, position: int) -> int | None:
        """The first instant at which a position is reached: at a close, that close."""
        after = self._after_list
        n = bisect_left(after, position)
        if n == len(after) or position <= 0:
            return None
        return position - self._rise_list[n]

    def last_at(self, position: int) -> int | None:
        """The last instant that still has a position: at a close, the next opening."""
        after = self._after_list
        n = bisect_right(after, position)
        if n == len(after) or position < 0:
            return None
        return position - self._rise_list[n]

    def closing_after(self, at: int) -> int | None:
        """Number of the interval with the first close after an instant."""
        n = bisect_right(self.close_list, at)
        return n if n < len(self.close_list) else None

    def opening_before(self, at: int) -> int | None:
        """Number of the interval with the last opening before an instant."""
        n = bisect_left(self.open_list, at) - 1
        return n if n >= 0 else None

    def lookup(self, unit: str) -> Lookup:
        """The table for whole columns of a unit."""
        found = self._lookups.get(unit)
        if found is None:
            # Threads that come at once may each make one; they are equal.
            found = lookup_in(unit, self.start, self.end, Spans(self.opens, self.closes))
            self._lookups[unit] = found
        return found

    def rolled(self, at: Instants, *, forward: bool) -> Instants | None:
        """Each instant while it is open, else the next opening, or backward the last close."""
        lookup = self.lookup("us")
        return lookup.instants(lookup.positions(at), at_close=not forward)
