"""The sufficient statistics of a fit: how many cases of each group ended, and how, in each bin.

Nothing else of a history is needed, so a hundred million cases weigh as much as their groups.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from troth.forecast.groups import Grouped, Groups
from troth.forecast.scale import BINS, Bins
from troth.forecast.spells import DONE, WITHDRAWN
from troth.history.arrays import Instants, Numbers


@dataclass(frozen=True, kw_only=True, eq=False)
class Counts:
    """Cells of (leaf, kind, bin), sorted by leaf, so that each group's cells are consecutive."""

    groups: Groups
    #: Of each cell; the kind is `OPEN`, `DONE` or `WITHDRAWN`.
    leaf: Bins
    kind: Bins
    bin: Bins
    #: How many cases there are in it, and what they weigh: the older, the less.
    cases: Bins
    weight: Numbers
    #: Of each group: how many cases, how many of them ended, and the first and last start.
    n: Bins
    done: Bins
    since_us: Instants
    until_us: Instants
    #: How many bins there are.
    width: int = BINS

    def dense(self, groups: Bins) -> tuple[Numbers, Numbers, Numbers]:
        """Weights by group and bin: of the cases that ended, were withdrawn, and left any way."""
        lengths = self._stop[groups] - self._start[groups]
        cells = np.repeat(self._start[groups] - np.cumsum(lengths) + lengths, lengths)
        cells += np.arange(lengths.sum())
        place = np.repeat(np.arange(len(groups)), lengths) * self.width + self.bin[cells]
        weight, kind = self.weight[cells], self.kind[cells]
        size, shape = len(groups) * self.width, (len(groups), self.width)
        return (
            _sums(place, weight * (kind == DONE), size).reshape(shape),
            _sums(place, weight * (kind == WITHDRAWN), size).reshape(shape),
            _sums(place, weight, size).reshape(shape),
        )

    def weighs(self, group: int) -> float:
        """What the cases of a group weigh together."""
        return float(self.weight[self._start[group] : self._stop[group]].sum())

    @cached_property
    def _start(self) -> Bins:
        return np.searchsorted(self.leaf, _first_leaf(self.groups))

    @cached_property
    def _stop(self) -> Bins:
        return np.searchsorted(self.leaf, _last_leaf(self.groups), side="right")


def count(
    grouped: Grouped,
    kinds: Bins,
    bins: Bins,
    weight: Numbers,
    started_us: Instants,
    width: int = BINS,
) -> Counts:
    """The counts of cases, one value of each column for each case; a bin of -1 was not lived."""
    return gather(
        grouped,
        kinds,
        bins,
        cases=np.ones(len(kinds), np.int64),
        weight=weight,
        first_us=started_us,
        last_us=started_us,
        width=width,
    )


def gather(
    grouped: Grouped,
    kinds: Bins,
    bins: Bins,
    *,
    cases: Bins,
    weight: Numbers,
    first_us: Instants,
    last_us: Instants,
    width: int = BINS,
) -> Counts:
    """The counts of rows that each stand for some cases, of which several may share a cell.

    Args:
        grouped: the groups, and the leaf of each row.
        kinds: of each row, as are all that follow.
        bins: -1 where none was lived through.
        cases: how many.
        weight: what they weigh together.
        first_us: their first start.
        last_us: and the last.
        width: how many bins there are.
    """
    groups, leaf, lived = grouped.groups, grouped.leaf, bins >= 0
    key = (leaf[lived] * 3 + kinds[lived]) * width + bins[lived]
    keys, cell = np.unique(key, return_inverse=True)
    return of_cells(
        groups,
        leaf=keys // (3 * width),
        kind=keys // width % 3,
        bins=keys % width,
        cases=_sums(cell, cases[lived], len(keys)).astype(np.int64),
        weight=_sums(cell, weight[lived], len(keys)),
        first_us=least(leaf, first_us, groups),
        last_us=-least(leaf, -last_us, groups),
        width=width,
    )


def of_cells(
    groups: Groups,
    *,
    leaf: Bins,
    kind: Bins,
    bins: Bins,
    cases: Bins,
    weight: Numbers,
    first_us: Instants,
    last_us: Instants,
    width: int = BINS,
) -> Counts:
    """Counts from cells that somebody else has counted, sorted by leaf.

    Args:
        groups: of which the deepest are the leaves.
        leaf: of each cell, as are kind, bins, cases and weight.
        kind: how they ended.
        bins: when.
        cases: how many.
        weight: what they weigh.
        first_us: of each leaf the first start; of the others anything.
        last_us: and the last.
        width: how many bins there are.
    """
    done = cases * (kind == DONE)
    return Counts(
        groups=groups,
        leaf=leaf,
        kind=kind,
        bin=bins,
        cases=cases,
        weight=weight,
        n=_summed(_sums(leaf, cases, len(groups)), groups),
        done=_summed(_sums(leaf, done, len(groups)), groups),
        since_us=reduced(np.minimum, first_us, groups),
        until_us=reduced(np.maximum, last_us, groups),
        width=width,
    )


def _sums(place: Bins, values: Numbers | Bins, size: int) -> Numbers:
    return np.asarray(np.bincount(place, weights=values, minlength=size), float)


def least(leaf: Bins, values: Instants, groups: Groups) -> Instants:
    """Of each leaf the least of its values; of other groups more than any."""
    found = np.full(len(groups), np.iinfo(np.int64).max)
    np.minimum.at(found, leaf, values)
    return found


def _summed(of_leaves: Numbers, groups: Groups) -> Bins:
    return reduced(np.add, of_leaves.astype(np.int64), groups)


def reduced(operation: np.ufunc, of_leaves: Bins, groups: Groups) -> Bins:
    """Of each group, from values of the leaves up to everybody: children are consecutive."""
    found = of_leaves.copy()
    for depth in range(len(groups.first) - 2, 0, -1):
        here = groups.at(depth)
        parents, begin = np.unique(groups.parent[here], return_index=True)
        found[parents] = operation.reduceat(found[here], begin)
    return found


def _first_leaf(groups: Groups) -> Bins:
    return reduced(np.minimum, np.arange(len(groups)), groups)


def _last_leaf(groups: Groups) -> Bins:
    return reduced(np.maximum, np.arange(len(groups)), groups)
