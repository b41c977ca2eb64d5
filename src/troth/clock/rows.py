"""Durations in business time, row by row of columns of int64 in one unit."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from troth.clock.columns import NAT
from troth.clock.durations import Boundary, leads_to_close
from troth.clock.errors import CalendarError
from troth.clock.lookup import Lookup, micros, reach
from troth.clock.table import Table
from troth.clock.timeline import Timeline
from troth.clock.zones import Instants

Flags = NDArray[np.bool_]


def due(
    timeline: Timeline, starts: Instants, after: Instants, unit: str, boundary: Boundary
) -> Instants:
    """When each duration from each start is used up, as in `durations.due`; NaT stays NaT."""

    def answer(starts: Instants, after: Instants) -> Instants:
        at_close = leads_to_close(int(after[0]), boundary)

        def ask(table: Table) -> Instants | None:
            lookup = table.lookup(unit)
            position = lookup.positions(starts)
            position += after
            return lookup.instants(position, at_close=at_close)

        return search(timeline, ask, starts, unit, forward=bool(after[0] >= 0))

    return by_kind(answer, starts, after)


def elapsed(timeline: Timeline, starts: Instants, ends: Instants, unit: str) -> Instants:
    """Open time from each start to each end, as in `durations.elapsed`; NaT stays NaT."""
    low = min(starts.min(), ends.min())
    if low == NAT:
        known = (starts > NAT) & (ends > NAT)
        found = np.full(starts.shape, NAT)
        if known.any():
            found[known] = elapsed(timeline, starts[known], ends[known], unit)
        return found
    lookup = covering(timeline, low, max(starts.max(), ends.max()), unit)
    passed = lookup.positions(ends)
    passed -= lookup.positions(starts)
    return passed


def covering(timeline: Timeline, first: int, last: int, unit: str) -> Lookup:
    """A lookup that knows all instants from the first to the last."""
    low, high = micros(first, unit), micros(last, unit) + 1
    _check_reach(low, high, unit)
    return timeline.covering(low, high).lookup(unit)


def by_kind(
    answer: Callable[..., Instants], starts: Instants, after: Instants, *others: Instants
) -> Instants:
    """Answer to the rows that count forward, not at all, and backward, each by themselves."""
    if _are_of_one_kind(after) and starts.min() > NAT:
        return answer(starts, after, *others)
    found = np.full(starts.shape, NAT)
    known = (starts > NAT) & (after > NAT)
    for kind in (known & (after > 0), known & (after == 0), known & (after < 0)):
        if kind.any():
            found[kind] = answer(*(column[kind] for column in (starts, after, *others)))
    return found


def search(
    timeline: Timeline,
    ask: Callable[[Table], Instants | None],
    starts: Instants,
    unit: str,
    *,
    forward: bool,
) -> Instants:
    """`Timeline.search` for rows; what the unit cannot hold is refused."""
    first, last = micros(starts.min(), unit), micros(starts.max(), unit) + 1
    _check_reach(first, last, unit)

    def ask_within_reach(table: Table) -> Instants | None:
        found = ask(table)
        if found is None:
            _check_reach(0 if forward else table.start, table.end if forward else 0, unit)
        return found

    if forward:
        return timeline.search(ask_within_reach, first, last - first, forward=True)
    return timeline.search(ask_within_reach, last, first - last, forward=False)


def _are_of_one_kind(after: Instants) -> bool:
    shortest = after.min()
    if shortest > 0:
        return True
    longest = after.max()
    return bool(NAT < shortest <= longest < 0 or shortest == longest == 0)


def _check_reach(first: int, last: int, unit: str) -> None:
    """Refuse instants whose distances the unit cannot hold."""
    if max(-first, last) > reach(unit):
        raise CalendarError(
            f"the answer lies beyond what datetime64[{unit}] can count, 146 years from 1970; "
            "right would be datetime64[us]"
        )
