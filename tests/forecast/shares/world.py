"""Deliveries by two carriers, kept or not by odds that are known; a storm at the end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from tests.checks.histories import Case, write
from troth.history import History

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = 90
END = FIRST + timedelta(days=DAYS)
#: A day after the last promise has fallen due.
LATER = END + timedelta(days=2)
CARRIERS = {"swift": 0.9, "slow": 0.6}
#: From this day on the odds are as below: log-odds lower by 1.
STORM = FIRST + timedelta(days=70)
IN_STORM = {"swift": 0.768, "slow": 0.356}
#: A promise is due a day after its start; a kept one ends an hour before that.
DUE = timedelta(hours=24)


def odds(carrier: str, start: datetime, *, storm: bool) -> float:
    """The truth; at night, from 18:00 UTC, a third of what is kept by day breaks."""
    kept = IN_STORM[carrier] if storm and start >= STORM else CARRIERS[carrier]
    return kept * (2 / 3 if start.hour >= 18 else 1.0)


def deliveries(
    path: Path, *, cases: int = 9_000, storm: bool = True, broken_from: datetime | None = None
) -> History:
    """Their history; from an instant on every promise breaks, if one is given."""
    random = np.random.default_rng(11)
    made = []
    for number in range(cases):
        start = FIRST + timedelta(minutes=round(number * DAYS * 1440 / cases))
        carrier = list(CARRIERS)[int(random.integers(2))]
        kept = float(random.random()) < odds(carrier, start, storm=storm)
        if broken_from and start >= broken_from:
            kept = False
        ended = start + DUE + timedelta(hours=-1 if kept else 1)
        made.append(Case(started=start, promised=start + DUE, ended=ended, facets=(carrier,)))
    return write(path, made, metric="delivery", facets=["carrier"])
