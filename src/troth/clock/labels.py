"""Why a calendar is closed, or open out of the ordinary, over a span of time."""

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """Why time counts or does not; the stronger stands first."""

    PAUSE = "pause"
    BREAK = "break"
    CLOSURE = "closure"
    EXCEPTION = "exception"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    OPEN = "open"


class Label(NamedTuple):
    """A reason that may apply within [start, end), microseconds since 1970 UTC."""

    start: int
    end: int
    reason: Reason
    #: The holiday's or closure's name.
    name: str = ""
    #: Whether it tells of open time in the span, and not of closed time.
    of_open_time: bool = False
