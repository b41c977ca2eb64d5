"""Small histories, written as `troth history import` writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from troth.clock.instants import instant
from troth.history import History, KeptRule, read
from troth.history.facts import KEY, Facts

#: Monday, 09:00 in Berlin.
MONDAY = datetime(2026, 6, 1, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case; the ending is None while it is open."""

    started: datetime
    ended: datetime | None
    promised: datetime | None = None
    ending: str = "done"
    facets: tuple[str, ...] = ()
    rating: float | None = None


def write(
    path: Path,
    cases: Sequence[Case],
    *,
    metric: str,
    facets: Sequence[str] = (),
    compare: Literal["instant", "day", "label"] = "instant",
) -> History:
    """A history of these cases in Berlin time, their promises compared by instant unless said."""
    stamp = pa.timestamp("us", "UTC")
    columns: Mapping[str, pa.Array] = {
        "case_id": pa.array([str(number) for number, _ in enumerate(cases)]),
        "metric": pa.array([metric] * len(cases)),
        "started_at": pa.array([case.started for case in cases], stamp),
        "promised_at": pa.array([case.promised for case in cases], stamp),
        "ended_at": pa.array([case.ended for case in cases], stamp),
        "ending": pa.array([case.ending if case.ended else None for case in cases]),
        "label_kept": pa.array([None] * len(cases), pa.bool_()),
        "rating": pa.array([case.rating for case in cases], pa.float64()),
    }
    columns = dict(columns) | {
        f"facet_{facet}": pa.array([case.facets[number] for case in cases])
        for number, facet in enumerate(facets)
    }
    latest = max(moment for case in cases for moment in (case.started, case.ended) if moment)
    facts = Facts(
        metric=metric,
        rule=KeptRule(compare, timedelta(), "Europe/Berlin"),
        facets=tuple(facets),
        has_withdrawn=True,
        calendar_version=None,
        sources=("made-up.csv",),
        latest_us=instant(latest),
        rows_read=len(cases),
        cases=len(cases),
        rejects={},
        anomalies={},
    )
    pq.write_table(pa.table(columns).replace_schema_metadata({KEY: facts.as_json()}), path)
    return read(path)


def replies(path: Path) -> History:
    """First replies on Mondays: 30 to business within an hour; to basic 30 so, 10 on Thursday."""
    quick = [
        Case(started=MONDAY, ended=MONDAY + HOUR, facets=(fare,))
        for fare in ("business", "basic")
        for _ in range(30)
    ]
    slow = [Case(started=MONDAY, ended=MONDAY + 75 * HOUR, facets=("basic",)) for _ in range(10)]
    return write(path, [*quick, *slow], metric="first-reply", facets=["fare"])
