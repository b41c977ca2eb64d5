"""Simulated worlds: cases whose truth is known, brought in by the real import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from troth.clock.instants import DAY, SECOND, instant
from troth.forecast import Odds, fit
from troth.history import MISSING, History, import_history, read, wilson
from troth.history.arrays import Flags, Instants, Numbers

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
HOUR = 3_600.0
#: Of the normal distribution: 99.9 % lie within this many standard deviations.
Z999 = 3.2905267314919255

Texts = Sequence[str | None]


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """Cases as they will have gone in the end."""

    started_us: Instants
    #: `MISSING` where a case never ends.
    ended_us: Instants
    withdrawn: Flags
    facets: Mapping[str, Texts] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.started_us)

    def with_facets(self, **facets: Texts) -> "World":
        """The same cases, told apart otherwise."""
        return replace(self, facets=facets)

    def rows(self, order: np.ndarray[tuple[int], np.dtype[np.int64]]) -> "World":
        """Some of its cases, in an order of their own; they may repeat."""
        facets = {
            name: [values[row] for row in order.tolist()] for name, values in self.facets.items()
        }
        return World(
            started_us=self.started_us[order],
            ended_us=self.ended_us[order],
            withdrawn=self.withdrawn[order],
            facets=facets,
        )

    def history(self, folder: Path, compare: str = "instant", zone: str = "UTC") -> History:
        """All of it as a history."""
        pq.write_table(self._table(), folder / "cases.parquet")
        mapping = folder / "mapping.yaml"
        mapping.write_text(yaml.safe_dump(self._mapping(compare, zone)), "utf-8")
        output = folder / "history.parquet"
        import_history(str(mapping), [folder / "cases.parquet"], output)
        return read(output)

    def _table(self) -> pa.Table:
        count = len(self)
        return pa.table(
            {
                "id": pa.array([f"C{number}" for number in range(count)]),
                "opened": pa.array(self.started_us, pa.timestamp("us", "UTC")),
                "closed": pa.array(
                    self.ended_us, pa.timestamp("us", "UTC"), mask=self.ended_us == MISSING
                ),
                "how": pa.array(np.where(self.withdrawn, "withdrawn", "")),
                **{name: pa.array(values, pa.string()) for name, values in self.facets.items()},
            }
        )

    def _mapping(self, compare: str, zone: str) -> Mapping[str, object]:
        return {
            "metric": "resolution",
            "zone": zone,
            "case": "id",
            "started": "opened",
            "ended": "closed",
            "withdrawn": {"column": "how", "values": ["withdrawn"]},
            "facets": {name: name for name in self.facets},
            "kept": {"compare": compare},
        }


def world(
    took: Numbers,
    *,
    withdrawn_after: Numbers | None = None,
    days: float = 365.0,
    seed: int = 1,
) -> World:
    """Cases that start evenly over some days and take so many seconds; inf never end.

    Args:
        took: for each case.
        withdrawn_after: when each would be withdrawn; it is, where that comes first.
        days: over which they start, from `BEGIN`.
        seed: of the starts.
    """
    starts = np.random.default_rng(seed).uniform(0.0, days * DAY, len(took)).astype(np.int64)
    started_us = instant(BEGIN) + starts
    gone = np.full(len(took), np.inf) if withdrawn_after is None else withdrawn_after
    first = np.minimum(took, gone)
    ends = np.isfinite(first)
    lasted = (np.where(ends, first, 0.0) * SECOND).astype(np.int64)
    return World(
        started_us=started_us,
        ended_us=np.where(ends, started_us + lasted, MISSING),
        withdrawn=gone < took,
    )


def after(days: float) -> datetime:
    """So many days after the first start."""
    return BEGIN + timedelta(days=days)


def holds(p: float, kept: int, n: int) -> bool:
    """Whether p lies in the 99.9 % interval of what was kept."""
    low, high = wilson(kept, n, Z999)
    return low <= p <= high


def seconds(span: timedelta | None) -> float:
    """Of a duration that must be there."""
    assert span is not None
    return span.total_seconds()


def learned(folder: Path, cases: World, **keys: object) -> Odds:
    """Odds without facets and without forgetting, unless said; of all days."""
    given: dict[str, object] = {"facets": (), "half_life_days": None, "as_of": after(365)} | keys
    return fit(cases.history(folder), **given)  # type: ignore[arg-type]


BERLIN = ZoneInfo("Europe/Berlin")
