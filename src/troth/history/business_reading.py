"""A clock that runs while a calendar is open: what it shows at an instant."""

import numpy as np

from troth.clock.calendar import Calendar
from troth.clock.instants import SECOND
from troth.history.arrays import MISSING, Instants, Numbers

_EPOCH = np.datetime64(0, "us")


def business_reading(calendar: Calendar, us: Instants) -> Numbers:
    """Seconds of open time from 1970-01-01T00:00Z to each instant, negative before; NaN for none.

    The business time between two instants is the difference of their readings.
    """
    reading: Numbers = np.full(len(us), np.nan)
    present = us != MISSING
    open_us = calendar.elapsed_many(_EPOCH, us[present].view("datetime64[us]"))
    reading[present] = open_us.astype("timedelta64[us]").astype(np.int64) / SECOND
    return reading
