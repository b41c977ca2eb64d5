"""Pauses of one promise's clock: wall intervals of which only the open part counts."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from troth.clock.errors import CalendarError
from troth.clock.instants import LATEST, instant
from troth.said import said

#: Start and end, with or without a reason; the end is None while the pause lasts.
Pause = tuple[datetime, datetime | None] | tuple[datetime, datetime | None, str]


class Paused(NamedTuple):
    """A pause in microseconds since 1970 UTC; one that still lasts ends with time itself."""

    start: int
    end: int
    reason: str = ""


def read(pauses: Iterable[Pause]) -> list[Paused]:
    """Pauses in the order of their starts; those without length are left out.

    Raises:
        CalendarError: for a pause that ends before it starts, or has no time zone.
    """
    return sorted(paused for paused in map(_read_one, pauses) if paused.start < paused.end)


def union(pauses: Iterable[Paused]) -> list[tuple[int, int]]:
    """Starts and ends of the time in which at least one pause holds."""
    merged: list[tuple[int, int]] = []
    for start, end, _ in pauses:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _read_one(pause: Pause) -> Paused:
    start, end, *reason = pause
    # Instants, because Python compares datetimes of one zone by their wall times.
    paused = Paused(instant(start), LATEST if end is None else instant(end), *reason)
    if paused.end < paused.start:
        raise CalendarError(
            said(
                "the pause from {start} ends before it starts, at {end}",
                start=start.isoformat(),
                end=str(end),
            )
        )
    return paused
