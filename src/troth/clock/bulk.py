"""Business time for whole columns: numpy datetime64 in UTC, in the unit in which they come."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from troth.clock.days import Cutoff, DueAt
from troth.clock.days import due_days as due_days_us
from troth.clock.errors import CalendarError
from troth.clock.instants import SECOND
from troth.clock.table import Table
from troth.clock.timeline import Timeline
from troth.clock.zones import Instants

Moments = NDArray[np.datetime64]
Durations = NDArray[np.timedelta64]

#: Small enough for intermediate arrays to stay in the processor's cache.
CHUNK = 32_768

#: Hours and days cannot hold every opening: coarser input becomes seconds.
_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def due_many(timeline: Timeline, starts: ArrayLike, after: ArrayLike) -> Moments:
    """When each duration from each start is used up; NaT stays NaT.

    Args:
        timeline: of the calendar.
        starts: datetime64 array, UTC.
        after: timedelta64 array or scalar; negative ones count backward.

    Returns:
        datetime64 array in the finer unit of the two, in seconds at the coarsest.
    """
    unit, (moments, lengths) = _in_one_unit(
        _typed("starts", starts, "M"), _typed("after", after, "m")
    )
    known = ~(np.isnat(moments) | np.isnat(lengths))
    found = np.full(moments.shape, "NaT", f"datetime64[{unit}]")
    at, duration = moments.view(np.int64), lengths.view(np.int64)
    for part, forward in ((known & (duration >= 0), True), (known & (duration < 0), False)):
        if part.any():
            due = _due_one_way(timeline, at[part], duration[part], unit, forward=forward)
            found[part] = due.view(found.dtype)
    return found


def elapsed_many(timeline: Timeline, starts: ArrayLike, ends: ArrayLike) -> Durations:
    """Open time from each start to each end, negative where the end is the earlier; NaT stays NaT.

    Takes datetime64 arrays, UTC; returns timedelta64 in the finer unit of the two, in seconds at
    the coarsest.
    """
    unit, (froms, tos) = _in_one_unit(_typed("starts", starts, "M"), _typed("ends", ends, "M"))
    known = ~(np.isnat(froms) | np.isnat(tos))
    found = np.full(froms.shape, "NaT", f"timedelta64[{unit}]")
    if known.any():
        first, last = froms[known].view(np.int64), tos[known].view(np.int64)
        low, high = min(first.min(), last.min()), max(first.max(), last.max())
        table = _scaled(timeline.covering(_micros(low, unit), _micros(high, unit) + 1), unit)
        total = np.empty_like(first)
        for chunk in _chunks(first.size):
            total[chunk] = table.positions(last[chunk]) - table.positions(first[chunk])
        found[known] = total.view(found.dtype)
    return found


def due_days_many(
    timeline: Timeline, starts: ArrayLike, days: ArrayLike, cutoff: Cutoff, due: DueAt
) -> Moments:
    """When so many business days from each start are over, counted in microseconds.

    Args:
        timeline: of the calendar.
        starts: datetime64 array, UTC; NaT stays NaT.
        days: whole numbers, array or one for all.
        cutoff: as for single starts.
        due: as for single starts.

    Returns:
        datetime64 array in the unit of the starts, in seconds at the coarsest.
    """
    counts = np.asarray(days)
    if counts.dtype.kind not in "iu":
        raise CalendarError(f"days are {counts.dtype}; right would be whole numbers")
    unit, (moments,) = _in_one_unit(_typed("starts", starts, "M"))
    moments, counts = np.broadcast_arrays(moments, counts.astype(np.int64))
    known = ~np.isnat(moments)
    found = np.full(moments.shape, "NaT", f"datetime64[{unit}]")
    at = moments[known].astype("datetime64[us]").view(np.int64)
    at_due = due_days_us(timeline, at, counts[known], cutoff, due)
    found[known] = at_due.view("datetime64[us]").astype(found.dtype)
    return found


def _due_one_way(
    timeline: Timeline, starts: Instants, after: Instants, unit: str, *, forward: bool
) -> Instants:
    found = np.empty_like(starts)

    def ask(table: Table) -> Instants | None:
        scaled = _scaled(table, unit)
        for chunk in _chunks(starts.size):
            duration = after[chunk]
            position = scaled.positions(starts[chunk]) + duration
            # The first interval that ends after the position; for a duration that is used up
            # exactly at a close, the one before it: counting is whole, so one less is enough.
            n = np.searchsorted(scaled.after, position - (duration > 0), side="right")
            if n.max() == scaled.after.size or position.min() < 0:
                if scaled.after.size < table.after.size:
                    raise CalendarError(f"the answer lies beyond what datetime64[{unit}] can hold")
                return None
            found[chunk] = scaled.opens[n] + position - scaled.before[n]
        return found

    first, last = _micros(starts.min(), unit), _micros(starts.max(), unit) + 1
    if forward:
        return timeline.search(ask, first, last - first, forward=True)
    return timeline.search(ask, last, first - last, forward=False)


class _Scaled(NamedTuple):
    """A table in the unit of the input."""

    opens: Instants
    closes: Instants
    before: Instants
    after: Instants

    def positions(self, at: Instants) -> Instants:
        """As `Table.positions`."""
        if not self.opens.size:
            return np.zeros_like(at)
        n = np.searchsorted(self.opens, at, side="right") - 1
        within = np.minimum(at, self.closes[n]) - self.opens[n]
        return np.where(n < 0, 0, self.before[n] + within)


def _scaled(table: Table, unit: str) -> _Scaled:
    """The table in a unit; openings are on whole seconds, so nothing is lost."""
    opens, closes = table.opens, table.closes
    finer, coarser = _PER_SECOND[unit] // SECOND, SECOND // _PER_SECOND[unit]
    if finer:
        # Nanoseconds end in 2262; no start can lie beyond, and no answer may.
        held = np.iinfo(np.int64).max // finer
        fits = (opens >= -held) & (closes <= held)
        opens, closes = opens[fits] * finer, closes[fits] * finer
    else:
        opens, closes = opens // coarser, closes // coarser
    after = np.cumsum(closes - opens)
    return _Scaled(opens, closes, after - (closes - opens), after)


def _micros(value: np.int64, unit: str) -> int:
    return int(value) * SECOND // _PER_SECOND[unit]


def _chunks(size: int) -> list[slice]:
    return [slice(start, start + CHUNK) for start in range(0, size, CHUNK)]


def _typed(name: str, values: ArrayLike, kind: str) -> NDArray[Any]:
    array = np.asarray(values)
    right = {"M": "datetime64 in UTC", "m": "timedelta64"}[kind]
    unit = np.datetime_data(array.dtype)[0] if array.dtype.kind == kind else "generic"
    if unit == "generic":
        raise CalendarError(f"{name} are {array.dtype}; right would be {right}")
    if kind == "m" and unit in {"Y", "M"}:
        raise CalendarError(f"{name} are {array.dtype}; months and years have no fixed length")
    if unit in {"ps", "fs", "as"}:
        raise CalendarError(f"{name} are {array.dtype}; right would be nanoseconds at the finest")
    return array


def _in_one_unit(*arrays: NDArray[Any]) -> tuple[str, tuple[NDArray[Any], ...]]:
    """The finest unit of the arrays, and the arrays in it and in one shape."""
    units = [np.datetime_data(array.dtype)[0] for array in arrays]
    unit = max((u for u in units if u in _PER_SECOND), key=list(_PER_SECOND).index, default="s")
    return unit, np.broadcast_arrays(*(_converted(array, unit) for array in arrays))


def _converted(array: NDArray[Any], unit: str) -> NDArray[Any]:
    converted = array.astype(f"{array.dtype.kind}8[{unit}]")
    # numpy wraps around in silence.
    if ((converted.astype(array.dtype) != array) & ~np.isnat(array)).any():
        raise CalendarError(f"{array.dtype} reaches beyond what {converted.dtype} can hold")
    return converted
