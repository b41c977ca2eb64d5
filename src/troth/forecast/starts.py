"""What starts of cases tell: the weekday and the hour of each, and how cases arrive."""

from zoneinfo import ZoneInfo

import numpy as np

from troth.clock import zones
from troth.clock.instants import DAY, SECOND
from troth.forecast.model import Coded
from troth.forecast.scale import Bins
from troth.history.arrays import Instants

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOURS = tuple(f"{hour:02d}:00" for hour in range(24))
HOUR = 3600 * SECOND
#: 1 January 1970 was a Thursday.
THURSDAY = 3
#: How many starts stand for how cases arrive.
ARRIVALS = 512


def arrivals(started_us: Instants) -> Instants:
    """Starts that stand for how cases arrive, spread evenly over those given."""
    ordered = np.sort(started_us)
    return ordered[spread_evenly(len(ordered))]


def spread_evenly(cases: int) -> Bins:
    """The numbers of those cases, in the order in which they start."""
    return np.linspace(0, cases - 1, min(ARRIVALS, cases)).astype(np.int64)


def weekday_codes(started_us: Instants, zone: ZoneInfo) -> Bins:
    """0 for Monday to 6 for Sunday."""
    found: Bins = (zones.to_local(started_us, zone) // DAY + THURSDAY) % 7
    return found


def hour_codes(started_us: Instants, zone: ZoneInfo) -> Bins:
    """The hour of the wall clock, 0 to 23."""
    found: Bins = zones.to_local(started_us, zone) // HOUR % 24
    return found


def coded(started_us: Instants, zone: ZoneInfo) -> dict[str, Coded]:
    """Weekday and hour of starts as facets."""
    return {
        "weekday": (WEEKDAYS, weekday_codes(np.asarray(started_us), zone)),
        "hour": (HOURS, hour_codes(np.asarray(started_us), zone)),
    }
