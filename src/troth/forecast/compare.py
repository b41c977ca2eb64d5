"""Whether boosted trees foretell better than curves of groups: earlier cases against later ones.

Both learn from the earlier three quarters of cases, as they were known then, and are asked about
the later ones: the better makes likelier what came true. Cases that start on the same day share
their luck, so a day is one observation. Trees are used only where they are better beyond doubt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from troth.clock import zones
from troth.clock.instants import DAY
from troth.forecast import learned
from troth.forecast.choose import LEAST_LIKELY, split
from troth.forecast.model import Coded, Method, Settings, codes_of
from troth.forecast.scale import BINS, Bins
from troth.forecast.spells import DONE, Known, Spells
from troth.history.arrays import Instants, Numbers
from troth.history.interval import Z95

#: Of so many cases the comparison is made.
MOST_CASES = 100_000
#: Fewer later cases, or days of them, prove nothing.
FEWEST_CASES = 500
FEWEST_DAYS = 10
#: Bins taken together: three days, or durations within a factor of two.
TOGETHER = {"days": 3, "elapsed": 32, "business": 32}


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Which method foretold later cases better."""

    winner: Method
    #: By how much trees made a later case likelier than curves did: nats, the mean over days.
    gain: float
    #: Where it lies with 95 % confidence; None where there were too few cases to tell.
    interval: tuple[float, float] | None
    #: How many later cases there were, and days on which they started.
    cases: int
    days: int

    def facts(self) -> dict[str, Any]:
        """As JSON values."""
        interval = list(self.interval) if self.interval else None
        return {**vars(self), "interval": interval}


def compare(
    spells: Spells, rows: Bins, facets: Mapping[str, Coded], at_us: int, settings: Settings
) -> Comparison:
    """Curves against trees; arguments as in `model.learn`, the method of the settings aside.

    Raises:
        MissingExtraError: without the extra `boost`.
    """
    rows = rows[:: max(1, -(-rows.size // MOST_CASES))]
    cut, earlier, later = split(rows, spells.started_us)
    day = _days(spells.started_us[later], zones.load(spells.clock.zone))
    days = np.unique(day).size
    if later.size < FEWEST_CASES or days < FEWEST_DAYS:
        return Comparison(winner="curves", gain=0.0, interval=None, cases=later.size, days=days)
    known, by = spells.known(at_us, later).settled, {}
    for method in ("curves", "boost"):
        found = learned.learn(spells, earlier, facets, cut, replace(settings, method=method))
        whom = found.whom(codes_of(facets, settings, later), spells.started_us[later])
        by[method] = _likelihood(found, whom, known)
    return _judged(by["boost"] - by["curves"], day)


def _likelihood(found: learned.Learned, whom: learned.Whom, known: Known) -> Numbers:
    """The log-likelihood of each case, open ones as far as they have come."""
    together = TOGETHER[known.scale.unit]
    first = known.bins // together * together
    before = found.positions(whom, first - 1)
    reached = found.positions(whom, np.minimum(first + together - 1, BINS - 1))
    seen = np.where(known.kinds == DONE, reached - before, 1.0 - before)
    return np.log(np.maximum(seen, LEAST_LIKELY))


def _judged(gain: Numbers, day: Bins) -> Comparison:
    _, place, cases = np.unique(day, return_inverse=True, return_counts=True)
    daily = np.bincount(place, gain) / cases
    mean, error = float(daily.mean()), float(daily.std(ddof=1) / np.sqrt(daily.size))
    low, high = mean - Z95 * error, mean + Z95 * error
    return Comparison(
        winner="boost" if low > 0.0 else "curves",
        gain=mean,
        interval=(low, high),
        cases=gain.size,
        days=daily.size,
    )


def _days(started_us: Instants, zone: ZoneInfo) -> Bins:
    days: Bins = zones.to_local(started_us, zone) // DAY
    return days
