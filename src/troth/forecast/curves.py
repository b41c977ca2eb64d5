"""Curves of groups: what share of cases has ended by the end of each bin.

The estimator of Kaplan and Meier (Journal of the American Statistical Association 53, 1958), on
bins, where a group leans on its parent: to its own counts come `k` made-up cases that end as the
parent's do. Open cases count for as long as they have been seen, and are never dropped.

Endings and withdrawals have a curve each, as if the other did not happen; `kept_by` puts them
together. Whoever ends in the same bin is taken to end before whoever is withdrawn in it, and both
before whoever is no longer seen.
"""

from dataclasses import dataclass, field

import numpy as np

from troth.forecast.counts import Counts
from troth.forecast.scale import Bins
from troth.history.arrays import Numbers

#: Groups at a time: what this takes stays below 20 MB.
CHUNK = 256

#: Less weight than any case has.
SOMEBODY = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class Curves:
    """Curves of some groups, a row each, with a value at the end of each bin."""

    #: The share that would have ended by then if nobody withdrew.
    done: Numbers
    #: The share that would not have been withdrawn by then if nobody ended.
    staying: Numbers
    #: How many bins are known: beyond, nobody was seen long enough.
    known: Bins


@dataclass(eq=False)
class CurveBook:
    """The curves of all groups, each made when it is first asked for."""

    counts: Counts
    #: How many made-up cases of its parent each group has.
    k: float
    _made: dict[int, "_Curve"] = field(default_factory=dict)

    def of(self, groups: Bins) -> Curves:
        """A row for each group asked for, which may repeat."""
        wanted, place = np.unique(groups, return_inverse=True)
        self._make(wanted)
        made = [self._made[group] for group in wanted.tolist()]
        shape = (len(made), self.counts.width)
        return Curves(
            done=np.array([curve.done for curve in made]).reshape(shape)[place],
            staying=np.array([curve.staying for curve in made]).reshape(shape)[place],
            known=np.array([curve.known for curve in made], np.int64)[place],
        )

    def doubt(self, group: int) -> tuple[Numbers, Numbers]:
        """Of one group with its made-up cases: Greenwood's sum and who is at risk, by bin.

        The sum is that of `done` / (`risk` (`risk` - `done`)) up to the end of the bin; see `band`.
        """
        self._make(np.array([group]))
        done, _, risk = self._leaning_counts(np.array([group]))
        return np.cumsum(_share(done, risk * (risk - done)), 1)[0], risk[0]

    def _make(self, wanted: Bins) -> None:
        parents = self.counts.groups.parent[wanted[wanted > 0]]
        if parents.size:
            self._make(np.unique(parents))
        # Parents may have been among those wanted.
        missing = np.array([group for group in wanted.tolist() if group not in self._made], int)
        for first in range(0, missing.size, CHUNK):
            part = missing[first : first + CHUNK]
            self._made.update(zip(part.tolist(), self._curves(part), strict=True))

    def _curves(self, groups: Bins) -> list["_Curve"]:
        done, withdrawn, risk = self._leaning_counts(groups)
        surviving = np.cumprod(1.0 - _share(done, risk), 1)
        known = (risk > SOMEBODY).sum(1)
        staying = np.broadcast_to(1.0, surviving.shape)
        if withdrawn.any():
            staying = np.cumprod(1.0 - _share(withdrawn, risk - done), 1)
        return [_Curve(1.0 - surviving[n], staying[n], int(known[n])) for n in range(len(groups))]

    def _leaning_counts(self, groups: Bins) -> tuple[Numbers, Numbers, Numbers]:
        """Endings, withdrawals and cases at risk by group and bin, with the made-up ones."""
        done, withdrawn, left = self.counts.dense(groups)
        risk = left[:, ::-1].cumsum(1)[:, ::-1]
        parents, place = np.unique(self.counts.groups.parent[groups], return_inverse=True)
        if groups[0]:
            made_up = [self._made[parent].made_up(self.k) for parent in parents.tolist()]
            done += np.array([one.done for one in made_up])[place]
            withdrawn += np.array([one.withdrawn for one in made_up])[place]
            risk += np.array([one.risk for one in made_up])[place]
        return done, withdrawn, risk


@dataclass(frozen=True, eq=False)
class _Curve:
    done: Numbers
    staying: Numbers
    known: int

    def made_up(self, k: float) -> "_MadeUp":
        """`k` cases that end, and are withdrawn, as those of this group."""
        open_before = np.concatenate(([1.0], 1.0 - self.done[:-1]))
        stay_before = np.concatenate(([1.0], self.staying[:-1]))
        ended = self.done - (1.0 - open_before)
        withdrawn = (1.0 - self.done) * (stay_before - self.staying)
        risk = open_before * stay_before
        # Beyond what is known nobody is at risk.
        risk[self.known :] = 0.0
        return _MadeUp(k * ended * stay_before, k * withdrawn, k * risk)


@dataclass(frozen=True, eq=False)
class _MadeUp:
    """Cases that a group borrows, by bin."""

    done: Numbers
    withdrawn: Numbers
    risk: Numbers


def kept_by(curves: Curves) -> Numbers:
    """Of those not withdrawn by the end of each bin, the share that has ended: a promise kept.

    The same as is counted of a history, where a promise is kept, broken or withdrawn.
    """
    if (curves.staying[:, -1] == 1.0).all():
        return curves.done
    ended, withdrawn = endings(curves)
    return _share(ended, 1.0 - withdrawn)


def endings(curves: Curves) -> tuple[Numbers, Numbers]:
    """The shares that have ended and been withdrawn by the end of each bin; the rest is open."""
    open_before = np.ones_like(curves.done)
    open_before[:, 1:] = 1.0 - curves.done[:, :-1]
    staying_before = np.ones_like(curves.staying)
    staying_before[:, 1:] = curves.staying[:, :-1]
    ended = np.cumsum((open_before - (1.0 - curves.done)) * staying_before, 1)
    withdrawn = np.cumsum((1.0 - curves.done) * (staying_before - curves.staying), 1)
    return ended, withdrawn


def _share(part: Numbers, whole: Numbers) -> Numbers:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 1e-12)
