"""Which share of promises was kept, in ever narrower groups, each leaning on its parent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from troth.forecast.counts import least, reduced
from troth.forecast.groups import Groups, grouped
from troth.forecast.model import Coded
from troth.forecast.scale import Bins
from troth.forecast.shares.verdicts import Verdicts
from troth.history.arrays import Instants, Numbers

#: How many made-up cases a group borrows from its parent.
K = 100.0


@dataclass(frozen=True, kw_only=True, eq=False)
class ShareBook:
    """Of each group: the share kept, of how many promises, and when their cases started."""

    groups: Groups
    share: Numbers
    n: Bins
    since_us: Instants
    until_us: Instants

    def of(self, facets: Mapping[str, Coded], rows: Bins) -> Numbers:
        """The share of each case's narrowest group."""
        codes = [facets[name][1][rows] for name in self.groups.facets]
        return self.share[self.groups.of_codes(codes, rows.size)]


def book(found: Verdicts, rows: Bins, names: Sequence[str], k: float = K) -> ShareBook:
    """The shares of some promises that have been heard of.

    Args:
        found: all promises.
        rows: those to learn from; one at least.
        names: of facets, in the order in which they narrow down.
        k: how many made-up cases of its parent each group has.
    """
    facets = {name: (found.facets[name][0], found.facets[name][1][rows]) for name in names}
    made = grouped(facets, rows.size)
    groups, size = made.groups, len(made.groups)
    started_us = found.started_us[rows]
    n = reduced(np.add, np.bincount(made.leaf, minlength=size), groups)
    kept = np.bincount(made.leaf[found.kept[rows]], minlength=size)
    return ShareBook(
        groups=groups,
        share=_leaning(groups, reduced(np.add, kept, groups), n, k),
        n=n,
        since_us=reduced(np.minimum, least(made.leaf, started_us, groups), groups),
        until_us=reduced(np.maximum, -least(made.leaf, -started_us, groups), groups),
    )


def _leaning(groups: Groups, kept: Bins, n: Bins, k: float) -> Numbers:
    """From everybody down: own cases, and `k` that are kept as often as the parent's."""
    share = np.array(kept / n, float)
    for depth in range(1, len(groups.first) - 1):
        here = groups.at(depth)
        share[here] = (kept[here] + k * share[groups.parent[here]]) / (n[here] + k)
    return share
