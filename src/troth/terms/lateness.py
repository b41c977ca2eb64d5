"""By how much one due function is later than another, and for which arrivals.

The difference of two due functions is piecewise linear, so it is late on whole segments or up to
one crossing in each: nothing is sampled.
"""

from typing import NamedTuple

import numpy as np

from troth.clock.zones import Instants
from troth.terms.function import DueFunction, Piecewise

MINUTE = 60_000_000


def lateness(a: DueFunction, b: DueFunction) -> Piecewise:
    """Due by a minus due by b, for the arrivals that both know; they start and end together."""
    knots = np.concatenate((a.knots, b.knots))
    # A stable sort merges two sorted runs in linear time.
    order = np.argsort(knots, kind="stable")
    knots, from_a = knots[order], order < a.knots.size
    last_of_equals = np.append(knots[1:] != knots[:-1], True)
    segments_a = np.cumsum(from_a)[last_of_equals] - 1
    knots = knots[last_of_equals]
    segments_b = np.flatnonzero(last_of_equals) - segments_a - 1
    at_a, after_a = a.around(knots, segments_a)
    at_b, after_b = b.around(knots, segments_b)
    slopes = a.slopes[segments_a] - b.slopes[segments_b]
    return Piecewise(knots, at_a - at_b, after_a - after_b, slopes, a.end)


class Late(NamedTuple):
    """Open intervals (starts, ends) of arrivals that are late, at most one in each segment.

    An arrival exactly at a knot may be late besides; it has no length.
    """

    segments: Instants
    starts: Instants
    ends: Instants

    def merged(self) -> tuple[Instants, Instants]:
        """Starts and ends, with intervals that touch made one."""
        if not self.starts.size:
            return self.starts, self.ends
        apart = self.starts[1:] != self.ends[:-1]
        return self.starts[np.append(True, apart)], self.ends[np.append(apart, True)]


def failing(late: Piecewise) -> Late:
    """Where a lateness is above 0."""
    segments = np.flatnonzero((late.after > 0) | (late.before > 0))
    starts = late.knots[segments] - np.minimum(late.after[segments], 0)
    ends = late.ends[segments] + np.minimum(late.before[segments], 0)
    return Late(segments, starts, ends)


def worst_arrival(late: Piecewise, where: Late) -> int | None:
    """The arrival that is late by most, the earliest of equals; None if none is late.

    Where no arrival is late by most, because lateness only comes near it, it is the nearest whole
    minute inside, or the nearest microsecond where the interval has no whole minute.
    """
    knot = int(late.at.argmax())
    floor = max(int(late.at[knot]), 0)
    suprema = np.maximum(late.after, late.before)[where.segments]
    arrivals, extents = late.knots[knot : knot + 1], late.at[knot : knot + 1]
    if suprema.size:
        # Only segments that come near what the highest one reaches can matter.
        _, reached = _inside(late, where, suprema.argmax(0, keepdims=True))
        near = np.flatnonzero(suprema >= max(floor, *reached))
        inside, extents_inside = _inside(late, where, near)
        arrivals = np.concatenate((arrivals, inside))
        extents = np.concatenate((extents, extents_inside))
    most = extents.max()
    return int(arrivals[extents == most].min()) if most > 0 else None


def next_arrival(late: Piecewise, where: Late) -> int | None:
    """The soonest arrival that is late; the same rule where it only comes near."""
    knots = late.knots[late.at > 0][:1]
    real = where.starts + 1 < where.ends
    inside = _first_inside(where.starts[real][:1], where.ends[real][:1])
    return min((*knots.tolist(), *inside.tolist()), default=None)


def _inside(late: Piecewise, where: Late, chosen: Instants) -> tuple[Instants, Instants]:
    """The arrival that is late by most inside each chosen interval, and by how much."""
    segments, starts, ends = where.segments[chosen], where.starts[chosen], where.ends[chosen]
    rising = late.slopes[segments] == 1
    arrivals = np.where(rising, _last_inside(starts, ends), _first_inside(starts, ends))
    extents = late.after[segments] + late.slopes[segments] * (arrivals - late.knots[segments])
    # An interval of one microsecond has no arrival inside.
    return arrivals, np.where(starts + 1 < ends, extents, 0)


def _first_inside(starts: Instants, ends: Instants) -> Instants:
    minute = (starts // MINUTE + 1) * MINUTE
    return np.where(minute < ends, minute, starts + 1)


def _last_inside(starts: Instants, ends: Instants) -> Instants:
    minute = (ends - 1) // MINUTE * MINUTE
    return np.where(minute > starts, minute, ends - 1)
