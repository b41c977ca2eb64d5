"""Which facets tell cases apart, and in which order: what would have foretold the later cases best.

Facets are added one by one, each time the one that makes the later cases likeliest as seen from the
earlier ones, for as long as that gains something. What a case is only called after it has ended is
left out, for it foretells perfectly and is never known in time: see `leaks`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from troth.forecast.counts import count
from troth.forecast.curves import CurveBook
from troth.forecast.groups import grouped
from troth.forecast.model import Coded, K, weights
from troth.forecast.scale import BINS, Bins
from troth.forecast.spells import DONE, Known, Spells
from troth.history.arrays import Instants, Numbers

#: Bins are taken together here: how narrow a group is matters, not the minute.
COARSE = 32
#: The later cases are those that started in the last quarter.
EARLIER = 0.75
#: Of so many cases the choice is made.
MOST_CASES = 20_000
MOST_FACETS = 4
#: No case counts as less likely.
LEAST_LIKELY = 1e-6
#: A facet that makes a case likelier by less than this, on average, tells nothing apart (nats).
LEAST_GAIN = 0.004
#: A name for every tenth case is no group.
FEWEST_PER_VALUE = 10


@dataclass(frozen=True, kw_only=True, eq=False)
class _Trial:
    """Earlier cases to learn from, and later ones to foretell."""

    facets: Mapping[str, Coded]
    earlier: Bins
    later: Bins
    before: Known
    after: Known
    weight: Numbers
    started_us: Bins

    def likelihood(self, order: Sequence[str]) -> float:
        """The mean log-likelihood of a later case, open ones as far as they have come."""
        own = {name: (self.facets[name][0], self.facets[name][1][self.earlier]) for name in order}
        counts = count(
            grouped(own, self.earlier.size),
            self.before.kinds,
            _coarse(self.before),
            self.weight,
            self.started_us,
            width=COARSE,
        )
        codes = [self.facets[name][1][self.later] for name in order]
        groups = counts.groups.of_codes(codes, self.later.size)
        done = CurveBook(counts, K).of(groups).done
        number = np.arange(self.later.size)
        bins = np.maximum(_coarse(self.after), 0)
        reached = done[number, bins]
        before = np.where(bins > 0, done[number, np.maximum(bins - 1, 0)], 0.0)
        ended = self.after.kinds == DONE
        seen = np.where(ended, reached - before, 1.0 - np.where(_coarse(self.after) < 0, 0, before))
        return float(np.log(np.maximum(seen, LEAST_LIKELY)).mean())


def choose(
    spells: Spells,
    rows: Bins,
    facets: Mapping[str, Coded],
    at_us: int,
    half_life_days: float | None,
) -> tuple[str, ...]:
    """The facets of those given that tell cases apart, in the order in which they narrow down.

    Args:
        spells: all cases.
        rows: those that are known at the instant.
        facets: candidates, with the codes of all cases.
        at_us: UTC microseconds.
        half_life_days: as the model will have it.
    """
    trial = _trial(spells, rows, facets, at_us, half_life_days)
    chosen: list[str] = []
    if trial is None:
        return ()
    best = trial.likelihood(())
    candidates = [name for name in facets if tells_groups(facets[name][1][rows])]
    while candidates and len(chosen) < MOST_FACETS:
        found = {name: trial.likelihood((*chosen, name)) for name in candidates}
        winner = max(candidates, key=lambda name: found[name])
        if found[winner] < best + LEAST_GAIN:
            break
        best = found[winner]
        chosen.append(winner)
        candidates.remove(winner)
    return tuple(chosen)


def split(rows: Bins, started_us: Instants) -> tuple[int, Bins, Bins]:
    """The instant that parts cases, UTC microseconds; those that started by then; and the later."""
    started = started_us[rows]
    cut = int(np.quantile(started, EARLIER))
    return cut, rows[started <= cut], rows[started > cut]


def _trial(
    spells: Spells,
    rows: Bins,
    facets: Mapping[str, Coded],
    at_us: int,
    half_life_days: float | None,
) -> _Trial | None:
    rows = rows[:: max(1, -(-rows.size // MOST_CASES))]
    cut, earlier, later = split(rows, spells.started_us)
    if not earlier.size or not later.size:
        return None
    return _Trial(
        facets=facets,
        earlier=earlier,
        later=later,
        before=spells.known(cut, earlier).settled,
        after=spells.known(at_us, later).settled,
        weight=weights(spells.started_us[earlier], cut, half_life_days),
        started_us=spells.started_us[earlier],
    )


def _coarse(known: Known) -> Bins:
    """Bins taken together: three days, or durations within a factor of two."""
    if known.scale.unit == "days":
        return np.minimum(known.bins, COARSE * 3 - 1) // 3
    return known.bins // (BINS // COARSE)


def tells_groups(codes: Bins) -> bool:
    """Whether a facet with these codes has more than one value, and not a name for each case."""
    distinct = np.unique(codes).size
    return 1 < distinct <= codes.size / FEWEST_PER_VALUE
