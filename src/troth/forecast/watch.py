"""The order in which open promises should be looked at."""

import numpy as np

from troth.forecast.scale import Bins
from troth.history.arrays import Numbers

#: The rule of thumb of most help desks: warn when so much of the time is gone.
FIXED = 0.75
#: Odds are told apart in twentieths; nobody knows them better.
STEPS = 20


def queue(risk: Numbers, rest: Numbers, harm: Numbers | float = 1.0) -> Bins:
    """Numbers of promises, the one to look at first in front.

    Those that break most likely come first, and of equals those with the most time left: the
    earlier a warning, the more can be done.

    Args:
        risk: how likely each breaks.
        rest: the time that each has left.
        harm: how bad that is; it weighs odds that have been told apart, so that only what harms
            are to each other matters.
    """
    return np.lexsort((-rest, -np.round(risk * STEPS) * harm))
