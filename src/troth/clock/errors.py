"""What can be wrong with a calendar, or with a question to one."""

from troth.errors import TrothError
from troth.said import joined


class CalendarError(TrothError):
    """A calendar that cannot be made as written, or a question that it cannot answer."""

    def __init__(self, wrong: str, right: str = "") -> None:
        super().__init__(joined((wrong, right), "; ") if right else wrong)
        #: What is wrong, in a few words.
        self.wrong = wrong
        #: What would be right; empty where that is plain.
        self.right = right


class NeverOpenError(CalendarError):
    """A calendar without any open time: nothing would ever fall due."""


class NoOpenTimeError(CalendarError):
    """A search that ran out of open time."""


class NeverClosesError(CalendarError):
    """A search for a close in a calendar that stays open."""


class NaiveTimeError(CalendarError):
    """A datetime without zone, which could be any of some forty instants."""
