"""What was said against what held, of the promises that fell due: by level, month and group."""

from typing import Any

import numpy as np

from troth.forecast.backtest.promises import Promises
from troth.forecast.scale import Bins
from troth.forecast.scores import pinball
from troth.history import wilson
from troth.history.arrays import Flags

#: The level of the worst month and group.
MAIN = 0.9
#: Fewer promises fallen due make no month and no group.
MONTH, GROUP = 100, 200
#: A group that held less than was said by more than this was promised too much.
SHORT = 0.05
HOUR = 3600.0
WEEK_SECONDS = 7 * 86_400.0
#: Where pinball cuts at the latest: six weeks and a day, 1,032 hours.
MOST_SECONDS = 1_032 * HOUR
#: What it leaves out where cases started until the end: those followed for the shortest time.
FOLLOWED_SHARE = 0.1


def levels(promises: Promises) -> list[dict[str, Any]]:
    """For each level: `p`, `held` of those `due`, its interval, and more."""
    return [_level(promises, p) for p in promises.levels]


def _level(promises: Promises, p: float) -> dict[str, Any]:
    seconds = promises.offered(p)
    found = promises.judged(seconds)
    finite = seconds[np.isfinite(seconds)]
    return {
        "p": p,
        **share(found.kept, found.due),
        "promisable": _rounded(np.isfinite(seconds).mean()),
        "without_answer": _rounded((~np.isfinite(promises.said(p))).mean()),
        "drifted": _rounded((np.isfinite(promises.said(p)) & ~np.isfinite(seconds)).mean()),
        "under_covered": _rounded(_under_covered(promises, p, found.kept, found.due)),
        "median_hours": _rounded(np.median(finite) / HOUR) if finite.size else None,
        "geometric_mean_hours": (
            _rounded(np.exp(np.log(np.maximum(finite, 1.0)).mean()) / HOUR) if finite.size else None
        ),
    }


def share(kept: Flags, due: Flags) -> dict[str, Any]:
    """How many fell due, what share of them was kept, and the 95 % interval (Wilson's)."""
    n, hits = int(due.sum()), int((kept & due).sum())
    low, high = wilson(hits, n)
    return {
        "held": _rounded(hits / n) if n else None,
        "due": n,
        "interval": [_rounded(low), _rounded(high)] if n else None,
    }


def _under_covered(promises: Promises, p: float, kept: Flags, due: Flags) -> float:
    """The share of promises fallen due that were made to groups that held clearly less."""
    n = np.bincount(promises.tops[due])
    hits = np.bincount(promises.tops[due & kept], minlength=len(n))
    short = hits < (p - SHORT) * n
    return float(n[short].sum() / max(int(due.sum()), 1))


def by_month(promises: Promises) -> list[dict[str, Any]]:
    """Each month in which cases started, at every level."""
    months = np.unique(promises.months)
    return [{"month": str(month), **_part(promises, promises.months == month)} for month in months]


def by_group(promises: Promises) -> list[dict[str, Any]]:
    """Each value of the first facet, at every level, the most cases first."""
    codes, cases = np.unique(promises.tops, return_counts=True)
    ordered = codes[np.lexsort((codes, -cases))]
    return [
        {"group": promises.top_name(int(code)), **_part(promises, promises.tops == code)}
        for code in ordered
    ]


def _part(promises: Promises, chosen: Flags) -> dict[str, Any]:
    found = []
    for p in promises.levels:
        result = promises.judged(promises.offered(p))
        found.append({"p": p, **share(result.kept, result.due & chosen)})
    return {"cases": int(chosen.sum()), "levels": found}


def worst(parts: list[dict[str, Any]], fewest: int) -> dict[str, Any] | None:
    """The part that held least against what was said at the main level, of those with enough due.

    None where there is none.
    """
    found = []
    for part in parts:
        level = next((one for one in part["levels"] if one["p"] == MAIN), part["levels"][-1])
        if level["due"] >= fewest:
            name = {key: part[key] for key in ("month", "group") if key in part}
            found.append({**name, **level, "off": _rounded(level["held"] - level["p"])})
    return min(found, key=lambda one: float(one["off"]), default=None)


def losses(promises: Promises) -> dict[str, Any]:
    """The pinball loss of each level in hours, on durations cut where all cases were followed.

    They are cut at the shortest follow-up, so that nothing is unknown; where cases started until
    the end, at that of nine in ten, and the rest is left out. It is cut at six weeks at the latest,
    so that figures of different spans compare. Whatever has no end is cut as well.
    """
    followed = promises.followed
    cut = float(followed.min())
    if cut < WEEK_SECONDS:
        cut = float(np.quantile(followed, FOLLOWED_SHARE))
    cut = min(cut, MOST_SECONDS)
    chosen = (followed >= cut) & ~promises.withdrawn
    took = np.minimum(np.where(promises.done, promises.known.seconds, np.inf), cut)[chosen] / HOUR
    found: dict[str, Any] = {}
    for p in promises.levels if chosen.any() else ():
        said = np.minimum(promises.said(p)[chosen], cut) / HOUR
        found[str(p)] = _rounded(pinball(p, said, took))
    return {**found, "cut_hours": _rounded(cut / HOUR), "cases": int(chosen.sum())}


def _rounded(value: float | np.floating[Any]) -> float:
    return round(float(value), 6)


def groups_with(codes: Bins, fewest: int) -> Bins:
    """The codes that come often enough."""
    found, cases = np.unique(codes, return_counts=True)
    return found[cases >= fewest]
