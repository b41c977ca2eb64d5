"""Histories with everything in them that makes counting hard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from troth.clock import Calendar
from troth.clock.instants import SECOND, instant, moment
from troth.history import MISSING, KeptRule
from troth.history.arrays import Instants
from troth.history.facts import KEY, Facts

DAY = 86_400 * SECOND
START = datetime(2026, 2, 1, tzinfo=UTC)
#: Nearly all start in so many days, over a change of clocks.
DAYS = 120
CASES = 4_000
KINDS = np.array(["a", "b 'x'", "Ümläut", None], object)


@dataclass(frozen=True, kw_only=True)
class World:
    """A history, and how it is counted."""

    name: str
    compare: Literal["instant", "day"] = "instant"
    zone: str = "America/New_York"
    calendar: Calendar | None = None
    facets: tuple[str, ...] = ("kind", "place")
    half_life_days: float | None = 45.0
    as_of: datetime = START + timedelta(days=90, hours=12, seconds=1)
    #: Whether Spark counts it too, which takes long.
    everywhere: bool = False


OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:30", "Europe/Berlin", holidays="DE-BE")
WORLDS = (
    World(name="elapsed time", everywhere=True),
    World(name="all alike", facets=(), half_life_days=None),
    World(name="a name for every third case", facets=("name", "kind")),
    World(name="calendar days", compare="day", everywhere=True),
    World(name="days in a zone without changes", compare="day", zone="Asia/Tokyo"),
    World(name="business time", calendar=OFFICE, everywhere=True),
    World(name="too early for a level", as_of=START + timedelta(days=20)),
)


def write(path: Path, world: World) -> Path:
    """The history of a world."""
    chance = np.random.default_rng(1)
    # Business time is counted to the second, so that both ways to subtract are exact.
    step = SECOND if world.calendar else 1
    started = instant(START) + chance.integers(0, DAYS * DAY, CASES) // step * step
    took = np.exp(chance.normal(11.0, 2.0, CASES)) * SECOND // step * step
    ended = started + took.astype(np.int64)
    ended[:12] = started[:12] + SECOND * np.arange(-6, 6)
    started[12:20] = np.arange(-4, 4) * 1000 * DAY + SECOND // 4 * (world.calendar is None)
    luck = chance.random(CASES)
    ended[luck < 0.15] = MISSING
    ending = np.where((luck > 0.08) & (luck < 0.25), "withdrawn", "done").astype(object)
    ending[(luck < 0.08) & (ended == MISSING)] = None
    columns = {
        "started_at": _instants(started),
        "ended_at": _instants(ended),
        "ending": pa.array(ending, pa.string()),
        "facet_kind": pa.array(KINDS[chance.integers(0, len(KINDS), CASES)], pa.string()),
        "facet_place": pa.array([f"place {n}" for n in chance.integers(0, 12, CASES)]),
        "facet_name": pa.array([f"name {n // 3}" for n in range(CASES)]),
        **_business(started, ended, world.calendar),
    }
    return put(path, columns, world)


def put(path: Path, columns: dict[str, pa.Array], world: World) -> Path:
    """Some columns as a history; those that are missing have no value."""
    size = len(columns["started_at"])
    empty = {"promised_at": pa.timestamp("us", "UTC"), "label_kept": pa.bool_()}
    table = pa.table(columns | {name: pa.nulls(size, kind) for name, kind in empty.items()})
    latest = [
        us
        for name in ("started_at", "ended_at")
        for us in columns[name].cast("int64").to_pylist()
        if us is not None
    ]
    facts = Facts(
        metric="reply",
        rule=KeptRule(world.compare, timedelta(), world.zone),
        facets=tuple(name[6:] for name in columns if name.startswith("facet_")),
        has_withdrawn=True,
        calendar_version=world.calendar.version if world.calendar else None,
        sources=("made-up.csv",),
        latest_us=max(latest),
        rows_read=size,
        cases=size,
        rejects={},
        anomalies={},
    )
    pq.write_table(table.replace_schema_metadata({KEY: facts.as_json()}), path)
    return path


def plain(rows: Sequence[tuple[str, str | None, str | None, str | None]]) -> dict[str, pa.Array]:
    """Cases as (started, ended, ending, facet `kind`), instants as text."""
    started, ended, ending, kind = zip(*rows, strict=True)
    return {
        "started_at": _texts(started),
        "ended_at": _texts(ended),
        "ending": pa.array(ending, pa.string()),
        "facet_kind": pa.array(kind, pa.string()),
    }


def _texts(texts: Sequence[str | None]) -> pa.Array:
    values = [datetime.fromisoformat(text) if text else None for text in texts]
    return pa.array(values, pa.timestamp("us", "UTC"))


def _instants(us: Instants) -> pa.Array:
    return pa.array(us, mask=us == MISSING).cast(pa.timestamp("us", "UTC"))


def _business(started: Instants, ended: Instants, calendar: Calendar | None) -> dict[str, Any]:
    """The columns that the import of a history writes, here one case after the other."""
    if calendar is None:
        return {}
    counted = (ended != MISSING) & (ended >= started)
    pairs = zip(started.tolist(), ended.tolist(), counted.tolist(), strict=True)
    elapsed = [_seconds(calendar, begin, end) if ok else None for begin, end, ok in pairs]
    readings = [_seconds(calendar, 0, begin) for begin in started.tolist()]
    return {
        "started_business_seconds": pa.array(readings, pa.float64()),
        "elapsed_business_seconds": pa.array(elapsed, pa.float64()),
    }


def _seconds(calendar: Calendar, begin: int, end: int) -> float:
    span = calendar.elapsed(moment(begin, UTC), moment(end, UTC))
    return span / timedelta(seconds=1)
