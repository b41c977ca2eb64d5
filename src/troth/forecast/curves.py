"""Curves of groups: what share of cases has ended by the end of each bin.

The estimator of Kaplan and Meier (Journal of the American Statistical Association 53, 1958), on
bins, where a group leans on its parent: to its own counts come `k` made-up cases that end as the
parent's do. Open cases count for as long as they have been seen, and are never dropped.

Endings and withdrawals have a curve each, as if the other did not happen; `kept_by` puts them
together. Whoever ends in the same bin is taken to end before whoever is withdrawn in it, and both
before whoever is no longer seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from troth.forecast.counts import Counts
from troth.forecast.scale import Bins
from troth.history.arrays import Numbers

#: Groups at a time: what this takes stays below 10 MB.
CHUNK = 128

#: How many curves a book keeps, of some 16 kB each.
KEPT = 512

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
    """The curves of all groups, each made when it is asked for; those asked for last are kept."""

    counts: Counts
    #: How many made-up cases of its parent each group has.
    k: float
    _made: dict[int, "_Curve"] = field(default_factory=dict)

    def of(self, groups: Bins) -> Curves:
        """A row for each group asked for, which may repeat."""
        wanted, place = np.unique(groups, return_inverse=True)
        made = self._curves_of(wanted)
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
        done, _, risk = self._leaning_counts(np.array([group]))
        return np.cumsum(_share(done, risk * (risk - done)), 1)[0], risk[0]

    def _curves_of(self, wanted: Bins) -> list["_Curve"]:
        """The curve of each of some groups, which do not repeat."""
        made = {group: self._made[group] for group in wanted.tolist() if group in self._made}
        missing = np.array([group for group in wanted.tolist() if group not in made], int)
        for part in _parts(missing):
            made.update(zip(part.tolist(), self._curves(part), strict=True))
        self._keep(made)
        return [made[group] for group in wanted.tolist()]

    def _keep(self, made: Mapping[int, "_Curve"]) -> None:
        """Where there are many groups, only those that others lean on."""
        groups = self.counts.groups
        most = len(groups) if len(groups) <= KEPT else groups.first[-2]
        for group, curve in made.items():
            if group < most:
                self._made.pop(group, None)
                self._made[group] = curve
        for group in list(self._made)[: max(len(self._made) - KEPT, 0)]:
            del self._made[group]

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
        if groups[0]:
            parents, place = np.unique(self.counts.groups.parent[groups], return_inverse=True)
            made_up = [curve.made_up(self.k) for curve in self._curves_of(parents)]
            done += np.array([one.done for one in made_up])[place]
            withdrawn += np.array([one.withdrawn for one in made_up])[place]
            risk += np.array([one.risk for one in made_up])[place]
        return done, withdrawn, risk


def _parts(groups: Bins) -> Iterator[Bins]:
    """Some groups at a time; everybody alone, as they have no parent."""
    alone = int(groups.size > 0 and groups[0] == 0)
    if alone:
        yield groups[:1]
    for first in range(alone, groups.size, CHUNK):
        yield groups[first : first + CHUNK]


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
    remaining = 1.0 - curves.done
    ended = _steps_down(remaining)
    ended[:, 1:] *= curves.staying[:, :-1]
    withdrawn = _steps_down(curves.staying)
    withdrawn *= remaining
    return np.cumsum(ended, 1, out=ended), np.cumsum(withdrawn, 1, out=withdrawn)


def _steps_down(falling: Numbers) -> Numbers:
    """By how much each bin is below the one before, which for the first is 1."""
    steps = np.empty_like(falling)
    steps[:, 0] = 1.0 - falling[:, 0]
    np.subtract(falling[:, :-1], falling[:, 1:], out=steps[:, 1:])
    return steps


def mean(curves: Curves) -> Curves:
    """One row: of all cases together, which are of one group, so that withdrawals are the same."""
    return Curves(
        done=curves.done.mean(0, keepdims=True),
        staying=curves.staying.mean(0, keepdims=True),
        known=curves.known.min(keepdims=True),
    )


def _share(part: Numbers, whole: Numbers) -> Numbers:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 1e-12)
