"""How the report speaks of numbers."""

import re
from datetime import timedelta

from troth.errors import counted

_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def count_text(number: int, thing: str, things: str = "") -> str:
    """`one promise`, `13 promises`: words up to twelve."""
    text = counted(number, thing, things)
    return f"{_SMALL[number]} {text.partition(' ')[2]}" if number < len(_SMALL) else text


def duration_text(seconds: float) -> str:
    """`45 min`, `71 h 30 min`, from four days on `5 d 9 h`."""
    if seconds < 59.5:
        return f"{round(seconds)} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours >= 96:
        days, hours = divmod(hours, 24)
        return f"{days} d" + (f" {hours} h" if hours else "")
    parts = ([f"{hours} h"] if hours else []) + ([f"{minutes} min"] if minutes else [])
    return " ".join(parts)


def extent_text(extent: timedelta) -> str:
    """The same for a timedelta."""
    return duration_text(extent.total_seconds())


def unparted(text: str) -> str:
    """The text with spaces that do not break between numbers and their units."""
    return re.sub(r"(?<=\d) (?=%|d\b|h\b|min\b|points?\b)", "\u00a0", text)
