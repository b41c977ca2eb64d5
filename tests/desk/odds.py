"""Odds that a server can know, learned from a simulated shop."""

from dataclasses import replace
from pathlib import Path

from tests.forecast.parcels import day, history, parcels
from troth.forecast import fit
from troth.forecast.file import save


def learned(folder: Path, metric: str) -> None:
    """Write `METRIC.odds` into the folder."""
    found = fit(history(folder, parcels(1_500), 120), as_of=day(120))
    save(replace(found, metric=metric), folder / f"{metric}.odds")
