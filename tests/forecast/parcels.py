"""A simulated shop: parcels that are packed, then delivered; some packers are slow."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from tests.history.desk import Desk
from troth.history import History

BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
HEADER = "id,opened,due,packed,closed,team,late\n"
HOURS = 3600.0


@dataclass(frozen=True)
class Parcels:
    """What truly happened, in hours from the start of each parcel."""

    started: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    packed: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    took: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    slow: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


def parcels(size: int = 4_000, days: int = 120, seed: int = 1) -> Parcels:
    """Packing takes 20 hours on average, for the slow team 60; then the way takes 10."""
    random = np.random.default_rng(seed)
    slow = random.random(size) < 0.3
    packed = random.exponential(np.where(slow, 60.0, 20.0))
    return Parcels(
        started=np.sort(random.random(size)) * days * 24,
        packed=packed,
        took=packed + random.exponential(10.0, size),
        slow=slow,
    )


def history(folder: Path, truth: Parcels, until_day: int, promise: float = 48.0) -> History:
    """Their record as known on a day: everything later is still open."""
    lines = [HEADER]
    for n, start in enumerate(truth.started):
        if start > until_day * 24:
            break
        ended = start + truth.took[n]
        packed = start + truth.packed[n]
        cells = [
            f"P{n}",
            _when(start),
            _when(start + promise),
            _when(packed) if packed <= until_day * 24 else "",
            _when(ended) if ended <= until_day * 24 else "",
            "slow" if truth.slow[n] else "quick",
            "" if ended > until_day * 24 else str(int(truth.took[n] > promise)),
        ]
        lines.append(",".join(cells) + "\n")
    return Desk(folder).history(
        "".join(lines), dates="%Y-%m-%d %H:%M:%S", zone="UTC", events={"packed": "packed"}
    )


def day(number: float) -> datetime:
    """An instant of the simulation."""
    return BEGIN + timedelta(days=number)


def _when(hours: float) -> str:
    return f"{BEGIN + timedelta(hours=float(hours)):%Y-%m-%d %H:%M:%S}"
