"""The odds that the server knows: files that somebody saved, one for each metric."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from troth.forecast import Odds, read


def odds_of(metric: str) -> Odds | None:
    """The odds in `METRIC.odds` of the folder `TROTH_ODDS`; None where there are none.

    A file that was written anew is read anew.

    Raises:
        TrothError: the file holds something else, or odds of another metric.
    """
    folder: Path | None = settings.ODDS
    # A metric of the playbook has an id without dots and slashes; anything else has no file.
    if folder is None or not metric.replace("-", "").isalnum():
        return None
    path = folder / f"{metric}.odds"
    try:
        written = path.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    return _read(path, written)


def metrics_with_odds() -> list[str]:
    """The metrics of which the server knows odds."""
    folder: Path | None = settings.ODDS
    return sorted(path.stem for path in folder.glob("*.odds")) if folder else []


@lru_cache(maxsize=64)
def _read(path: Path, written: int) -> Odds:
    del written
    return read(path)
