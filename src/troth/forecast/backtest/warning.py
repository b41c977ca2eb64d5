"""Warnings: how surely, and how early, the odds tell which promises will be broken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from troth.forecast.backtest.held import HOUR
from troth.forecast.backtest.promises import Promises
from troth.forecast.outlooks import Outlooks
from troth.forecast.promised import Promised, known_promises
from troth.forecast.scale import Bins
from troth.forecast.scores import auc, average_precision
from troth.forecast.spells import OPEN
from troth.forecast.watch import FIXED, queue
from troth.history.arrays import Flags, Instants, Numbers

#: The shares of their time at which promises are looked at.
LOOKS = (0.25, 0.5, 0.75)

#: The odds that some cases end in time: of their numbers, the instants at which they are looked at,
#: the seconds that had passed, and those that are left.
Kept = Callable[[Bins, Instants, Numbers, Numbers], Numbers]


def warnings(promises: Promises) -> list[dict[str, Any]]:
    """How well open cases that break are told from the rest; nothing where nothing is promised.

    First when some share of each promise's time is gone, by the odds of the case and, where the
    history has events, by what had happened to it; then in queues.
    """
    promised = known_promises(promises.basis)
    watched = _Watched(promises, promised)
    if not watched.chosen.any():
        return []
    outlooks = Outlooks(promises.basis, promised, [one.model for one in promises.rounds])
    rules: dict[str, Kept] = {"odds": outlooks.by_odds}
    if outlooks.has_progress:
        rules["progress"] = outlooks.by_progress
    found = [watched.at(look, rule, kept) for rule, kept in rules.items() for look in LOOKS]
    return [*found, *(_queues(watched, rule, kept) for rule, kept in rules.items())]


class _Watched:
    """Promises that fell due, looked at while their time runs."""

    def __init__(self, promises: Promises, promised: Promised) -> None:
        rows, history = promises.rows, promises.basis.history
        self.promises, self.spells = promises, promised.spells
        known = promised.spells.known(promises.judge_us, rows)
        now = promised.spells.clock.reading(promises.judge_us)
        seconds = promised.seconds[rows]
        due = np.isfinite(seconds) & (promised.spells.start[rows] + seconds <= now)
        self.rows = rows
        self.own = np.where(due, seconds, 0.0)
        self.took = np.where(known.kinds == OPEN, np.inf, known.seconds)
        self.broken = self.took > self.own
        if promised.by_label:
            label = history.cases().label[rows]
            self.broken, due = label == 0, due & (label >= 0)
        self.chosen: Flags = due

    def at(self, look: float, rule: str, kept: Kept) -> dict[str, Any]:
        """How well the odds rank those that are open when so much of their time is gone."""
        chosen = self.chosen & (self.took > look * self.own)
        own, rows = self.own[chosen], self.rows[chosen]
        when = self.spells.clock.instants(self.spells.started_us[rows], look * own)
        odds = 1.0 - kept(rows, when, look * own, (1.0 - look) * own)
        broken = self.broken[chosen]
        return {
            "rule": rule,
            "time_gone": look,
            "n": int(chosen.sum()),
            "broken": _mean(broken),
            "auc": round(auc(odds, broken), 6),
            "average_precision": round(average_precision(odds, broken), 6),
        }


@dataclass(frozen=True, eq=False)
class _Look:
    """Promises that were open at one instant."""

    #: Whether each was broken in the end.
    broken: Flags
    #: Whether it stood in the queue of the fixed rule, and in ours.
    fixed: Flags
    ours: Flags
    #: Seconds until it was due.
    lead: Numbers


def _queues(watched: _Watched, rule: str, kept: Kept) -> dict[str, Any]:
    """What a desk would have looked at, once a refit, by the fixed rule and by the odds."""
    instants = [one.model.at_us for one in watched.promises.rounds[1:]]
    looks = [_look(watched, at_us, kept) for at_us in instants]
    broken, fixed, ours, lead = (
        np.concatenate([getattr(look, name) for look in looks] or [np.zeros(0, bool)])
        for name in ("broken", "fixed", "ours", "lead")
    )
    found = _median_hours(lead[ours & broken]), _median_hours(lead[fixed & broken])
    return {
        "rule": f"{rule}, equal volume",
        "looks": len(looks),
        "volume": int(fixed.sum()),
        "precision": _mean(broken[ours]),
        "fixed_precision": _mean(broken[fixed]),
        "lead_hours": found[0],
        "fixed_lead_hours": found[1],
        "lead_ratio": round(found[0] / found[1], 3) if found[0] and found[1] else None,
    }


def _look(watched: _Watched, at_us: int, kept: Kept) -> _Look:
    passed = watched.spells.clock.reading(at_us) - watched.spells.start[watched.rows]
    rest = watched.own - passed
    waiting = (passed > 0) & (watched.took > passed) & (rest > 0)
    here = np.flatnonzero(watched.chosen & waiting)
    own, passed = watched.own[here], passed[here]
    odds = 1.0 - kept(watched.rows[here], np.full(here.size, at_us), passed, own - passed)
    fixed = passed >= FIXED * own
    ours = np.zeros(here.size, bool)
    ours[queue(odds, own - passed)[: int(fixed.sum())]] = True
    return _Look(watched.broken[here], fixed, ours, own - passed)


def _mean(values: Flags) -> float | None:
    return round(float(values.mean()), 6) if values.size else None


def _median_hours(seconds: Numbers) -> float | None:
    return round(float(np.median(seconds)) / HOUR, 3) if seconds.size else None
