"""Business days: as which date something counts as received, and when later dates are due."""

from collections.abc import Mapping
from datetime import time
from typing import Literal

import numpy as np

from troth.clock.errors import CalendarError
from troth.clock.instants import DAY, EPOCH_ORDINAL, SECOND
from troth.clock.shifts import WEEKDAYS
from troth.clock.table import Table
from troth.clock.timeline import Timeline, named_zone
from troth.clock.zones import Instants, to_local, to_utc

#: Wall times of the calendar, one for all days or one for each weekday (mon to sun) that has one.
Cutoff = time | Mapping[str, time] | None
DueAt = Literal["close", "same_time"] | time

#: A date closes, and its cut-off comes, at most so long after its own midnight.
AROUND = 4 * DAY


def due_days(
    timeline: Timeline, starts: Instants, days: Instants, cutoff: Cutoff, due: DueAt
) -> Instants:
    """Due instants of arrays of starts and day counts, microseconds since 1970 UTC.

    Raises:
        CalendarError: where the calendar has no dates, or days are negative and `due` is a close.
    """
    _check(timeline, days, due)
    if not starts.size:
        return starts.copy()
    backward = days < 0
    if backward.all() or not backward.any():
        return _one_way(timeline, starts, days, cutoff, due)
    found = np.empty_like(starts)
    for part in (backward, ~backward):
        found[part] = _one_way(timeline, starts[part], days[part], cutoff, due)
    return found


def _check(timeline: Timeline, days: Instants, due: DueAt) -> None:
    named_zone(timeline.hours)
    if isinstance(due, str) and due not in {"close", "same_time"}:
        raise CalendarError(f"due {due!r}; right would be close, same_time or a time of day")
    if due != "same_time" and (days < 0).any():
        raise CalendarError("business days before the start need due='same_time'")


def _one_way(
    timeline: Timeline, starts: Instants, days: Instants, cutoff: Cutoff, due: DueAt
) -> Instants:
    """`due_days` for days that are all negative, or none."""
    first, last = int(starts.min()), int(starts.max())

    def ask(table: Table) -> Instants | None:
        if due == "same_time":
            return _same_time(timeline, table, starts, days, cutoff)
        number = received(timeline, table, starts, cutoff) + days
        if number.max() >= table.dates.size:
            return None
        if due == "close":
            closes: Instants = table.date_closes[number]
            return closes
        return _on_wall(timeline, table.dates[number], _since_midnight(due))

    if days[0] < 0:
        return timeline.search(ask, first, last + AROUND - first, forward=False)
    return timeline.search(ask, last, first - AROUND - last, forward=True)


def received(timeline: Timeline, table: Table, at: Instants, cutoff: Cutoff) -> Instants:
    """Number in the table of the business date as which each instant counts.

    That is the first date whose close, or whose cut-off, lies after the instant: who comes exactly
    at the close comes on the next business date.
    """
    if cutoff is None:
        last_calls = table.date_closes
    else:
        walls = _cutoff_walls(cutoff)[(table.dates - 1) % 7]
        calls = _on_wall(timeline, table.dates, np.maximum(walls, 0))
        # Never earlier than the call of the date before, or the order would be lost.
        last_calls = np.maximum.accumulate(np.where(walls < 0, table.date_closes, calls))
    return np.searchsorted(last_calls, at, side="right")


def _same_time(
    timeline: Timeline, table: Table, starts: Instants, days: Instants, cutoff: Cutoff
) -> Instants | None:
    """The same wall time some business dates on, rolled to open time away from the start."""
    local = to_local(starts, named_zone(timeline.hours))
    dates = local // DAY + EPOCH_ORDINAL
    if cutoff is not None:
        number = received(timeline, table, starts, cutoff)
        if number.max() >= table.dates.size:
            return None
        dates = table.dates[number]
    after = np.searchsorted(table.dates, dates, side="right") + days - 1
    before = np.searchsorted(table.dates, dates, side="left") + days
    number = np.where(days > 0, after, before)
    if number.min() < 0 or number.max() >= table.dates.size:
        return None
    dates = np.where(days == 0, dates, table.dates[number])
    at = _on_wall(timeline, dates, local % DAY)
    if not table.start <= int(at.min()) <= int(at.max()) <= table.end:
        return None
    return table.rolled(at, forward=bool((days >= 0).all()))


def _on_wall(timeline: Timeline, dates: Instants, since_midnight: Instants | int) -> Instants:
    return to_utc((dates - EPOCH_ORDINAL) * DAY + since_midnight, named_zone(timeline.hours))


def _cutoff_walls(cutoff: time | Mapping[str, time]) -> Instants:
    """Microseconds after midnight for each weekday from Monday; -1 where the close counts."""
    if isinstance(cutoff, time):
        cutoff = dict.fromkeys(WEEKDAYS, cutoff)
    unknown = [day for day in cutoff if day not in WEEKDAYS]
    if unknown:
        raise CalendarError(
            f"unknown weekday {unknown[0]!r} in cutoff; right would be one of {', '.join(WEEKDAYS)}"
        )
    walls = [_since_midnight(cutoff[day]) if day in cutoff else -1 for day in WEEKDAYS]
    return np.array(walls, np.int64)


def _since_midnight(wall: time) -> int:
    if wall.tzinfo is not None:
        raise CalendarError(
            f"{wall!r} has a zone; cut-offs and due times are on the calendar's own wall clock"
        )
    seconds = (wall.hour * 60 + wall.minute) * 60 + wall.second
    return seconds * SECOND + wall.microsecond
