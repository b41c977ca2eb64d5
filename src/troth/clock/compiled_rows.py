"""`rows` compiled by numba: the same arithmetic without intermediate columns, one row at a time.

Nothing is kept on disk: compiling takes about a second. See `kernel` for when it is worth it.
"""

from typing import Any

import numba
import numpy as np
from numba import types
from numpy.typing import NDArray

from troth.clock import rows
from troth.clock.columns import NAT
from troth.clock.durations import Boundary
from troth.clock.lookup import Buckets
from troth.clock.timeline import Timeline
from troth.clock.zones import Instants

_READ = types.Array(types.int64, 1, "C", readonly=True)
_WRITTEN = types.Array(types.int64, 1, "C")
_COUNTS = types.Array(types.uint32, 1, "C", readonly=True)
_BUCKETS = types.Tuple(  # type: ignore[no-untyped-call]
    (types.int64, types.uint64, _COUNTS, _READ)
)
_LOOKUP = types.Tuple(  # type: ignore[no-untyped-call]
    (types.int64, types.int64, _BUCKETS, _BUCKETS, _READ, _READ)
)

Side = tuple[int, np.uint64, NDArray[np.uint32], Instants]
Arguments = tuple[int, int, Side, Side, Instants, Instants]


def due(
    timeline: Timeline, starts: Instants, after: Instants, unit: str, boundary: Boundary
) -> Instants:
    """As `rows.due`, which takes over where the table must grow or has no buckets."""
    found = np.empty_like(starts)
    known = _arguments(timeline, unit)
    if known and _due_compiled(known, starts, after, boundary == "next_open", found):
        return found
    return rows.due(timeline, starts, after, unit, boundary)


def elapsed(timeline: Timeline, starts: Instants, ends: Instants, unit: str) -> Instants:
    """As `rows.elapsed`, in the same way."""
    found = np.empty_like(starts)
    known = _arguments(timeline, unit)
    if known and _elapsed_compiled(known, starts, ends, found):
        return found
    return rows.elapsed(timeline, starts, ends, unit)


def _arguments(timeline: Timeline, unit: str) -> Arguments | None:
    """What is compiled of the timeline so far, in plain values."""
    table = timeline.compiled.table
    if table is None:
        return None
    lookup = table.lookup(unit)
    opens, closes = _side(lookup.opens), _side(lookup.closes)
    if opens is None or closes is None:
        return None
    return lookup.start, lookup.end, opens, closes, lookup.rise, lookup.after


def _side(buckets: Buckets) -> Side | None:
    if buckets.before is None:
        return None
    return buckets.start, np.uint64(buckets.shift), buckets.before, buckets.boundaries


def _count(buckets: Side, at: np.int64) -> np.uint64:
    """How many boundaries lie at or before an instant."""
    start, shift, before, boundaries = buckets
    # Unsigned, or numba would look for indices that count from the end.
    number = np.uint64(before[np.uint64(at - start) >> shift])
    return np.uint64(number + np.uint64(boundaries[number] <= at))


_passed: Any = numba.njit(_count)


def _open_time(known: Arguments, at: np.int64) -> np.int64:
    """Open time between the start of the table and an instant."""
    _, _, opens, _, rise, after = known
    number = _passed(opens, at)
    return np.int64(min(at + rise[number], after[number]))


_position: Any = numba.njit(_open_time)


def _due(
    known: Arguments, starts: Instants, after: Instants, to_next_open: bool, found: Instants
) -> bool:
    """Fill in the answers; False when one of them lies outside the table."""
    start, end, _, closes, rise, positions = known
    total = positions[-2]
    for n in range(starts.size):
        at, duration = starts[n], after[n]
        if at == NAT or duration == NAT:  # noqa: PLR1714 - numba is faster so
            found[n] = NAT
            continue
        if at < start or at > end:
            return False
        position = _position(known, at) + duration
        at_close = np.int64(duration < 0 if to_next_open else duration > 0)
        if position < at_close or position >= total + at_close:
            return False
        found[n] = position - rise[_passed(closes, position - at_close) + np.uint64(1)]
    return True


def _elapsed(known: Arguments, starts: Instants, ends: Instants, found: Instants) -> bool:
    """Fill in the answers; False when an instant lies outside the table."""
    start, end = known[0], known[1]
    for n in range(starts.size):
        at, until = starts[n], ends[n]
        if at == NAT or until == NAT:  # noqa: PLR1714 - as above
            found[n] = NAT
            continue
        if min(at, until) < start or max(at, until) > end:
            return False
        found[n] = _position(known, until) - _position(known, at)
    return True


_due_compiled: Any = numba.njit(
    types.boolean(_LOOKUP, _READ, _READ, types.boolean, _WRITTEN), nogil=True
)(_due)
_elapsed_compiled: Any = numba.njit(types.boolean(_LOOKUP, _READ, _READ, _WRITTEN), nogil=True)(
    _elapsed
)
