"""Boston's cases of 2015 as known on 1 June, and what became of those opened from then on."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from bench.measure import DATA
from troth.clock.instants import instant
from troth.forecast import spells as taking
from troth.forecast.alarms import judged
from troth.forecast.scale import Bins
from troth.forecast.spells import DONE, Known, Spells, started_by
from troth.forecast.starts import hour_codes, weekday_codes
from troth.history import History, import_history
from troth.history.arrays import Numbers

SOURCE = DATA / "boston311/cases_2015_jan_aug.csv.gz"
#: Midnight in Boston.
TRAIN_UNTIL = datetime(2015, 6, 1, 4, tzinfo=UTC)
JUDGE_AT = datetime(2015, 9, 1, 4, tzinfo=UTC)
FACETS = ("type", "department", "neighborhood", "source")


@dataclass(frozen=True, kw_only=True, eq=False)
class CityCases:
    """Cases to learn from and cases to promise an ending to."""

    history: History
    spells: Spells

    @cached_property
    def earlier(self) -> Bins:
        """Opened from January to May."""
        return started_by(self.spells, instant(TRAIN_UNTIL))

    @cached_property
    def later(self) -> Bins:
        """Opened from June to August."""
        rows = started_by(self.spells, instant(JUDGE_AT))
        return rows[self.spells.started_us[rows] > instant(TRAIN_UNTIL)]

    @cached_property
    def known(self) -> Known:
        """What was known of the earlier ones on 1 June."""
        return self.spells.known(instant(TRAIN_UNTIL), self.earlier)

    @cached_property
    def closed(self) -> Bins:
        """Positions in `earlier` of those closed by then, in the order of their starts."""
        chosen = np.flatnonzero(self.known.kinds == DONE)
        return chosen[np.argsort(self.spells.started_us[self.earlier[chosen]], kind="stable")]

    def features(self, rows: Bins) -> Bins:
        """Codes of the facets, the weekday and the hour: a row for each case."""
        started_us, zone = self.spells.started_us[rows], ZoneInfo("America/New_York")
        codes = [self.history.facet(name)[1][rows] for name in FACETS]
        return np.column_stack(
            (*codes, weekday_codes(started_us, zone), hour_codes(started_us, zone))
        )

    def held(self, seconds: Numbers) -> tuple[float, int]:
        """Which share of promises that fell due by the judging was kept, and of how many."""
        found = judged(self.spells, self.later, seconds, instant(JUDGE_AT))
        due = int(found.due.sum())
        return (float(found.kept.sum() / due) if due else float("nan")), due


def cases(folder: Path) -> CityCases | None:
    """The cases, imported into a folder; None where the data are not at hand."""
    if not SOURCE.is_file():
        return None
    path = folder / "boston.parquet"
    import_history("boston311", [SOURCE], path)
    from troth.history import read

    history = read(path)
    return CityCases(history=history, spells=taking.spells(history))
