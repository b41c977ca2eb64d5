"""Business days by the map: as which date something is received, and when its last day ends."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tests.clock.fuzz.boundaries import EPOCH, on_wall
from tests.clock.fuzz.minute_map import MinuteMap, OutsideMapError
from tests.clock.oracle import WEEKDAYS

MICROSECOND = timedelta(microseconds=1)

#: For each weekday the wall time that takes the place of the close; without it the close counts.
Cutoff = Mapping[str, time]


def due_days(minutes: MinuteMap, start: int, days: int, cutoff: Cutoff, due: str | time) -> int:
    """The rule of the documentation, date by date; instants in microseconds."""
    if due == "same_time":
        return _same_time(minutes, start, days, cutoff)
    received = int(np.searchsorted(_calls(minutes, tuple(cutoff.items())), start, side="right"))
    number = _known(minutes, received + days)
    if isinstance(due, time):
        return _wall(minutes, int(minutes.dates[number]), due)
    return int(minutes.closes[number])


def _same_time(minutes: MinuteMap, start: int, days: int, cutoff: Cutoff) -> int:
    local = (EPOCH + start * MICROSECOND).astimezone(minutes.zone)
    day = local.date().toordinal()
    if cutoff:
        calls = _calls(minutes, tuple(cutoff.items()))
        received = int(np.searchsorted(calls, start, side="right"))
        day = int(minutes.dates[_known(minutes, received)])
    if days > 0:
        later = int(np.searchsorted(minutes.dates, day, side="right"))
        day = int(minutes.dates[_known(minutes, later + days - 1)])
    elif days < 0:
        earlier = int(np.searchsorted(minutes.dates, day, side="left"))
        day = int(minutes.dates[_known(minutes, earlier + days)])
    at = _wall(minutes, day, local.time())
    counted = minutes.open.up_to(at)
    return minutes.open.last(counted) if days >= 0 else minutes.open.first(counted)


@lru_cache(maxsize=8)
def _calls(minutes: MinuteMap, cutoff: tuple[tuple[str, time], ...]) -> NDArray[np.int64]:
    """Until when things count as received on each date: never less long than on the one before."""
    calls = minutes.closes.copy()
    for number, day in enumerate(minutes.dates.tolist()):
        wall = dict(cutoff).get(WEEKDAYS[(day - 1) % 7])
        if wall is not None:
            calls[number] = _wall(minutes, day, wall)
    return np.maximum.accumulate(calls)


def _known(minutes: MinuteMap, number: int) -> int:
    if not 0 <= number < minutes.dates.size:
        raise OutsideMapError
    return number


def _wall(minutes: MinuteMap, day: int, wall: time) -> int:
    return on_wall(date.fromordinal(day), wall, minutes.zone) // MICROSECOND
