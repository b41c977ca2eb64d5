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

#: The levels that are tried for one that keeps as many, densest where promises are made.
TRIED = np.round(np.concatenate((np.arange(0.05, 0.8, 0.02), np.arange(0.8, 0.999, 0.005))), 4)
#: Groups with fewer promises fallen due are not compared by themselves.
GROUP = 100
#: The shares of promises by whose lengths a picture is drawn.
DRAWN = np.round(np.arange(0.05, 0.96, 0.05), 2)


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
    everybody = np.arange(int(due.sum()))
    theirs = float(judged.kept[due].mean())
    before = _kept_before(promises)
    as_many = table.keeping(theirs, everybody)
    return {
        **share(judged.kept, due),
        "mean_hours": _hours(table.own.mean()),
        "median_hours": _hours(np.median(table.own)),
        "before": table.row(table.at(before)) if before is not None else None,
        "after": table.row(as_many),
        "within_groups": table.within_groups(promises.tops[due], judged.kept[due]),
        "equal_length": table.equal_length(theirs),
        "lengths": _lengths(table.own, table.said_at(as_many, everybody)),
    }


class _Table:
    """Our promises to the same cases at every level that is tried.

    A place in it is the number of a level, or lies between two: then as many are promised at the
    upper one as its fraction says, and figures lie as far between those of the two.
    """

    def __init__(self, promises: Promises, due: Flags) -> None:
        self.own = promises.own[due]
        took = np.where(promises.done, promises.known.seconds, np.inf)[due]
        cap = _longest_seen(promises)
        self.said = np.empty((len(TRIED), len(took)), np.float32)
        self.kept = np.empty(self.said.shape, bool)
        for level, p in enumerate(TRIED.tolist()):
            seconds = np.minimum(promises.quantiles(p)[due], cap)
            # What is still open is not kept, whenever it will end.
            self.said[level], self.kept[level] = seconds, took <= seconds

    def at(self, p: float) -> float:
        """The place of a level."""
        return float(np.interp(p, TRIED, np.arange(len(TRIED))))

    def keeping(self, kept: float, rows: Bins) -> float:
        """The lowest place at which so many of some promises are kept; the highest if none."""
        return _crossing(self.kept[:, rows].mean(1), kept)

    def said_at(self, place: float, rows: Bins) -> Numbers:
        """How long some promises are, in seconds."""
        low, high, part = _around(place)
        said: Numbers = (1.0 - part) * self.said[low][rows] + part * self.said[high][rows]
        return said

    def row(self, place: float) -> dict[str, Any]:
        """What is promised, what of it is kept, and how long it is beside theirs."""
        low, high, part = _around(place)
        rows = [
            {
                "p": float(TRIED[level]),
                "kept": float(self.kept[level].mean()),
                **_ratios(self.said[level], self.own),
            }
            for level in (low, high)
        ]
        return {key: round((1.0 - part) * rows[0][key] + part * rows[1][key], 6) for key in rows[0]}

    def equal_length(self, theirs: float) -> dict[str, Any]:
        """What is kept where ours are as long as theirs on average."""
        place = _crossing(self.said.mean(1, dtype=float), float(self.own.mean()))
        kept = self.row(place)["kept"]
        return {"kept": kept, "gain_points": round(100 * (kept - theirs), 3)}

    def within_groups(self, codes: Bins, kept: Flags) -> dict[str, Any] | None:
        """Each group at the level that keeps as many as the company's did in it."""
        rows, said = [], []
        for code in groups_with(codes, GROUP):
            own = np.flatnonzero(codes == code)
            rows.append(own)
            said.append(self.said_at(self.keeping(float(kept[own].mean()), own), own))
        if not rows:
            return None
        ratios = _ratios(np.concatenate(said), self.own[np.concatenate(rows)])
        return {"groups": len(rows), "n": sum(map(len, rows)), **_rounded(ratios)}


def _longest_seen(promises: Promises) -> float:
    """Promised where nothing can be named: the longest time that anything was seen, in seconds."""
    basis = promises.basis
    return float(basis.spells.known(basis.at_us, basis.known).seconds.max())


def _around(place: float) -> tuple[int, int, float]:
    """The levels below and above a place, and how far it is from the first to the second."""
    low = int(place)
    return low, min(low + 1, len(TRIED) - 1), place - low


def _crossing(rising: Numbers, value: float) -> float:
    """The place at which rising figures of levels reach a value; the last where they do not."""
    reached = rising >= value - 1e-9
    if reached[0] or not reached.any():
        return 0.0 if reached[0] else len(rising) - 1.0
    above = int(reached.argmax())
    part = (value - rising[above - 1]) / (rising[above] - rising[above - 1])
    return above - 1 + float(np.clip(part, 0.0, 1.0))


def _kept_before(promises: Promises) -> float | None:
    """The share of the company's promises that had been kept when the judging began."""
    basis = promises.basis
    cases = basis.history.cases().where(basis.known)
    known = outcomes(cases, basis.history.rule, basis.at_us)
    decided = int(known.kept.sum() + known.broken.sum())
    return float(known.kept.sum() / decided) if decided else None


def _lengths(theirs: Numbers, ours: Numbers) -> list[dict[str, float]]:
    """How long the shortest promises are, share by share, where as many are kept."""
    return [
        {
            "share": float(share_of_all),
            "theirs_hours": _hours(np.quantile(theirs, share_of_all)),
            "ours_hours": _hours(np.quantile(ours, share_of_all)),
        }
        for share_of_all in DRAWN
    ]


def _ratios(ours: Numbers, theirs: Numbers) -> dict[str, float]:
    ours, theirs = np.maximum(ours.astype(float), 1.0), np.maximum(theirs, 1.0)
    return {
        "mean_ratio": float(ours.mean() / theirs.mean()),
        "median_ratio": float(np.median(ours) / np.median(theirs)),
        "geometric_ratio": float(np.exp(np.log(ours).mean() - np.log(theirs).mean())),
    }


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 6) for key, value in figures.items()}


def _hours(seconds: float | np.floating[Any]) -> float:
    return round(float(seconds) / HOUR, 3)
