"""When customers really come."""

from zoneinfo import ZoneInfo

import numpy as np

from troth.clock import zones
from troth.clock.instants import DAY, SECOND
from troth.history.arrays import Numbers
from troth.history.record import History, Scope

HOURS = 168
_HOUR = 3600 * SECOND
#: 1 January 1970 was a Thursday; weeks start on Monday.
_MONDAY = 3 * DAY


def arrival_profile(
    history: History, zone: ZoneInfo | None = None, scope: Scope | None = None
) -> Numbers:
    """The share of cases that start in each local hour of the week, 168 of them from Monday 00:00.

    They sum to 1, or are all 0 without cases. In the history's zone unless another is given.
    """
    started = history.cases(scope=scope).started_us
    local = zones.to_local(started, zone or history.zone)
    hours = (local + _MONDAY) // _HOUR % HOURS
    counts = np.bincount(hours, minlength=HOURS)
    return counts / max(len(started), 1)
