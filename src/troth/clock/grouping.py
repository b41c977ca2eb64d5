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
    bits = which.size.bit_length()
    # One number for calendar and row: to sort it is several times faster than to sort by calendar.
    kind = np.uint32 if count << bits <= 2**32 else np.uint64
    keys: NDArray[Any] = np.left_shift(which, bits, dtype=kind, casting="unsafe")
    keys |= np.arange(which.size, dtype=kind)
    keys.sort()
    calendars = keys >> bits
    starts = [0, *(np.flatnonzero(calendars[1:] != calendars[:-1]) + 1).tolist()]
    numbers = calendars[starts].tolist()
    keys &= kind(2**bits - 1)
    edges = pairwise([*starts, which.size])
    return keys.astype(np.int64), [
        (n, range(*edge)) for n, edge in zip(numbers, edges, strict=True)
    ]


def parts(rows: range, size: int) -> Iterator[slice]:
    """Consecutive rows, so many at a time."""
    for first in rows[::size]:
        yield slice(first, min(first + size, rows.stop))
