"""The steps in which boosted trees see time: some bins of the grid taken together."""

from dataclasses import dataclass

import numpy as np

from troth.forecast.scale import BINS, Bins
from troth.forecast.spells import DONE, Known
from troth.history.arrays import Numbers

#: Between the shares of all endings at which steps end; the last are finer, for late promises.
SHARES: Numbers = np.concatenate((np.arange(1, 18) / 18.0, [0.97, 0.985, 0.995, 1.0]))


@dataclass(frozen=True, eq=False)
class Steps:
    """Of each step the last bin that belongs to it; the last step ends with the grid."""

    last: Bins

    def __len__(self) -> int:
        return len(self.last)

    def of(self, bins: Bins) -> Bins:
        """The step of each bin."""
        return np.searchsorted(self.last, bins)

    @property
    def first(self) -> Bins:
        """Of each step its first bin."""
        return np.concatenate(([0], self.last[:-1] + 1))


def steps(known: Known) -> Steps:
    """Steps with about as many endings each."""
    ended = np.sort(known.bins[known.kinds == DONE])
    position = np.ceil(SHARES * ended.size).astype(np.int64) - 1
    ends = np.unique(ended[np.clip(position, 0, None)])
    longest = int(known.bins.max())
    return Steps(np.unique(np.concatenate((ends[ends < longest], [longest, BINS - 1]))))
