"""The level of the last days: how far off what was said has been, by which all log-odds are moved.

What was said was learned from earlier cases. The last day says most: weather comes and goes. The
half-life was chosen on flights from New York in 2013: `make evaluate` judges them.
"""

import numpy as np

from troth.clock.instants import DAY
from troth.history.arrays import Flags, Instants, Numbers

#: Promises heard of so many days ago say nothing any more, and half as much each half-life.
DAYS = 14
HALF_LIFE_DAYS = 3.0
#: So many cases without a bias stand beside those of the last days.
PRIOR = 50.0
#: No share is surer.
SUREST = 1.0 - 1e-6
#: Steps of Newton's; each doubles the digits that are right.
STEPS = 20
#: No level goes further in one step.
FURTHEST = 1.0


def learn(said: Numbers, kept: Flags, heard_us: Instants, at_us: int) -> float:
    """By how much to move all log-odds so that the mean said of the last days is the share kept.

    Args:
        said: of each promise, before it was moved.
        kept: whether it was.
        heard_us: when that was heard of, UTC microseconds.
        at_us: the instant; only promises heard of in the days before it count.
    """
    recent = (heard_us <= at_us) & (heard_us > at_us - DAYS * DAY)
    weight = np.exp2(-(at_us - heard_us[recent]) / (HALF_LIFE_DAYS * DAY))
    log_odds, held = _log_odds(said[recent]), kept[recent]
    found = 0.0
    for _ in range(STEPS):
        now, even = _chance(log_odds + found), float(_chance(np.array(found)))
        off = float((weight * (held - now)).sum()) - PRIOR * (even - 0.5)
        slope = float((weight * now * (1.0 - now)).sum()) + PRIOR * even * (1.0 - even)
        found += float(np.clip(off / slope, -FURTHEST, FURTHEST))
    return found


def moved(share: Numbers, by: float) -> Numbers:
    """Shares whose log-odds are moved."""
    return _chance(_log_odds(share) + by)


def _chance(log_odds: Numbers) -> Numbers:
    chance: Numbers = 1.0 / (1.0 + np.exp(-log_odds))
    return chance


def _log_odds(share: Numbers) -> Numbers:
    inside = np.clip(share, 1.0 - SUREST, SUREST)
    log_odds: Numbers = np.log(inside / (1.0 - inside))
    return log_odds
