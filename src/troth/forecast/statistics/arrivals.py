"""Cases by the hour in which they start: what a fit checks, and how cases arrive."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from troth.clock.instants import SECOND
from troth.forecast.scale import Bins
from troth.forecast.spells import DONE
from troth.forecast.starts import spread_evenly
from troth.forecast.statistics.cases import CaseTable
from troth.forecast.statistics.engines import answer
from troth.forecast.statistics.known import known
from troth.forecast.unfit import Seen
from troth.history.arrays import Instants

if TYPE_CHECKING:
    import pyarrow as pa

HOUR = 3600 * SECOND


@dataclass(frozen=True, kw_only=True, eq=False)
class Hours:
    """Hours in which cases started, in their order, as known at an instant."""

    start_us: Instants
    cases: Bins
    seen: Seen

    def arrivals(self) -> Instants:
        """Starts that stand for how cases arrive, spread evenly over them.

        Within an hour cases are taken to arrive evenly.
        """
        wanted = spread_evenly(int(self.cases.sum()))
        before = np.cumsum(self.cases) - self.cases
        hour = np.searchsorted(before, wanted, side="right") - 1
        inside = (wanted - before[hour]) * HOUR // self.cases[hour]
        return self.start_us[hour] + inside


def hours(cases: CaseTable, at_us: int) -> Hours:
    """Count the cases that had started at an instant, by hour."""
    table = known(cases, at_us)
    done = table.kind == DONE
    found = answer(
        table.group_by(hour=(table.started_us / HOUR).floor().cast("int64"))
        .aggregate(
            cases=table.count(),
            done=done.cast("int64").sum(),
            backward=(done & (table.ended_us < table.started_us)).cast("int64").sum(),
            least=table.seconds.min(where=done),
            most=table.seconds.max(where=done),
        )
        .order_by("hour")
    )
    return Hours(
        start_us=_whole(found["hour"]) * HOUR,
        cases=_whole(found["cases"]),
        seen=_seen(found, cases),
    )


def _seen(found: "pa.Table", of: CaseTable) -> Seen:
    least, most = np.asarray(found["least"], float), np.asarray(found["most"], float)
    return Seen(
        cases=of.extent.cases,
        first_us=of.extent.start_us,
        started=int(_whole(found["cases"]).sum()),
        done=int(_whole(found["done"]).sum()),
        backward=int(_whole(found["backward"]).sum()),
        least=float(np.nanmin(least, initial=np.inf)),
        most=float(np.nanmax(most, initial=-np.inf)),
        unit=of.clock.scale.unit,
    )


def _whole(column: "pa.ChunkedArray") -> Bins:
    return np.asarray(column).astype(np.int64)
