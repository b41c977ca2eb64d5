"""What clocks are asked: an office in Berlin, five years of starts on the minute."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from troth.clock import Calendar

Column = NDArray[Any]

SEED = 20261122
ZONE = "Europe/Berlin"
OPENS, CLOSES = time(9), time(17, 30)
MINUTE = np.timedelta64(60_000_000, "us")
FIRST = np.datetime64("2022-01-01T00:00:00", "us")
MINUTES = 5 * 365 * 1440 + 1440


class Workload(NamedTuple):
    """Columns of datetime64[us] and timedelta64[us]."""

    starts: Column
    #: From half an hour to 200 hours.
    after: Column
    #: Half an hour to 60 days after the starts.
    ends: Column


def holidays() -> list[date]:
    """The nine nationwide holidays of Germany, of these years and those around."""
    from holidays import country_holidays

    return sorted(country_holidays("DE", years=range(2021, 2029)))


def office() -> Calendar:
    """Mondays to Fridays from 09:00 to 17:30, but for holidays."""
    return Calendar.from_hours("Mo-Fr 09:00-17:30", ZONE, holidays=holidays())


def rows(count: int) -> Workload:
    """So many random rows."""
    chance = np.random.default_rng(SEED)
    starts = FIRST + chance.integers(0, MINUTES, count) * MINUTE
    after = chance.integers(30, 200 * 60 + 1, count) * MINUTE
    return Workload(starts, after, starts + chance.integers(30, 60 * 1440 + 1, count) * MINUTE)


def aware(column: Column) -> list[datetime]:
    """Instants as aware datetimes in the zone of the office."""
    zone, utc = ZoneInfo(ZONE), ZoneInfo("UTC")
    return [at.replace(tzinfo=utc).astimezone(zone) for at in column.astype("M8[us]").tolist()]


def walls(column: Column) -> list[datetime]:
    """The same without zone, for clocks that know only wall times."""
    return [at.replace(tzinfo=None) for at in aware(column)]


def durations(column: Column) -> list[timedelta]:
    """Durations as Python's."""
    found: list[timedelta] = column.astype("m8[us]").tolist()
    return found
