"""The compiled form of a calendar: every open interval of some years, ready to be searched.

Two counters make all arithmetic a bisection. Intervals lie at instants; and each open instant has a
position, the open time between the start of the table and itself.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

import numpy as np

from troth.clock.intervals import Spans
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
        lengths = self.closes - self.opens
        #: Positions of closes and opens: the open time up to there.
        self.after: Instants = np.cumsum(lengths)
        self.before: Instants = self.after - lengths
        #: Those business dates whose close lies within the table.
        self.dates, self.date_closes = dates

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
    def before_list(self) -> list[int]:
        """The positions of opens."""
        values: list[int] = self.before.tolist()
        return values

    @cached_property
    def after_list(self) -> list[int]:
        """The positions of closes."""
        values: list[int] = self.after.tolist()
        return values

    def position(self, at: int) -> int:
        """Open time between the start of the table and an instant."""
        n = bisect_right(self.open_list, at) - 1
        if n < 0:
            return 0
        return self.before_list[n] + min(at, self.close_list[n]) - self.open_list[n]

    def first_at(self, position: int) -> int | None:
        """The first instant at which a position is reached: at a close, that close."""
        n = bisect_left(self.after_list, position)
        if n == len(self.after_list) or position <= 0:
            return None
        return self.open_list[n] + position - self.before_list[n]

    def last_at(self, position: int) -> int | None:
        """The last instant that still has a position: at a close, the next opening."""
        n = bisect_right(self.after_list, position)
        if n == len(self.after_list) or position < 0:
            return None
        return self.open_list[n] + position - self.before_list[n]

    def closing_after(self, at: int) -> int | None:
        """Number of the interval with the first close after an instant."""
        n = bisect_right(self.close_list, at)
        return n if n < len(self.close_list) else None

    def opening_before(self, at: int) -> int | None:
        """Number of the interval with the last opening before an instant."""
        n = bisect_left(self.open_list, at) - 1
        return n if n >= 0 else None

    def positions(self, at: Instants) -> Instants:
        """`position` of many instants."""
        if not self.opens.size:
            return np.zeros_like(at)
        n = np.searchsorted(self.opens, at, side="right") - 1
        within = np.minimum(at, self.closes[n]) - self.opens[n]
        return np.where(n < 0, 0, self.before[n] + within)

    def rolled(self, at: Instants, *, forward: bool) -> Instants | None:
        """Each instant while it is open, else the next opening, or backward the last close."""
        positions = self.positions(at)
        n = np.searchsorted(self.after, positions, side="right" if forward else "left")
        if n.max() == self.after.size or (not forward and positions.min() <= 0):
            return None
        return self.opens[n] + positions - self.before[n]
