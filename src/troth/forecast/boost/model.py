"""Odds by boosted trees: a curve for each case, from its facets and when it starts.

The trees say how likely a case that is still open ends in a step of time. They start from what the
curve of its group says, and learn where a case differs from it. Within a step, cases end as those
of their group do, so that the curve is as fine as those of groups. Withdrawals are those of the
group.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from troth.clock import zones
from troth.forecast import model as by_group
from troth.forecast.boost.periods import periods
from troth.forecast.boost.steps import Steps, steps
from troth.forecast.boost.trees import Trees, grow
from troth.forecast.curves import CHUNK, Curves, endings, kept_by
from troth.forecast.level import Levels
from troth.forecast.model import Coded, Model, Settings, weights
from troth.forecast.scale import BINS, Bins, Scale
from troth.forecast.spells import Spells
from troth.forecast.starts import hour_codes, weekday_codes
from troth.history.arrays import Instants, Numbers

#: Cases whose steps are asked of the trees at once.
MANY = 20_000
#: No case is surer to end.
SUREST = 1.0 - 1e-9
#: Nor is any surer to end, or not to end, in a step that its trees start from.
DOUBT = 1e-5


@dataclass(frozen=True, kw_only=True, eq=False)
class Boosted:
    """Trees, the steps that they know, and the curves of groups behind them."""

    trees: Trees
    steps: Steps
    behind: Model
    zone: str
    levels: Levels = field(default_factory=Levels)

    @property
    def at_us(self) -> int:
        """The instant up to which it has learned, UTC microseconds."""
        return self.behind.at_us

    @property
    def scale(self) -> Scale:
        """How it counts durations."""
        return self.behind.scale

    def at_levels(self, levels: Levels) -> "Boosted":
        """The same, asked at other levels."""
        return replace(self, levels=levels)

    def whom(self, codes: Sequence[Bins], started_us: Instants) -> Numbers:
        """What it knows of cases: of each the group, then the hazard of each step.

        Args:
            codes: of each facet of the settings.
            started_us: UTC microseconds.
        """
        groups = self.behind.groups.of_codes(codes, len(started_us))
        features = _features(codes, started_us, self.zone)
        chance = np.empty((len(started_us), len(self.steps)))
        for first in range(0, len(started_us), MANY):
            part = slice(first, first + MANY)
            chance[part] = self._chances(features[part], groups[part])
        return np.column_stack((groups, -np.log1p(-np.minimum(chance, SUREST))))

    def curves(self, whom: Numbers) -> Curves:
        """A row for each case, adapted."""
        plain, tops = self._plain(whom), self.behind.groups.tops[_groups(whom)]
        return replace(plain, done=self.levels.said(tops, plain.done))

    def quantiles(self, whom: Numbers, p: float) -> Numbers:
        """In how many seconds each case ends with probability p; inf where none can be named."""
        return self.quantiles_at(whom, (p,))[p]

    def quantiles_at(self, whom: Numbers, levels: Sequence[float]) -> dict[float, Numbers]:
        """The quantiles at several levels, for which each curve is made only once."""
        found = {p: np.empty(len(whom)) for p in levels}
        for part in _parts(len(whom)):
            kept = kept_by(self.curves(whom[part]))
            for p, seconds in found.items():
                seconds[part] = self.scale.reaching(kept, np.full(len(kept), p))
        return found

    def chances(self, whom: Numbers, seconds: Numbers) -> Numbers:
        """How likely each case ends within so many seconds, unless it is withdrawn."""
        found = np.empty(len(whom))
        for part in _parts(len(whom)):
            found[part] = self.scale.at(kept_by(self.curves(whom[part])), seconds[part])
        return found

    def left(self, whom: Numbers, passed: Numbers, seconds: Numbers) -> Numbers:
        """How likely each case ends in time, given that it is open after `passed` seconds."""
        found = np.empty(len(whom))
        for part in _parts(len(whom)):
            ended, withdrawn = endings(self.curves(whom[part]))
            found[part] = by_group.still_open(
                self.scale, ended, withdrawn, passed[part], seconds[part]
            )[0]
        return found

    def positions(self, whom: Numbers, bins: Bins) -> Numbers:
        """The share of its own curve, not adapted, that each case has reached; see `level`."""
        found = np.empty(len(whom))
        for part in _parts(len(whom)):
            done = self._plain(whom[part]).done
            reached = done[np.arange(len(done)), np.maximum(bins[part], 0)]
            found[part] = np.where(bins[part] < 0, 0.0, reached)
        return found

    def _chances(self, features: Bins, groups: Bins) -> Numbers:
        size = len(self.steps)
        step = np.tile(np.arange(size), len(features))
        rows = np.column_stack((np.repeat(features, size, axis=0), step))
        start = starting(self.behind, groups, self.steps)
        return self.trees.chances(rows, start.ravel()).reshape(start.shape)

    def _plain(self, whom: Numbers) -> Curves:
        distinct, place = np.unique(_groups(whom), return_inverse=True)
        group = self.behind.book.of(distinct)
        hazard = whom[:, 1:]
        passed = np.cumsum(hazard, 1) - hazard
        step = self.steps.of(np.arange(BINS))
        part = parts(group.done, self.steps)[place]
        done = -np.expm1(-(passed[:, step] + hazard[:, step] * part))
        return Curves(
            done=np.maximum.accumulate(done, 1),
            staying=group.staying[place],
            known=group.known[place],
        )


def learn(
    spells: Spells, rows: Bins, facets: Mapping[str, Coded], at_us: int, settings: Settings
) -> Boosted:
    """The trees of some cases, as they were known at an instant; arguments as in `model.learn`.

    Raises:
        MissingExtraError: without the extra `boost`.
    """
    behind = by_group.learn(spells, rows, facets, at_us, settings)
    known, started_us = spells.known(at_us, rows).settled, spells.started_us[rows]
    found = steps(known)
    lived = periods(
        known,
        found,
        parts(behind.book.of(np.zeros(1, np.int64)).done, found)[0],
        weights(started_us, at_us, settings.half_life_days),
    )
    codes = by_group.codes_of(facets, settings, rows)
    features = _features(codes, started_us, spells.clock.zone)
    start = starting(behind, behind.groups.of_codes(codes, rows.size), found)
    trees = grow(
        np.column_stack((features[lived.case], lived.step)),
        lived.ended,
        start[lived.case, lived.step],
        weight=lived.weight,
        categories=range(len(codes)),
        cases=rows.size,
    )
    return Boosted(trees=trees, steps=found, behind=behind, zone=spells.clock.zone)


def parts(done: Numbers, steps: Steps) -> Numbers:
    """How much of its step has passed by the end of each bin, by what of the hazard has."""
    passed = -np.log1p(-np.minimum(done, SUREST))
    step = steps.of(np.arange(BINS))
    until = passed[:, steps.last]
    since = np.column_stack((np.zeros(len(done)), until[:, :-1]))
    whole = (until - since)[:, step]
    even = (np.arange(BINS) - steps.first[step] + 1) / (steps.last - steps.first + 1)[step]
    found: Numbers = np.tile(even, (len(done), 1))
    np.divide(passed - since[:, step], whole, out=found, where=whole > 1e-9)
    return found


def starting(behind: Model, groups: Bins, steps: Steps) -> Numbers:
    """Of each group, the log-odds of ending in each step, by its curve."""
    distinct, place = np.unique(groups, return_inverse=True)
    open_after = 1.0 - behind.book.of(distinct).done[:, steps.last]
    open_before = np.column_stack((np.ones(len(distinct)), open_after[:, :-1]))
    staying = np.divide(
        open_after, open_before, out=np.ones_like(open_after), where=open_before > 0
    )
    chance = np.clip(1.0 - staying, DOUBT, 1.0 - DOUBT)
    log_odds: Numbers = np.log(chance / (1.0 - chance))[place]
    return log_odds


def _features(codes: Sequence[Bins], started_us: Instants, zone: str) -> Bins:
    where = zones.load(zone)
    return np.column_stack(
        (*codes, weekday_codes(started_us, where), hour_codes(started_us, where))
    )


def _groups(whom: Numbers) -> Bins:
    return whom[:, 0].astype(np.int64)


def _parts(size: int) -> Iterator[slice]:
    return (slice(first, first + CHUNK) for first in range(0, size, CHUNK))
