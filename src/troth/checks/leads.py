"""Bounds on how much later one term may fall due than another, without comparing them.

The lead of a term is due minus arrival. Its least and its most in each day of the horizon are kept
in one row, so that one subtraction bounds a term against many: comparisons are made only of those
that may be worse than the worst known.
"""

from collections.abc import Callable, Sequence

import numpy as np

from troth.clock.instants import DAY
from troth.clock.zones import Instants
from troth.terms import DueFunction, Held, Horizon, due_function, earliest_function

Function = Callable[[Held, Horizon], DueFunction]


class Leads:
    """Least and most leads of terms by day of the horizon, microseconds."""

    def __init__(self, horizon: Horizon) -> None:
        self._horizon = horizon
        self._days = np.arange(horizon.start_us, horizon.end_us, DAY)
        self._rows: dict[tuple[int, Function], int] = {}
        self._known: list[Held] = []
        self._least = np.empty((64, self._days.size), np.int64)
        self._most = np.empty((64, self._days.size), np.int64)

    def most_later(self, pairs: Sequence[tuple[Held, Held]]) -> Instants:
        """For each pair, at least the most by which the first falls due after the second."""
        return self._bounds(pairs, due_function)

    def most_begun_later(self, pairs: Sequence[tuple[Held, Held]]) -> Instants:
        """For each pair, at least the most by which the first begins after the second ends."""
        return self._bounds(pairs, earliest_function)

    def _bounds(self, pairs: Sequence[tuple[Held, Held]], function: Function) -> Instants:
        if not pairs:
            return np.empty(0, np.int64)
        later = [self._row(held, function) for held, _ in pairs]
        earlier = [self._row(held, due_function) for _, held in pairs]
        bounds: Instants = (self._most[later] - self._least[earlier]).max(axis=1)
        return bounds

    def _row(self, held: Held, function: Function) -> int:
        # The identity stands for the term: it is looked up far more often than it is made.
        row = self._rows.get((id(held), function))
        if row is None:
            row = self._rows[id(held), function] = len(self._known)
            self._known.append(held)
            if row == len(self._least):
                self._least = np.concatenate((self._least, np.empty_like(self._least)))
                self._most = np.concatenate((self._most, np.empty_like(self._most)))
            leads = _by_day(function(held, self._horizon), self._days)
            self._least[row], self._most[row] = leads
        return row


def _by_day(due: DueFunction, days: Instants) -> tuple[Instants, Instants]:
    """Least and most lead in each day. Leads are straight between knots, so their ends suffice."""
    knots = np.union1d(due.knots, days)
    ends = np.append(knots[1:], due.end)
    at, after = due.around(knots, due.segments(knots))
    slopes = due.slopes[due.segments(knots)]
    before = after + slopes * (ends - knots)
    first = np.searchsorted(knots, days)
    least = np.minimum(np.minimum(at, after) - knots, before - ends)
    most = np.maximum(np.maximum(at, after) - knots, before - ends)
    return np.minimum.reduceat(least, first), np.maximum.reduceat(most, first)
