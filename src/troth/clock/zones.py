"""Wall time to instant and back, for whole arrays at once, exact for every IANA zone.

One rule throughout, that of RFC 5545 and of Python's fold=0: a wall time in a gap moves later by
the gap, a wall time in a fold is its first occurrence.
"""

from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from troth.clock.instants import DAY, EARLIEST, EPOCH, LATEST, SECOND, micros
from troth.clock.zone_names import load

__all__ = ["Instants", "Offsets", "changes", "load", "to_local", "to_utc"]

Instants = NDArray[np.int64]

#: Less than the shortest time that any zone has kept an offset (Freetown 1939: 95 hours and 40
#: minutes), so that no two changes hide between two looks.
STEP = 3 * DAY
#: Changes are looked for, and kept, in pieces of about two and a half years.
PIECE = 300 * STEP


class Offsets(NamedTuple):
    """The offsets of a zone over some years."""

    #: Instants of change, UTC.
    changes: Instants
    #: The wall time from which each change holds, by the rule for gaps and folds.
    walls: Instants
    #: Microseconds east of UTC: before the first change, between changes, after the last.
    values: Instants


def to_utc(local: Instants, zone: ZoneInfo) -> Instants:
    """Instants of wall times.

    Args:
        local: wall times as int64 microseconds since 1970-01-01 00:00 on the wall, any shape.
        zone: where the wall stands.

    Returns:
        int64 microseconds since 1970 UTC, same shape.
    """
    if not local.size:
        return local.copy()
    offsets = _offsets_over(zone, local)
    shift: Instants = offsets.values[np.searchsorted(offsets.walls, local, side="right")]
    return local - shift


def to_local(utc: Instants, zone: ZoneInfo) -> Instants:
    """Wall times of instants: the inverse of `to_utc`, same units and shapes."""
    if not utc.size:
        return utc.copy()
    offsets = _offsets_over(zone, utc)
    shift: Instants = offsets.values[np.searchsorted(offsets.changes, utc, side="right")]
    return utc + shift


def changes(zone: ZoneInfo, start: int, end: int) -> list[tuple[int, int]]:
    """The instants in [start, end) at which clocks change, each with how far they go forward.

    Back is negative; all in microseconds.
    """
    offsets = _offsets_over(zone, np.array([start, end]))
    found = zip(offsets.changes.tolist(), np.diff(offsets.values).tolist(), strict=True)
    return [(at, by) for at, by in found if start <= at < end]


def _offsets_over(zone: ZoneInfo, times: Instants) -> Offsets:
    first = (int(times.min()) - 2 * DAY) // PIECE
    last = (int(times.max()) + 2 * DAY) // PIECE
    return _offsets(zone, first, last)


@lru_cache(maxsize=1024)
def _offsets(zone: ZoneInfo, first: int, last: int) -> Offsets:
    changes = [change for piece in range(first, last + 1) for change in _changes(zone, piece)]
    values = [_offset_at(zone, first * PIECE), *(_offset_at(zone, change) for change in changes)]
    walls = [
        change + max(before, after)
        for change, before, after in zip(changes, values, values[1:], strict=False)
    ]
    return Offsets(*(np.array(column, np.int64) for column in (changes, walls, values)))


@lru_cache(maxsize=16_384)
def _changes(zone: ZoneInfo, piece: int) -> tuple[int, ...]:
    """Instants in one piece of time at which the offset becomes another."""
    looks = range(piece * PIECE, (piece + 1) * PIECE + 1, STEP)
    seen = [_offset_at(zone, look) for look in looks]
    return tuple(
        _change_between(zone, looks[n], looks[n + 1])
        for n in range(len(looks) - 1)
        if seen[n] != seen[n + 1]
    )


def _change_between(zone: ZoneInfo, before: int, after: int) -> int:
    """The instant in (before, after] at which the offset changes; zones change on whole seconds."""
    old = _offset_at(zone, before)
    low, high = before // SECOND, after // SECOND
    while high - low > 1:
        middle = (low + high) // 2
        if _offset_at(zone, middle * SECOND) == old:
            low = middle
        else:
            high = middle
    return high * SECOND


def _offset_at(zone: ZoneInfo, us: int) -> int:
    instant = EPOCH + timedelta(microseconds=min(max(us, EARLIEST), LATEST))
    return micros(instant.astimezone(zone).utcoffset() or timedelta())
