"""What is learned from the cases known at one instant, and what it says of many cases at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from troth.clock.instants import DAY
from troth.forecast.counts import count
from troth.forecast.curves import CHUNK, CurveBook, Curves, endings, kept_by
from troth.forecast.groups import Groups, grouped
from troth.forecast.level import Levels
from troth.forecast.scale import Bins, Scale
from troth.forecast.spells import Spells
from troth.history.arrays import Instants, Numbers

#: Values of a facet, and the code of each case.
Coded = tuple[Sequence[str | None], Bins]

#: From so many cases on, older ones weigh less: half as much for each half-life.
MANY = 5_000
HALF_LIFE_DAYS = 45.0
#: Less than any share of cases.
NOBODY = 1e-12
#: How many made-up cases a group borrows from its parent.
K = 50.0


#: Curves of groups, or boosted trees.
Method = Literal["curves", "boost"]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How a model learns."""

    #: In the order in which they narrow down.
    facets: tuple[str, ...] = ()
    k: float = K
    #: None where all cases weigh the same.
    half_life_days: float | None = None
    method: Method = "curves"


def default_half_life(cases: int) -> float | None:
    """In days: where there are many cases the recent ones say more."""
    return HALF_LIFE_DAYS if cases >= MANY else None


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """Curves of groups, and the level at which they are asked."""

    at_us: int
    scale: Scale
    book: CurveBook
    levels: Levels = field(default_factory=Levels)

    @property
    def groups(self) -> Groups:
        """Whom it tells apart."""
        return self.book.counts.groups

    def at_levels(self, levels: Levels) -> "Model":
        """The same, asked at other levels."""
        return replace(self, levels=levels)

    def whom(self, codes: Sequence[Bins], started_us: Instants) -> Bins:
        """What it knows of cases: their narrowest groups, by codes of the facets."""
        return self.groups.of_codes(codes, len(started_us))

    def curves(self, groups: Bins) -> Curves:
        """A row for each group, adapted."""
        plain = self.book.of(groups)
        return replace(plain, done=self.levels.said(self.groups.tops[groups], plain.done))

    def quantiles(self, groups: Bins, p: float) -> Numbers:
        """In how many seconds each case ends with probability p; inf where none can be named."""
        return self.quantiles_at(groups, (p,))[p]

    def quantiles_at(self, groups: Bins, levels: Sequence[float]) -> dict[float, Numbers]:
        """The quantiles at several levels, for which each curve is made only once."""
        found = {p: np.empty(len(groups)) for p in levels}
        for part, distinct, place in _chunks(groups):
            kept = kept_by(self.curves(distinct))
            for p, seconds in found.items():
                level = np.full(len(distinct), p)
                seconds[part] = self.scale.reaching(kept, level)[place]
        return found

    def chances(self, groups: Bins, seconds: Numbers) -> Numbers:
        """How likely each case ends within so many seconds, unless it is withdrawn."""
        found = np.empty(len(groups))
        for part, distinct, place in _chunks(groups):
            kept = kept_by(self.curves(distinct))
            found[part] = self.scale.at(kept, seconds[part], place)
        return found

    def left(self, groups: Bins, passed: Numbers, seconds: Numbers) -> Numbers:
        """How likely each case ends in time, given that it is open after `passed` seconds.

        Withdrawn cases count neither way; where all cases would have ended by then, 0.
        """
        found = np.empty(len(groups))
        for part, distinct, place in _chunks(groups):
            ended, withdrawn = endings(self.curves(distinct))
            found[part] = still_open(
                self.scale, ended[place], withdrawn[place], passed[part], seconds[part]
            )[0]
        return found

    def positions(self, groups: Bins, bins: Bins) -> Numbers:
        """The share of its own curve, not adapted, that each case has reached; see `level`."""
        found = np.empty(len(groups))
        for part, distinct, place in _chunks(groups):
            reached = self.book.of(distinct).done[place, np.maximum(bins[part], 0)]
            found[part] = np.where(bins[part] < 0, 0.0, reached)
        return found


def still_open(
    scale: Scale, ended: Numbers, withdrawn: Numbers, passed: Numbers, seconds: Numbers
) -> tuple[Numbers, Numbers]:
    """The odds that open cases end in time, unless withdrawn, and that they are withdrawn before.

    Both are 0 where all cases would have ended by then.

    Args:
        scale: of all durations.
        ended: shares by the end of each bin: a row for each case, or one for all.
        withdrawn: as `ended`.
        passed: how long each has been open.
        seconds: within which it should end, since its start.
    """
    had_ended, was_gone = scale.lived(ended, passed), scale.lived(withdrawn, passed)
    done = np.maximum(scale.at(ended, seconds) - had_ended, 0.0)
    gone = np.maximum(scale.at(withdrawn, seconds) - was_gone, 0.0)
    left = 1.0 - had_ended - was_gone
    kept = np.divide(done, left - gone, out=np.zeros_like(done), where=left - gone > NOBODY)
    before = np.divide(gone, left, out=np.zeros_like(gone), where=left > NOBODY)
    return np.clip(kept, 0.0, 1.0), np.clip(before, 0.0, 1.0)


def _chunks(groups: Bins) -> Iterator[tuple[Bins, Bins, Bins]]:
    """Few enough groups at a time: numbers of cases, the groups, and which of these is whose."""
    distinct, place = np.unique(groups, return_inverse=True)
    order = np.argsort(place, kind="stable")
    edges = np.searchsorted(place[order], np.arange(CHUNK, len(distinct), CHUNK))
    for number, part in enumerate(np.split(order, edges)):
        first = number * CHUNK
        yield part, distinct[first : first + CHUNK], place[part] - first


def learn(
    spells: Spells, rows: Bins, facets: Mapping[str, Coded], at_us: int, settings: Settings
) -> Model:
    """The model of some cases, as they were known at an instant.

    Args:
        spells: all cases.
        rows: those to learn from, all started by then.
        facets: values, and codes of all cases, of those in the settings at least.
        at_us: UTC microseconds; nothing that happened later is looked at.
        settings: how.
    """
    known = spells.known(at_us, rows).settled
    own = {name: (facets[name][0], facets[name][1][rows]) for name in settings.facets}
    counts = count(
        grouped(own, rows.size),
        known.kinds,
        known.bins,
        weights(spells.started_us[rows], at_us, settings.half_life_days),
        spells.started_us[rows],
    )
    return Model(at_us=at_us, scale=spells.clock.scale, book=CurveBook(counts, settings.k))


def weights(started_us: Instants, at_us: int, half_life_days: float | None) -> Numbers:
    """1 for a case that starts now, half of it for each half-life that it is older."""
    if half_life_days is None:
        return np.ones(len(started_us))
    return np.exp2(-(at_us - started_us) / DAY / half_life_days)


def tops_of(facets: Mapping[str, Coded], settings: Settings, rows: Bins) -> Bins:
    """The code of the first facet of some cases; 0 where no facet tells them apart."""
    codes = codes_of(facets, settings, rows)
    return codes[0] if codes else np.zeros(rows.size, np.int64)


def codes_of(facets: Mapping[str, Coded], settings: Settings, rows: Bins) -> list[Bins]:
    """The codes of some cases, by facet of the settings."""
    return [facets[name][1][rows] for name in settings.facets]
