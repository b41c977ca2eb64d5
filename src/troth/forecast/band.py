"""How far the odds of a group may be off, as far as chance goes.

The group's made-up cases are taken to be as good as its own, older cases count for what they weigh,
and what the level was held against is taken for exact.
"""

from dataclasses import dataclass

import numpy as np

from troth.forecast.model import NOBODY, Model
from troth.forecast.scale import Scale
from troth.history.arrays import Numbers
from troth.history.interval import wilson_many


@dataclass(frozen=True, kw_only=True, eq=False)
class Band:
    """What the curve of a group is worth."""

    scale: Scale
    #: By bin: the shares of the curve, not adapted; Greenwood's sum; who is at risk.
    done: Numbers
    spread: Numbers
    risk: Numbers
    #: What the level adds to the variance of a share, as a part of share (1 - share).
    level: float
    #: How long the longest was followed, in seconds.
    longest: float
    #: How many cases there are, made-up ones left out.
    most: float

    @classmethod
    def of(cls, model: Model, group: int) -> "Band":
        """Of a group of a model."""
        plain, book = model.book.of(np.array([group])), model.book
        spread, risk = book.doubt(group)
        return cls(
            scale=model.scale,
            done=plain.done[0],
            spread=spread,
            risk=risk,
            level=model.levels.of(int(model.groups.tops[group])).doubt,
            longest=float(model.scale.edges[plain.known[0]]),
            most=book.counts.weighs(0),
        )

    def of_curve(self, kept: Numbers) -> tuple[Numbers, Numbers]:
        """The intervals of the shares that are said for the ends of bins."""
        worth = self._worth(self.done, self.spread, float(self.risk[0]), self.level)
        low, high = wilson_many(kept, worth)
        return np.maximum.accumulate(low), np.maximum.accumulate(high)

    def of_open(self, odds: float, passed: float, seconds: Numbers) -> tuple[float, float]:
        """The interval of the odds that cases end within `seconds` which are open after `passed`.

        Beyond what anybody was followed for, ends may have come that nobody saw.
        """
        waited = np.array([passed])
        before = self.scale.lived(self.done, waited)
        ended = self.scale.at(self.done, seconds) - before
        # The level is learned from all, of whom these are left.
        left = float(np.maximum(1.0 - before, NOBODY)[0])
        spread = self.scale.at(self.spread, seconds) - self.scale.lived(self.spread, waited)
        at_risk = float(self.risk[self.scale.bins(waited)][0])
        worth = self._worth(_mean(ended) / left, _mean(spread), at_risk, self.level / left)
        low, high = wilson_many(np.array([odds]), worth)
        return float(low[0]), 1.0 if seconds.max() > self.longest else float(high[0])

    def _worth(self, curve: Numbers, spread: Numbers, at_risk: float, level: float) -> Numbers:
        """How many cases, each followed to its end, say as much as the curve and its level do.

        By Greenwood (Reports on Public Health 33, 1926) the variance of `curve` is (1 - curve)²
        times `spread`; where nobody or everybody has ended that says nothing.
        """
        most = max(min(at_risk, self.most), 1.0)
        odds = (1.0 - curve) * spread
        known = (curve > 0.0) & (odds > 0.0)
        cases = np.divide(curve, odds, out=np.full_like(curve, most), where=known)
        return np.maximum(1.0 / (1.0 / np.clip(cases, 1.0, most) + level), 1.0)


def _mean(values: Numbers) -> Numbers:
    """Over arrivals; what is due already adds nothing."""
    return np.array([np.maximum(values, 0.0).mean()])
