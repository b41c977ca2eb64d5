"""The company's own promises: how well their odds were foretold, and how ours compare.

Two sets of promises compare only when one thing is equal: the share kept, or the mean length.
"""

from typing import Any

import numpy as np

from troth.forecast.backtest.held import HOUR, groups_with, share
from troth.forecast.backtest.promises import Promises
from troth.forecast.scale import Bins
from troth.forecast.scores import auc, brier_skill, ece, reliability
from troth.history.arrays import Flags, Numbers
from troth.history.outcome import outcomes

#: The levels that are tried for one that keeps as many.
TRIED = np.concatenate((np.linspace(0.05, 0.95, 46), np.linspace(0.955, 0.995, 9)))
#: Groups with fewer promises fallen due are not compared by themselves.
GROUP = 100


def kept_odds(promises: Promises) -> dict[str, Any] | None:
    """How well it was foretold which of the company's promises would be kept.

    None where the history has none that fell due.
    """
    judged = promises.judged(promises.own)
    due = judged.due & np.isfinite(promises.own)
    if not due.any():
        return None
    odds = promises.chances(np.where(due, promises.own, 0.0))[due]
    kept = judged.kept[due]
    return {
        "n": int(due.sum()),
        "kept": round(float(kept.mean()), 6),
        "said": round(float(odds.mean()), 6),
        "brier_skill": round(brier_skill(odds, kept), 6),
        "auc": round(auc(odds, kept), 6),
        "ece": round(ece(odds, kept), 6),
        "reliability": [_rounded(step) for step in reliability(odds, kept)],
    }


def comparison(promises: Promises) -> dict[str, Any] | None:
    """Ours beside the company's, on the cases whose own promise fell due; None without any."""
    judged = promises.judged(promises.own)
    due = judged.due & np.isfinite(promises.own)
    if not due.any():
        return None
    table = _Table(promises, due)
    theirs = float(judged.kept[due].mean())
    before = _kept_before(promises)
    return {
        **share(judged.kept, due),
        "mean_hours": _hours(table.own.mean()),
        "median_hours": _hours(np.median(table.own)),
        "before": table.at_level(before) if before is not None else None,
        "after": table.at_kept(theirs),
        "within_groups": table.within_groups(promises.tops[due], judged.kept[due]),
        "equal_length": table.at_length(float(table.own.mean()), theirs),
    }


class _Table:
    """Our promises to the same cases at every level that is tried."""

    def __init__(self, promises: Promises, due: Flags) -> None:
        #: Where nothing can be named, the longest time that anything was seen.
        longest = promises.basis.spells.known(promises.basis.at_us, promises.basis.known)
        cap = float(longest.seconds.max())
        self.own = promises.own[due]
        took = np.where(promises.done, promises.known.seconds, np.inf)[due]
        self.said = np.array([np.minimum(promises.quantiles(float(p))[due], cap) for p in TRIED])
        #: What is still open is not kept, whenever it will end.
        self.kept = took <= self.said

    def at_level(self, p: float) -> dict[str, Any]:
        """At one level."""
        return self._row(int(np.abs(TRIED - p).argmin()), np.arange(len(self.own)))

    def at_kept(self, kept: float) -> dict[str, Any]:
        """At the lowest level that keeps as many."""
        return self._row(
            self._level_keeping(kept, np.arange(len(self.own))), np.arange(len(self.own))
        )

    def at_length(self, seconds: float, theirs: float) -> dict[str, Any]:
        """At the highest level whose promises are no longer on average."""
        means = self.said.mean(1)
        level = max(int(np.searchsorted(means, seconds, side="right")) - 1, 0)
        kept = float(self.kept[level].mean())
        # Between two levels, where the mean lies in between.
        if level + 1 < len(TRIED) and means[level + 1] > means[level]:
            part = (seconds - means[level]) / (means[level + 1] - means[level])
            kept += float(np.clip(part, 0, 1)) * (float(self.kept[level + 1].mean()) - kept)
        return {"kept": round(kept, 6), "gain_points": round(100 * (kept - theirs), 3)}

    def within_groups(self, codes: Bins, kept: Flags) -> dict[str, Any] | None:
        """Each group at the level that keeps as many as the company's did in it."""
        rows, said = [], []
        for code in groups_with(codes, GROUP):
            own = np.flatnonzero(codes == code)
            level = self._level_keeping(float(kept[own].mean()), own)
            rows.append(own)
            said.append(self.said[level][own])
        if not rows:
            return None
        chosen, ours = np.concatenate(rows), np.concatenate(said)
        return {"groups": len(rows), "n": len(chosen), **_ratios(ours, self.own[chosen])}

    def _level_keeping(self, kept: float, rows: Bins) -> int:
        enough = self.kept[:, rows].mean(1) >= kept - 1e-9
        return int(enough.argmax()) if enough.any() else len(TRIED) - 1

    def _row(self, level: int, rows: Bins) -> dict[str, Any]:
        return {
            "p": round(float(TRIED[level]), 4),
            "kept": round(float(self.kept[level][rows].mean()), 6),
            **_ratios(self.said[level][rows], self.own[rows]),
        }


def _kept_before(promises: Promises) -> float | None:
    """The share of the company's promises that had been kept when the judging began."""
    basis = promises.basis
    cases = basis.history.cases().where(basis.known)
    known = outcomes(cases, basis.history.rule, basis.at_us)
    decided = int(known.kept.sum() + known.broken.sum())
    return float(known.kept.sum() / decided) if decided else None


def _ratios(ours: Numbers, theirs: Numbers) -> dict[str, float]:
    ours, theirs = np.maximum(ours, 1.0), np.maximum(theirs, 1.0)
    geometric = np.exp(np.log(ours).mean() - np.log(theirs).mean())
    return {
        "mean_ratio": round(float(ours.mean() / theirs.mean()), 4),
        "median_ratio": round(float(np.median(ours) / np.median(theirs)), 4),
        "geometric_ratio": round(float(geometric), 4),
    }


def _rounded(step: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 6) for key, value in step.items()}


def _hours(seconds: float | np.floating[Any]) -> float:
    return round(float(seconds) / HOUR, 3)
