"""Rows put together by the calendar that answers them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from troth.clock.columns import Column
from troth.clock.errors import CalendarError
from troth.clock.zones import Instants


def grouped(which: Column, count: int) -> tuple[Instants, list[tuple[int, range]]]:
    """The numbers of the rows, sorted by calendar, and the part of them that each calendar has.

    Args:
        which: for each row the number of its calendar.
        count: how many calendars there are.

    Raises:
        CalendarError: for the number of a calendar that there is not.
    """
    if which.min() < 0 or which.max() >= count:
        wrong = int(which[np.argmax((which < 0) | (which >= count))])
        raise CalendarError(f"calendar {wrong} of {count}; right would be 0 to {count - 1}")
    ends = np.cumsum(np.bincount(which, minlength=count)).tolist()
    every = [(number, range(*edges)) for number, edges in enumerate(pairwise([0, *ends]))]
    return _sorted(which, count), [(number, rows) for number, rows in every if rows]


def parts(rows: range, size: int) -> Iterator[slice]:
    """Consecutive rows, so many at a time."""
    for first in rows[::size]:
        yield slice(first, min(first + size, rows.stop))


def _sorted(which: Column, count: int) -> Instants:
    """The numbers of the rows, sorted by calendar; rows of one calendar stay in order."""
    bits = which.size.bit_length()
    # One number for calendar and row: to sort it is several times faster than to sort by calendar.
    kind = np.uint32 if count << bits <= 2**32 else np.uint64
    rows = np.arange(which.size, dtype=kind)
    keys: NDArray[Any] = np.left_shift(which, bits, dtype=kind, casting="unsafe") | rows
    keys.sort()
    keys &= kind(2**bits - 1)
    return keys.astype(np.int64)
