"""The grid on which durations are counted: 1,024 bins, the same for every history.

One grid for all makes counts of different groups, weeks and machines add up.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from troth.history.arrays import Numbers

BINS = 1024
#: Each bin of elapsed or business time is two per cent longer than the one before; the first ends
#: after a second, the last begins after 20 years.
RATIO = 1.02
DAY_SECONDS = 86_400

Unit = Literal["elapsed", "business", "days"]
Bins = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True)
class Scale:
    """How durations are counted.

    Elapsed and business time fall into bins two per cent wide. Histories that compare calendar days
    have a bin for each number of days from the start's date to the ending's.
    """

    unit: Unit

    @property
    def edges(self) -> Numbers:
        """Where bins end, in seconds: bin b holds what is above edge b and at most edge b + 1."""
        return _DAYS if self.unit == "days" else _LOGARITHMIC

    def bins(self, seconds: Numbers) -> Bins:
        """The bin of each duration; what is longer than the grid is in the last."""
        if self.unit == "days":
            found = seconds // DAY_SECONDS
        else:
            # `ln` and `ceil` are what every engine has; see `statistics`.
            found = np.ceil(np.log(np.maximum(seconds, 1.0)) / np.log(RATIO))
        return np.clip(found, 0, BINS - 1).astype(np.int64)

    def at(self, cumulative: Numbers, seconds: Numbers, rows: Bins | None = None) -> Numbers:
        """Values of curves at some durations, row by row; in between they are straight lines.

        Args:
            cumulative: rows of values at the ends of bins, or one row for all.
            seconds: one duration for each row.
            rows: of each duration, which row is its own; each has one unless given.
        """
        position = self._position(seconds)
        low = np.floor(position).astype(np.int64)
        part = position - low
        before, after = _value(cumulative, low - 1, rows), _value(cumulative, low, rows)
        return before + part * (after - before)

    def lived(self, cumulative: Numbers, passed: Numbers) -> Numbers:
        """Values of curves at what open cases have lived through; a day has to be over for that.

        Args:
            cumulative: as in `at`.
            passed: since the start; one duration for each row.
        """
        if self.unit != "days":
            return self.at(cumulative, passed)
        days = np.clip(passed // DAY_SECONDS, 0, BINS - 1).astype(np.int64)
        return _value(cumulative, days - 1)

    def reaching(self, cumulative: Numbers, level: Numbers) -> Numbers:
        """The duration in seconds at which each rising curve reaches its level; inf where never.

        The inverse of `at`; in days, the whole number of days.
        """
        reached = cumulative >= level[:, None] - 1e-12
        number = np.where(reached.any(1), reached.argmax(1), -1)
        after, before = _value(cumulative, number), _value(cumulative, number - 1)
        rise = after - before
        part = np.divide(level - before, rise, out=np.ones_like(rise), where=rise > 0)
        if self.unit == "days":
            part = np.zeros_like(part)
        seconds = self._duration(number + np.clip(part, 0.0, 1.0))
        return np.where(number < 0, np.inf, seconds)

    def _position(self, seconds: Numbers) -> Numbers:
        """Where durations lie, counted in bins: 2.5 is in the middle of bin 2."""
        if self.unit == "days":
            # A promise of some days holds until the last of them has ended.
            return np.clip(np.floor(seconds / DAY_SECONDS) + 1.0, 0.0, BINS - 1.0)
        inside = np.log(np.maximum(seconds, 1.0)) / np.log(RATIO)
        short = np.clip(seconds, 0.0, 1.0)
        return np.clip(np.where(seconds <= 1.0, short, 1.0 + inside), 0.0, BINS - 1.0)

    def _duration(self, position: Numbers) -> Numbers:
        if self.unit == "days":
            return np.floor(position) * DAY_SECONDS
        return np.where(position <= 1.0, np.maximum(position, 0.0), RATIO ** (position - 1.0))


def _value(cumulative: Numbers, number: Bins, rows: Bins | None = None) -> Numbers:
    """The value at the end of a bin of each row; before the first it is 0."""
    inside = np.clip(number, 0, BINS - 1)
    if cumulative.ndim == 1:
        found = cumulative[inside]
    else:
        found = cumulative[np.arange(len(inside)) if rows is None else rows, inside]
    return np.where(number < 0, 0.0, found)


_LOGARITHMIC: Numbers = np.concatenate(([0.0], RATIO ** np.arange(BINS, dtype=float)))
_DAYS: Numbers = np.arange(BINS + 1, dtype=float) * DAY_SECONDS
