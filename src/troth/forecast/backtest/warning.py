"""Warnings: how early, and how surely, the odds tell which promises will be broken."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from troth.forecast.backtest.held import HOUR
from troth.forecast.backtest.promises import Promises
from troth.forecast.model import codes_of
from troth.forecast.replay import Round
from troth.forecast.scores import auc, average_precision
from troth.forecast.spells import OPEN
from troth.history.arrays import Flags, Numbers

#: The shares of their time at which promises are looked at.
LOOKS = (0.25, 0.5, 0.75)
#: The rule of thumb of most help desks: warn when so much of the time is gone.
FIXED = 0.75


def warnings(promises: Promises) -> list[dict[str, Any]]:
    """How well open cases that break are told from the rest; nothing without promises of its own.

    First when some share of each promise's time is gone, then in queues: see `_queues`.
    """
    watched = _Watched(promises)
    if not watched.chosen.any():
        return []
    return [*(watched.at(look) for look in LOOKS), _queues(watched)]


class _Watched:
    """The company's promises that fell due, looked at while their time runs."""

    def __init__(self, promises: Promises) -> None:
        judged = promises.judged(promises.own)
        self.promises = promises
        self.chosen: Flags = judged.due & np.isfinite(promises.own)
        self.own = np.where(self.chosen, promises.own, 0.0)
        self.broken = ~judged.kept
        self.took = np.where(promises.known.kinds == OPEN, np.inf, promises.known.seconds)

    def at(self, look: float) -> dict[str, Any]:
        """How well the odds rank those that are open when so much of their time is gone."""
        passed = look * self.own
        chosen = self.chosen & (self.took > passed)
        odds = 1.0 - self.promises.left(passed, self.own)[chosen]
        broken = self.broken[chosen]
        return {
            "rule": "odds",
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


def _queues(watched: _Watched) -> dict[str, Any]:
    """What a desk would have looked at, once a refit: the open promises that most likely break.

    The fixed rule takes those of whose time three quarters are gone. The odds take as many: those
    that break most likely, however much time is left.
    """
    looks = [_look(watched, one) for one in watched.promises.rounds[1:]]
    broken, fixed, ours, lead = (
        np.concatenate([getattr(look, name) for look in looks] or [np.zeros(0, bool)])
        for name in ("broken", "fixed", "ours", "lead")
    )
    found = _median_hours(lead[ours & broken]), _median_hours(lead[fixed & broken])
    return {
        "rule": "equal_volume",
        "looks": len(looks),
        "volume": int(fixed.sum()),
        "precision": _mean(broken[ours]),
        "fixed_precision": _mean(broken[fixed]),
        "lead_hours": found[0],
        "fixed_lead_hours": found[1],
        "lead_ratio": round(found[0] / found[1], 3) if found[0] and found[1] else None,
    }


def _look(watched: _Watched, one: Round) -> _Look:
    promises, basis = watched.promises, watched.promises.basis
    passed = basis.spells.clock.reading(one.model.at_us) - basis.spells.start[promises.rows]
    waiting = (passed > 0) & (watched.took > passed) & (watched.own > passed)
    here = np.flatnonzero(watched.chosen & waiting)
    own, passed = watched.own[here], passed[here]
    codes = codes_of(basis.facets, basis.settings, promises.rows[here])
    groups = one.model.groups.of_codes(codes, here.size)
    odds = 1.0 - one.model.left(groups, passed, own)
    fixed = passed >= FIXED * own
    ours = np.zeros(here.size, bool)
    # Of equal odds, whoever is due first.
    ours[np.lexsort((own - passed, -odds))[: int(fixed.sum())]] = True
    return _Look(watched.broken[here], fixed, ours, own - passed)


def _mean(values: Flags) -> float | None:
    return round(float(values.mean()), 6) if values.size else None


def _median_hours(seconds: Numbers) -> float | None:
    return round(float(np.median(seconds)) / HOUR, 3) if seconds.size else None
