"""What would have been said of cases: shares learned anew now and then, the level of each day."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from troth.clock.instants import DAY
from troth.forecast.scale import Bins
from troth.forecast.shares import level
from troth.forecast.shares.book import K, book
from troth.forecast.shares.verdicts import Verdicts
from troth.history import MISSING
from troth.history.arrays import Numbers


@dataclass(frozen=True, kw_only=True, eq=False)
class Said:
    """Cases with a verdict, and the odds that were said of them before they started."""

    rows: Bins
    #: By the shares of groups alone, and at the level of the day.
    plain: Numbers
    at_level: Numbers


def replay(
    found: Verdicts, names: Sequence[str], refits_us: Sequence[int], last_us: int, k: float = K
) -> Said:
    """Say the odds of every case that starts from the first refit up to the last instant.

    Args:
        found: all promises.
        names: of facets, in the order in which they narrow down.
        refits_us: when shares are learned anew, ascending UTC microseconds; from the first of them
            on the level is learned anew every 24 hours.
        last_us: cases that start later take no part.
        k: made-up cases.
    """
    # The first level needs what would have been said in the days before.
    first_us = refits_us[0]
    plain = _plain(found, names, [first_us - level.DAYS * DAY, *refits_us], last_us, k)
    known = np.flatnonzero(~np.isnan(plain))
    at_level = np.full(len(plain), np.nan)
    for at_us in range(first_us, last_us, DAY):
        by = level.learn(plain[known], found.kept[known], found.heard_us[known], at_us)
        started = found.started_us[known]
        here = known[(started >= at_us) & (started < min(at_us + DAY, last_us))]
        at_level[here] = level.moved(plain[here], by)
    rows = np.flatnonzero(~np.isnan(at_level))
    return Said(rows=rows, plain=plain[rows], at_level=at_level[rows])


def _plain(
    found: Verdicts, names: Sequence[str], refits_us: Sequence[int], last_us: int, k: float
) -> Numbers:
    """By the shares of the refit before each start; NaN for other cases."""
    plain = np.full(len(found.kept), np.nan)
    judged, started = found.heard_us != MISSING, found.started_us
    for at_us, next_us in zip(refits_us, [*refits_us[1:], last_us], strict=True):
        learned_from = found.heard(at_us)
        rows = np.flatnonzero(judged & (started >= at_us) & (started < next_us))
        if learned_from.size:
            plain[rows] = book(found, learned_from, names, k).of(found.facets, rows)
    return plain
