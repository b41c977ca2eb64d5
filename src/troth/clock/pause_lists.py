"""Pauses of many rows as ragged lists: starts and ends of all of them, and where each row's begin.

The form of Arrow's lists: row n has the pauses from `offsets[n]` up to `offsets[n + 1]`.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from troth.clock.columns import NAT, Column, moments, numbers, whole_numbers
from troth.clock.errors import CalendarError
from troth.clock.lookup import FOREVER
from troth.clock.zones import Instants

#: Starts, ends (NaT while a pause lasts) and offsets.
Pauses = tuple[ArrayLike, ArrayLike, ArrayLike]


class Paused(NamedTuple):
    """Pauses of some rows, row after row, in order and apart from each other."""

    #: The number of the row of each pause.
    rows: Instants
    starts: Instants
    ends: Instants
    #: For each row where its first pause starts, among all of these; and the number of all.
    firsts: Instants
    #: For each row when the pause starts that still lasts; without one, never.
    held_from: Instants

    def sums(self, values: Instants) -> Instants:
        """The sum of the values of each row's pauses."""
        running = _running(values)
        return running[self.firsts[1:]] - running[self.firsts[:-1]]

    def sums_before(self, values: Instants) -> Instants:
        """For each pause the sum of the values of those before it in its row."""
        running = _running(values)
        return running[:-1] - running[self.firsts[self.rows]]


class PauseLists:
    """The pauses of all rows, unit by unit and piece by piece made ready for use."""

    def __init__(self, pauses: Pauses, rows: int) -> None:
        starts, ends, offsets = pauses
        self.starts, self.ends = moments("pause starts", starts), moments("pause ends", ends)
        self.offsets = whole_numbers("pause offsets", offsets)
        if self.starts.ndim != 1 or self.starts.shape != self.ends.shape:
            raise CalendarError(
                f"pause starts of shape {self.starts.shape} and ends of shape {self.ends.shape}; "
                "right would be one of each for every pause"
            )
        if self.offsets.shape != (rows + 1,):
            raise CalendarError(
                f"pause offsets of shape {self.offsets.shape} for {rows} rows; "
                f"right would be ({rows + 1},)"
            )

    def columns(self) -> tuple[Column, Column]:
        """The starts and the ends."""
        return self.starts, self.ends

    def of(self, rows: Instants, unit: str) -> Paused:
        """The pauses of some rows, numbers in a unit.

        Raises:
            CalendarError: for a pause that ends before it starts, and for offsets out of order.
        """
        at, firsts = self._places(rows)
        starts, ends = (numbers(column[at], unit) for column in self.columns())
        lasts = ends == NAT
        wrong = (starts == NAT) | ((ends < starts) & ~lasts)
        if wrong.any():
            n = int(at[np.argmax(wrong)])
            raise CalendarError(
                f"the pause from {self.starts[n]} to {self.ends[n]}, number {n}, has no start or "
                "ends before it; right would be an end that is later, or NaT while it lasts"
            )
        row = np.repeat(np.arange(rows.size), np.diff(firsts))
        held_from = np.full(rows.size, FOREVER)
        np.minimum.at(held_from, row[lasts], starts[lasts])
        return Paused(row, *_apart(row, starts, np.where(lasts, FOREVER, ends)), firsts, held_from)

    def _places(self, rows: Instants) -> tuple[Instants, Instants]:
        """Where the pauses of some rows stand, and where among these those of each row start."""
        begin, end = (self.offsets[rows + n].astype(np.int64) for n in (0, 1))
        if (begin < 0).any() or (end < begin).any() or (end > self.starts.size).any():
            raise CalendarError(
                f"pause offsets are out of order; right would be 0 to {self.starts.size}, rising"
            )
        firsts = _running(end - begin)
        return np.arange(firsts[-1]) + np.repeat(begin - firsts[:-1], end - begin), firsts


def _apart(row: Instants, starts: Instants, ends: Instants) -> tuple[Instants, Instants]:
    """The pauses sorted within their rows; what an earlier one covers is taken off the later."""
    same_row = row[1:] == row[:-1]
    if (same_row & (starts[1:] < starts[:-1])).any():
        order = np.lexsort((starts, row))
        starts, ends = starts[order], ends[order]
    reach = _highest_so_far(row, ends)
    covered = np.where(same_row, reach[:-1], NAT)
    starts[1:] = np.maximum(starts[1:], covered)
    ends[1:] = np.maximum(ends[1:], covered)
    return starts, ends


def _highest_so_far(row: Instants, values: Instants) -> Instants:
    """The highest value of each row up to each place, by steps of 1, 2, 4, ... places."""
    step = 1
    while step < row.size and (same_row := row[step:] == row[:-step]).any():
        earlier = np.where(same_row, values[:-step], NAT)
        values = np.concatenate((values[:step], np.maximum(values[step:], earlier)))
        step *= 2
    return values


def _running(values: NDArray[Any]) -> Instants:
    """Sums of the values before each place, and of all."""
    sums: Instants = np.concatenate(([0], np.cumsum(values)))
    return sums
