"""The level that is asked of curves for a promise that shall hold with probability p.

What was said is held against what came true: each recent case has a position, the share of cases
that its curve said would end as soon, and positions should be spread evenly. Where they are not,
curves are off, all in the same direction, and p is asked at another level instead. Where a value of
the first facet has many recent cases it has a level of its own, which leans on everybody's as its
curve does: groups do not drift together.

A case that is still open counts with the position it has reached, so kept promises are not heard of
before broken ones. The spread of positions is again a curve by Kaplan and Meier. See
docs/decisions/009-the-level-is-adapted-by-positions.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from troth.forecast.scale import Bins
from troth.forecast.spells import DONE
from troth.history.arrays import Numbers

#: Steps of a level; there are cells between them.
STEPS = 400
#: Fewer positions say nothing.
FEWEST = 200
#: Over less than this no case is spread.
NARROWEST = 1.0 / (8 * STEPS)
#: How far the level follows what was seen: alarm first, correct slowly.
PULL = 0.5
#: How many made-up cases the level of a value of the first facet borrows from everybody's.
BORROWED = 50.0
#: Positions beyond which fewer cases are left are not believed.
FEWEST_AT_RISK = 50


@dataclass(frozen=True, eq=False)
class LevelMap:
    """For each share that is asked for, 0 to 1 in `STEPS`, the share to be asked of curves."""

    asked: Numbers
    #: How many cases it was learned from; nothing was learned from none.
    cases: float = 0.0

    @property
    def doubt(self) -> float:
        """What it adds to the variance of a share, as a part of share (1 - share)."""
        return PULL**2 / self.cases if self.cases else 0.0

    def of(self, p: float) -> float:
        """What to ask of curves for a promise that shall hold with probability p."""
        return float(np.interp(p, _STEPS, self.asked))

    def said(self, curve: Numbers) -> Numbers:
        """What a curve's shares come to: the inverse of `of`."""
        return np.interp(curve, self.asked, _STEPS)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was learned, so that curves are taken as they are."""
        return bool((self.asked == _STEPS).all())

    def leaning_on(self, other: "LevelMap") -> "LevelMap":
        """This map of few cases, with so many made-up cases as another map has it."""
        own = self.cases / (self.cases + BORROWED)
        return LevelMap(other.asked + own * (self.asked - other.asked), self.cases + BORROWED)


_STEPS: Numbers = np.linspace(0.0, 1.0, STEPS + 1)

PLAIN = LevelMap(_STEPS)


@dataclass(frozen=True, eq=False)
class Levels:
    """The level of everybody, and of those values of the first facet that have one of their own."""

    everybody: LevelMap = PLAIN
    #: By the code of the first facet.
    own: Mapping[int, LevelMap] = field(default_factory=dict)

    def of(self, top: int) -> LevelMap:
        """The level for a code of the first facet."""
        return self.own.get(top, self.everybody)

    def said(self, tops: Bins, curves: Numbers) -> Numbers:
        """What the shares of curves come to: a row for each, and the code of its first facet."""
        found = curves if self.everybody.is_plain else self.everybody.said(curves)
        found = found.copy()
        for top in np.intersect1d(tops, list(self.own)).tolist():
            rows = tops == top
            found[rows] = self.own[top].said(curves[rows])
        return found


def learn_all(
    tops: Bins, position: Numbers, kinds: Bins, began: Numbers, weight: Numbers | None = None
) -> Levels:
    """The level of everybody, and of each first facet's value with enough recent cases.

    Args:
        tops: the code of the first facet of each case.
        position: and all that follow, as in `learn`.
        kinds: how each has ended.
        began: where the bin of its ending begins.
        weight: how many cases each row stands for; one unless given.
    """
    count = np.ones(len(position)) if weight is None else weight
    everybody = learn(position, kinds, count, began)
    own = {}
    codes = np.unique(tops).tolist()
    for code in codes if len(codes) > 1 else ():
        rows = tops == code
        if count[rows].sum() >= FEWEST:
            found = learn(position[rows], kinds[rows], count[rows], began[rows])
            own[code] = found.leaning_on(everybody)
    return Levels(everybody, own)


def learn(
    position: Numbers,
    kinds: Bins,
    weight: Numbers | None = None,
    began: Numbers | None = None,
) -> LevelMap:
    """The levels that would have held.

    Args:
        position: of each case, from 0 to 1: the share of its curve at its ending, or so far.
        kinds: `DONE` where it has ended; all others count as seen so far.
        weight: how many cases each row stands for; one unless given.
        began: of each case, the share of its curve when the bin of its ending began. The case is
            spread evenly between the two, as Czado, Gneiting and Held do (Biometrics 65, 2009), for
            half of all cases may end in one bin. Without it each is where its bin ends.
    """
    count = np.ones(len(position)) if weight is None else weight
    cases = float(count.sum())
    if cases < FEWEST:
        return PLAIN
    done = kinds == DONE
    ended = _spread((position if began is None else began)[done], position[done], count[done])
    cell = np.clip((position[~done] * STEPS).astype(np.int64), 0, STEPS - 1)
    left = ended + np.bincount(cell, count[~done], STEPS)
    at_risk = left[::-1].cumsum()[::-1]
    share = 1.0 - np.cumprod(
        1.0 - np.divide(ended, at_risk, out=np.zeros(STEPS), where=at_risk > 0)
    )
    believed = int((at_risk >= FEWEST_AT_RISK).sum())
    return LevelMap(_inverse(share[:believed]), cases)


def _spread(began: Numbers, position: Numbers, count: Numbers) -> Numbers:
    """How many cases are in each cell, when each is spread evenly from `began` to `position`."""
    began = np.minimum(began, position - NARROWEST)
    slope = count / (position - began)
    below = _ramps(began, slope) - _ramps(position, slope)
    below[0] = 0.0
    return np.maximum(np.diff(below), 0.0)


def _ramps(begin: Numbers, slope: Numbers) -> Numbers:
    """The sum, at each step, of what has risen since it began."""
    step = np.clip(np.ceil(begin * STEPS), 0, STEPS).astype(np.int64)
    slopes = np.bincount(step, slope, STEPS + 1).cumsum()
    found: Numbers = slopes * _STEPS - np.bincount(step, slope * begin, STEPS + 1).cumsum()
    return found


def _inverse(share: Numbers) -> Numbers:
    """From what came true at each step to the step at which each share came true."""
    steps = _STEPS[: len(share) + 1]
    came_true = np.concatenate(([0.0], share))
    if len(share) < STEPS:
        # Nobody was seen further: a straight line to the end.
        steps, came_true = np.append(steps, 1.0), np.append(came_true, 1.0)
    # Without an ending in a cell there is no slope to go back by.
    rising = came_true + np.arange(len(came_true)) * 1e-9
    asked = _STEPS + PULL * (np.interp(_STEPS, rising, steps) - _STEPS)
    return np.maximum.accumulate(np.clip(asked + np.arange(STEPS + 1) * 1e-12, 0.0, 1.0))
