"""Which facets tell apart what is kept from what is not, and in which order.

As `troth.forecast.choose` does for durations: one by one, each time the one that makes the later
promises likeliest as seen from the earlier ones, for as long as that gains something beyond doubt.
"""

from collections.abc import Sequence

import numpy as np

from troth.forecast.choose import LEAST_LIKELY, MOST_FACETS, split, tells_groups
from troth.forecast.scale import Bins
from troth.forecast.shares.book import book
from troth.forecast.shares.verdicts import Verdicts
from troth.history.arrays import Numbers
from troth.history.interval import Z95

#: A facet that makes a promise likelier by less than this, on average, tells nothing apart (nats).
LEAST_GAIN = 0.0005
#: Fewer later promises say nothing.
FEWEST = 30


def choose(found: Verdicts, rows: Bins, candidates: Sequence[str]) -> tuple[str, ...]:
    """The facets of the candidates that tell promises apart, in the order in which they narrow.

    Args:
        found: all promises.
        rows: those that have been heard of.
        candidates: names of facets.
    """
    _, earlier, later = split(rows, found.started_us)
    left = [name for name in candidates if tells_groups(found.facets[name][1][rows])]
    chosen: list[str] = []
    if later.size < FEWEST:
        return ()
    best = _likelihoods(found, earlier, later, ())
    while left and len(chosen) < MOST_FACETS:
        each = {name: _likelihoods(found, earlier, later, (*chosen, name)) for name in left}
        winner = max(left, key=lambda name: float(each[name].mean()))
        if not _gains(each[winner] - best):
            break
        best = each[winner]
        chosen.append(winner)
        left.remove(winner)
    return tuple(chosen)


def _gains(gain: Numbers) -> bool:
    doubt = Z95 * float(gain.std()) / np.sqrt(gain.size)
    return bool(gain.mean() >= max(LEAST_GAIN, doubt))


def _likelihoods(found: Verdicts, earlier: Bins, later: Bins, names: Sequence[str]) -> Numbers:
    said = book(found, earlier, names).of(found.facets, later)
    seen = np.where(found.kept[later], said, 1.0 - said)
    return np.log(np.maximum(seen, LEAST_LIKELY))
