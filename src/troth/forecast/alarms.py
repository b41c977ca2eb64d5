"""Which groups have drifted: their promises are kept less often than was said.

A promise is looked at when it falls due, never before, for kept ones are heard of earlier than
broken ones. While the alarm lasts nothing is promised for the group at that level: first alarm,
then correct slowly (the recent cases weigh more and more).
"""

from dataclasses import dataclass, field

import numpy as np

from troth.clock.instants import DAY
from troth.forecast.scale import Bins
from troth.forecast.spells import DONE, WITHDRAWN, Spells
from troth.history import wilson
from troth.history.arrays import Flags, Numbers

#: Promises that fell due so long ago are forgotten.
WEEKS = 8
#: Fewer promises raise no alarm.
FEWEST = 30
#: How many more must be broken than was said: half as many again, beyond the 99 % interval.
EXCESS = 0.5
Z99 = 2.5758293035489004


@dataclass(frozen=True, kw_only=True, eq=False)
class Judged:
    """Promises to some cases, as far as they can be judged at an instant."""

    #: Whether the promise has fallen due and the case was not withdrawn.
    due: Flags
    kept: Flags
    #: Whether it fell due in the last weeks.
    lately: Flags


def judged(spells: Spells, rows: Bins, seconds: Numbers, at_us: int) -> Judged:
    """What became of the promise to end within so many seconds."""
    known = spells.known(at_us, rows)
    now = spells.clock.reading(at_us)
    before = spells.clock.reading(at_us - WEEKS * 7 * DAY)
    due_at = spells.start[rows] + seconds
    # A day has to be over before it counts as missed.
    fallen = due_at < now if spells.clock.scale.unit == "days" else due_at <= now
    withdrawn = (known.kinds == WITHDRAWN) & (known.seconds <= seconds)
    kept = (known.kinds == DONE) & (known.seconds <= seconds)
    due = fallen & ~withdrawn
    return Judged(due=due, kept=kept & due, lately=due & (due_at > before))


@dataclass(eq=False)
class Alarms:
    """Promises fallen due lately and those kept, by level and by code of the first facet."""

    _due: dict[float, dict[int, int]] = field(default_factory=dict)
    _kept: dict[float, dict[int, int]] = field(default_factory=dict)

    def add(self, p: float, code: Bins, found: Judged) -> None:
        """Count some promises."""
        for counted, chosen in ((self._due, found.lately), (self._kept, found.lately & found.kept)):
            by_code = counted.setdefault(p, {})
            codes, numbers = np.unique(code[chosen], return_counts=True)
            for one, number in zip(codes.tolist(), numbers.tolist(), strict=True):
                by_code[one] = by_code.get(one, 0) + number

    def drifted(self, p: float) -> dict[int, tuple[int, int]]:
        """Codes with an alarm at a level: how many promises fell due lately, how many were kept."""
        found = {}
        for code, due in self._due.get(p, {}).items():
            kept = self._kept.get(p, {}).get(code, 0)
            if due >= FEWEST and wilson(kept, due, Z99)[1] < p - EXCESS * (1.0 - p):
                found[code] = (due, kept)
        return found

    def refused(self, p: float, code: Bins) -> Flags:
        """Whether nothing is promised at a level, by code."""
        return np.isin(code, list(self.drifted(p)))
