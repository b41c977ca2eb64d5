"""What can be wrong with a calendar, or with a question to one."""

from troth.errors import TrothError


class CalendarError(TrothError):
    """A calendar that cannot be made as written, or a question that it cannot answer."""


class NeverOpenError(CalendarError):
    """A calendar without any open time: nothing would ever fall due."""


class NoOpenTimeError(CalendarError):
    """A search that ran out of open time."""


class NeverClosesError(CalendarError):
    """A search for a close in a calendar that stays open."""


class NaiveTimeError(CalendarError):
    """A datetime without zone, which could be any of some forty instants."""
