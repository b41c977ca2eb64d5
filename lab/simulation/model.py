"""What a promise should be: the plain idea of promises in minutes, here also by opening hours."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

from tests.promises.model import Model, Other

from lab.simulation.times import minute, moment

#: Minutes that anything may last.
LONGEST = 80 * 24 * 60
_ZONE = ZoneInfo("Europe/Berlin")


@cache
def _usual() -> bytes:
    """For each minute whether it counts on a date on which nothing is closed."""
    local = (moment(each).astimezone(_ZONE) for each in range(LONGEST))
    return bytes(each.weekday() < 5 and 9 <= each.hour < 17 for each in local)


def _midnight(day: date) -> int:
    """The minute at which a date begins in Berlin."""
    return max(0, minute(datetime.combine(day, time(), _ZONE).astimezone(UTC)))


class Hours:
    """Which minutes count: all, or Monday to Friday from 9 to 17 in Berlin."""

    def __init__(self, closed: frozenset[date] | None = None) -> None:
        """Opening hours.

        Args:
            closed: dates on which nothing is open; None for a clock that always runs.
        """
        counts = bytearray(_usual() if closed is not None else b"\1" * LONGEST)
        for day in closed or ():
            start, end = _midnight(day), _midnight(day + timedelta(days=1))
            counts[start:end] = bytes(end - start)
        self.before = [0, *accumulate(counts)]

    def between(self, start: int, end: int) -> int:
        """How many minutes count from one to the other."""
        return self.before[end] - self.before[start]


@dataclass
class Told(Model):
    """A promise, counted by hours."""

    hours: Hours = field(kw_only=True)
    #: The dates at which it was seen broken.
    broke: set[int] = field(default_factory=set)
    #: What was searched for already.
    _reached: dict[object, int] = field(default_factory=dict, repr=False)

    def clock(self, at: int, since: int) -> int:
        """For how many minutes it ran."""
        ended = [(max(p.start, since), p.end) for p in self.pauses if p.end is not None]
        edges = sorted({since, at, *(e for p in ended for e in p if since < e < at)})
        return sum(
            self.hours.between(left, right)
            for left, right in pairwise(edges)
            if not any(start <= left and right <= end for start, end in ended)
        )

    def reached(self, since: int, length: int) -> int:
        """The first minute at which the clock has run for so long."""
        asked = (since, length, *((each.start, each.end) for each in self.pauses))
        if asked not in self._reached:
            self._reached[asked] = self._searched(since, length)
        return self._reached[asked]

    def _searched(self, since: int, length: int) -> int:
        low, high = since, LONGEST - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.clock(middle, since) >= length else (middle + 1, high)
        return low

    @property
    def deadline(self) -> int:
        """The date at which it breaks if nothing happens."""
        if self.missed is not None:
            return self.missed
        return max(self.first, self.due, self.first if self.agreed is None else self.agreed)

    def look(self, at: int) -> None:
        """See whether it is broken by now."""
        if self.outcome(at) == "broken":
            self.broke.add(self.deadline)

    def give(self, at: int, length: int, word: str) -> None:
        """Another date: so long from now."""
        over = self.stopped(at) > self.due
        self.others.append(Other(at, at + length, word, self.due if over else None))
