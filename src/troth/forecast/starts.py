"""What is known of a case because it starts: the weekday and the hour, where it starts."""

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
