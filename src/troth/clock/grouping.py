"""Rows put together by the calendar that answers them.

Columns are longer than what a processor keeps near. So no row is fetched from far away: rows are
sorted in pieces, each of which says where among all others its runs of rows begin, and columns are
then written from their first row to their last into as many runs as there are calendars.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from troth.clock.columns import Column
from troth.clock.errors import CalendarError
from troth.clock.zones import Instants

Places = NDArray[np.uint32]

#: Rows that are sorted at a time: their keys stay in the processor's cache.
BITS = 16
PIECE = 2**BITS


class Grouped(NamedTuple):
    """Rows in the order of their calendars; those of one calendar stay in order."""

    #: Where each row goes.
    places: Places
    #: The numbers of calendars, and the places of their rows.
    calendars: list[tuple[int, range]]


def grouped(which: Column, count: int) -> Grouped:
    """Put rows together.

    Args:
        which: for each row the number of its calendar.
        count: how many calendars there are.

    Raises:
        CalendarError: for the number of a calendar that there is not.
    """
    check_numbers(which, count)
    places = np.empty(which.size, np.uint32)
    pieces = [places[part] for part in parts(range(which.size), PIECE)]
    runs = [_sort(which[part], count, places[part]) for part in parts(range(which.size), PIECE)]
    calendars, sizes = (np.concatenate(each) for each in zip(*runs, strict=True))
    order = np.argsort(calendars, kind="stable")
    begins = np.empty_like(sizes)
    begins[order] = _begins(sizes[order])
    following = np.cumsum([len(own) for own, _ in runs])[:-1]
    for rows, (_, own), begin in zip(pieces, runs, np.split(begins, following), strict=True):
        # Each row of a run is as far behind the run's place as it is behind its first row.
        shift = np.repeat((begin - _begins(own)).astype(np.uint32), own)
        shift += np.arange(rows.size, dtype=np.uint32)
        rows[rows] = shift
    return Grouped(places, _calendars(calendars[order], begins[order], which.size))


def check_numbers(which: Column, count: int) -> None:
    """Refuse the number of a calendar that there is not."""
    if which.min() < 0 or which.max() >= count:
        wrong = int(which[np.argmax((which < 0) | (which >= count))])
        raise CalendarError(f"calendar {wrong} of {count}; right would be 0 to {count - 1}")


def parts(rows: range, size: int) -> Iterator[slice]:
    """Consecutive rows, so many at a time."""
    for first in rows[::size]:
        yield slice(first, min(first + size, rows.stop))


def _sort(which: Column, count: int, rows: Places) -> tuple[NDArray[Any], Instants]:
    """Fill in the rows of a piece, sorted by calendar; the calendar and the size of each run."""
    # One number for calendar and row: to sort it is several times faster than to sort by calendar.
    kind = np.uint32 if count << BITS <= 2**32 else np.uint64
    keys: NDArray[Any] = np.left_shift(which, BITS, dtype=kind, casting="unsafe")
    keys |= np.arange(which.size, dtype=kind)
    keys.sort()
    np.bitwise_and(keys, kind(PIECE - 1), out=rows, casting="unsafe")
    keys >>= BITS
    first = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1))
    return keys[first], np.diff(first, append=which.size)


def _begins(sizes: Instants) -> Instants:
    """Where each of some runs begins when one follows the other."""
    begins: Instants = np.cumsum(sizes) - sizes
    return begins


def _calendars(calendars: NDArray[Any], begins: Instants, count: int) -> list[tuple[int, range]]:
    """The places of each calendar's rows, from the first places of all runs."""
    first = np.concatenate(([0], np.flatnonzero(calendars[1:] != calendars[:-1]) + 1))
    edges = pairwise([*begins[first].tolist(), count])
    return [(n, range(*edge)) for n, edge in zip(calendars[first].tolist(), edges, strict=True)]
