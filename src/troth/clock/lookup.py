"""Open intervals arranged for whole columns: equal buckets of time, so that no row is searched for.

As for single instants there are two counters, of time and of open time; see `table`.
"""

import numpy as np
from numpy.typing import NDArray

from troth.clock.instants import SECOND
from troth.clock.intervals import Spans, clip
from troth.clock.zones import Instants

#: How many of each unit make a second. Hours and days cannot hold every opening.
PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}

#: More (eight years in steps of less than five minutes) would crowd the processor's cache, and
#: searching is as fast.
MOST_BUCKETS = 2**20

FOREVER = np.iinfo(np.int64).max


class Buckets:
    """How many of some boundaries an instant has passed.

    A bucket is no longer than the shortest way between two boundaries, so it holds one at most, and
    one comparison is enough. Its length is a power of two, so that a shift finds it.
    """

    def __init__(self, boundaries: Instants, start: int, end: int) -> None:
        #: The boundaries, and after them `FOREVER`, which is never passed.
        self.boundaries = boundaries
        self.start = start
        shortest = int(np.diff(boundaries[:-1]).min(initial=max(end - start, 1)))
        self.shift = shortest.bit_length() - 1
        #: The boundaries before each bucket; none at all where there would be too many buckets.
        self.before: NDArray[np.uint32] | None = None
        if (end - start) >> self.shift < MOST_BUCKETS:
            edges = (np.arange(((end - start) >> self.shift) + 1) << self.shift) + start
            self.before = np.searchsorted(boundaries, edges).astype(np.uint32)

    def passed(self, at: Instants, *, reached: bool) -> NDArray[np.integer]:
        """The number of boundaries before each instant; with `reached`, of those at it as well."""
        if self.before is None:
            return np.searchsorted(self.boundaries[:-1], at, side="right" if reached else "left")
        bucket = at - self.start
        bucket >>= self.shift
        # All are in range; "clip" spares numpy a look.
        number = self.before.take(bucket, mode="clip")
        following = self.boundaries.take(number, mode="clip")
        number += following <= at if reached else following < at
        return number


class Lookup:
    """Open intervals within [start, end), all in one unit of time.

    They are numbered from 1; number 0 stands for the closed time before them.
    """

    def __init__(self, start: int, end: int, spans: Spans) -> None:
        self.start, self.end = start, end
        opens, closes = spans
        used = np.cumsum(closes - opens)
        self.total = int(used[-1]) if used.size else 0
        #: The position of each close: the open time up to there.
        self.after = np.concatenate(([0], used, [FOREVER]))
        #: By how much positions exceed instants within each interval.
        self.rise = np.concatenate(([-start], used - closes))
        self.opens = Buckets(np.append(opens, FOREVER), start, end)
        self.closes = Buckets(self.after[1:], 0, self.total)

    def positions(self, at: Instants) -> Instants:
        """Open time between the start and each instant, all of them in [start, end]."""
        number = self.opens.passed(at, reached=True)
        position: Instants = self.rise.take(number, mode="clip")
        position += at
        np.minimum(position, self.after.take(number, mode="clip"), out=position)
        return position

    def instants(self, position: Instants, *, at_close: bool) -> Instants | None:
        """The first instant that has each position (`at_close`), or the last one.

        None where one of them lies outside, as in `Table.first_at` and `last_at`.
        """
        if not position.size:
            return position
        # Numbers below zero are large ones without a sign: one look finds both.
        if (position - at_close).view(np.uint64).max() >= self.total:
            return None
        number = self.closes.passed(position, reached=not at_close)
        number += 1
        instant: Instants = self.rise.take(number, mode="clip")
        np.subtract(position, instant, out=instant)
        return instant


def lookup_in(unit: str, start: int, end: int, spans: Spans) -> Lookup:
    """A lookup in some unit for intervals in microseconds, as far as the unit is counted.

    Openings are on whole seconds, so nothing is lost but splinters at the two ends.
    """
    finer, coarser = PER_SECOND[unit] // SECOND, SECOND // PER_SECOND[unit]
    if finer:
        start, end = max(start, -reach(unit)), min(end, reach(unit))
        opens, closes = clip(spans, start, end)
        return Lookup(start * finer, end * finer, Spans(opens * finer, closes * finer))
    opens, closes = spans.opens // coarser, spans.closes // coarser
    real = opens < closes
    return Lookup(start // coarser, end // coarser, Spans(opens[real], closes[real]))


def reach(unit: str) -> int:
    """How far from 1970 a unit is counted, in microseconds: it also holds the time between both."""
    return FOREVER // 2 // max(PER_SECOND[unit] // SECOND, 1)


def micros(value: int, unit: str) -> int:
    """An instant of some unit in microseconds, rounded down."""
    return int(value) * SECOND // PER_SECOND[unit]
