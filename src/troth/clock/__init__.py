"""Business time: when a calendar is open, and when something falls due."""

from troth.clock.calendar import Calendar
from troth.clock.errors import CalendarError, NaiveTimeError, NeverOpenError

__all__ = ["Calendar", "CalendarError", "NaiveTimeError", "NeverOpenError"]
