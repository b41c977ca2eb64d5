"""A row for each case and step that it lived through: did it end in it?

The discrete hazard of Allison, Sociological Methodology 13 (1982), 61-98. A case that is still open
has rows for the steps that it has lived through, and is never dropped. The step in which it was
last seen counts in part: as far as cases that end in it have usually ended by then.
"""

from dataclasses import dataclass

import numpy as np

from troth.forecast.boost.steps import Steps
from troth.forecast.scale import Bins
from troth.forecast.spells import DONE, Known
from troth.history.arrays import Flags, Numbers

#: Rows that weigh less say nothing.
LEAST = 1e-3


@dataclass(frozen=True, kw_only=True, eq=False)
class Periods:
    """Rows: whose, of which step, whether the case ended in it, and how much the row weighs."""

    case: Bins
    step: Bins
    ended: Flags
    weight: Numbers


def periods(known: Known, steps: Steps, part: Numbers, weight: Numbers) -> Periods:
    """The rows of some cases.

    Args:
        known: of the cases.
        steps: of time.
        part: of each bin, how much of its step has passed by its end, from 0 to 1.
        weight: of each case.
    """
    bins = known.bins
    last = np.where(bins < 0, -1, steps.of(np.maximum(bins, 0)))
    count = last + 1
    case = np.repeat(np.arange(len(bins)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    is_last, done = step == last[case], (known.kinds == DONE)[case]
    seen = np.where(is_last & ~done, part[np.maximum(bins, 0)][case], 1.0) * weight[case]
    kept = seen > LEAST * weight[case]
    return Periods(
        case=case[kept], step=step[kept], ended=(is_last & done)[kept], weight=seen[kept]
    )
