"""A due function: the due instant as a piecewise linear function of the arrival."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from troth.clock.zones import Instants


@dataclass(frozen=True, eq=False)
class Piecewise:
    """A function of arrivals in [knots[0], end), linear between knots.

    All arrays are int64 of one length, in microseconds. At a knot the function may jump, before or
    after the knot, so that its value there is kept apart.
    """

    #: Strictly increasing arrivals, since 1970 UTC.
    knots: Instants
    #: Value for an arrival exactly at the knot.
    at: Instants
    #: Value for an arrival just after the knot.
    after: Instants
    #: -1, 0 or 1, from the knot to the next.
    slopes: Instants
    #: Where the last segment ends.
    end: int

    @cached_property
    def ends(self) -> Instants:
        """Where each segment ends."""
        return np.append(self.knots[1:], self.end)

    @cached_property
    def before(self) -> Instants:
        """Value for an arrival just before the end of each segment."""
        return self.after + self.slopes * (self.ends - self.knots)

    def __call__(self, arrivals: Instants) -> Instants:
        """Value for each arrival, all of which lie in [knots[0], end)."""
        return self.around(arrivals, self.segments(arrivals))[0]

    def segments(self, arrivals: Instants) -> Instants:
        """Number of the segment in which, or at whose start, each arrival lies."""
        return np.searchsorted(self.knots, arrivals, side="right") - 1

    def around(self, arrivals: Instants, segments: Instants) -> tuple[Instants, Instants]:
        """Values at the arrivals, and just after them, given the segment of each."""
        waited = arrivals - self.knots[segments]
        after = self.after[segments] + self.slopes[segments] * waited
        return np.where(waited == 0, self.at[segments], after), after


class DueFunction(Piecewise):
    """When something that arrives is due, in microseconds since 1970 UTC.

    Slopes are 0, where the due instant stays, or 1, where it moves on with the arrival.
    """

    @cached_property
    def min_lead(self) -> int:
        """Infimum of due minus arrival, microseconds."""
        return int(self._leads.min())

    @cached_property
    def max_lead(self) -> int:
        """Supremum of due minus arrival, microseconds."""
        return int(self._leads.max())

    @property
    def _leads(self) -> Instants:
        return np.concatenate(
            (self.at - self.knots, self.after - self.knots, self.before - self.ends)
        )

    @property
    def reach(self) -> tuple[int, int]:
        """The first and the last due instant, or what they come near."""
        first = min(self.at.min(), self.after.min())
        return int(first), int(max(self.at.max(), self.before.max()))

    def then(self, following: "DueFunction") -> "DueFunction":
        """The composition: what this hands over at its due instant is due by the following."""
        inner = self._split_where(following.knots)
        handed_over = following.segments(inner.after)
        at, after = following.around(inner.after, handed_over)
        return DueFunction(
            knots=inner.knots,
            at=following(inner.at),
            # Where the hand-over stands still it meets the value there, not what comes after.
            after=np.where(inner.slopes == 1, after, at),
            slopes=inner.slopes * following.slopes[handed_over],
            end=self.end,
        ).compact()

    def _split_where(self, dues: Instants) -> "DueFunction":
        """The same function with a knot more wherever it passes one of these due instants."""
        first = np.searchsorted(dues, self.after, side="right")
        stop = np.searchsorted(dues, self.before, side="left")
        passed = np.maximum(stop - first, 0)
        segment = np.repeat(np.arange(passed.size), passed)
        rank = np.arange(segment.size) - np.repeat(np.cumsum(passed) - passed, passed)
        due = dues[first[segment] + rank]
        knots = np.concatenate((self.knots, self.knots[segment] + due - self.after[segment]))
        order = np.argsort(knots, kind="stable")
        return DueFunction(
            knots=knots[order],
            at=np.concatenate((self.at, due))[order],
            after=np.concatenate((self.after, due))[order],
            slopes=np.concatenate((self.slopes, self.slopes[segment]))[order],
            end=self.end,
        )

    def compact(self) -> "DueFunction":
        """The same function without knots at which nothing happens."""
        bends = np.ones(self.knots.size, np.bool_)
        bends[1:] = (
            (self.slopes[1:] != self.slopes[:-1])
            | (self.at[1:] != self.before[:-1])
            | (self.after[1:] != self.before[:-1])
        )
        return DueFunction(
            self.knots[bends], self.at[bends], self.after[bends], self.slopes[bends], self.end
        )
