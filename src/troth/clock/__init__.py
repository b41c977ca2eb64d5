"""Business time: when a calendar is open, and when something falls due."""

from troth.clock.calendar import Calendar, Interval
from troth.clock.errors import (
    CalendarError,
    NaiveTimeError,
    NeverClosesError,
    NeverOpenError,
    NoOpenTimeError,
)
from troth.clock.explain import Step
from troth.clock.ical import closures_from_ical
from troth.clock.labels import Reason
from troth.clock.many import due_many, elapsed_many

__all__ = [
    "Calendar",
    "CalendarError",
    "Interval",
    "NaiveTimeError",
    "NeverClosesError",
    "NeverOpenError",
    "NoOpenTimeError",
    "Reason",
    "Step",
    "closures_from_ical",
    "due_many",
    "elapsed_many",
]
