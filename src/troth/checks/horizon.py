"""The span of arrivals that a check looks at."""

import re
from calendar import monthrange
from datetime import datetime, timedelta

from troth.terms import Horizon, HorizonError

DEFAULT_LENGTH = "2y"
_LENGTH = re.compile(r"([1-9][0-9]{0,4})(y|mo|w|d)")


def horizon_from(at: datetime, length: str = DEFAULT_LENGTH) -> Horizon:
    """The horizon that starts at an aware instant: `2y`, `18mo`, `12w`, `90d`.

    Years and months are those of the calendar in the zone of `at`.

    Raises:
        HorizonError: if the length is written in another way, or is more than 50 years.
    """
    shape = _LENGTH.fullmatch(length)
    if not shape:
        raise HorizonError(
            f"{length!r} is not a horizon; write a number and y, mo, w or d, such as 2y or 90d"
        )
    number, unit = int(shape[1]), shape[2]
    # Months beyond the longest horizon would not be dates any more.
    if number > {"y": 50, "mo": 600, "w": 2_600, "d": 18_300}[unit]:
        raise HorizonError(f"the horizon {length} is too long; say at most 50y")
    return Horizon(at, _later(at, number, unit))


def _later(at: datetime, number: int, unit: str) -> datetime:
    if unit in {"w", "d"}:
        return at + timedelta(days=number * (7 if unit == "w" else 1))
    months = at.year * 12 + at.month - 1 + number * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    return at.replace(year=year, month=month + 1, day=min(at.day, last))
