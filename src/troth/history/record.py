"""A history as it lies in its file: columns that are read when they are asked for."""

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from troth.clock import zones
from troth.clock.calendar import Calendar
from troth.clock.errors import CalendarError
from troth.history.arrays import EARLIEST, LATEST, MISSING, Codes, Flags, Instants, Numbers
from troth.history.errors import NotAHistoryError, listed, nearest
from troth.history.events import Events, read_events
from troth.history.facts import STARTED_BUSINESS, Facts
from troth.history.outcome import Cases, KeptRule

if TYPE_CHECKING:
    import pyarrow as pa

Scope = Mapping[str, Collection[str]]


class History:
    """The cases of one metric, from a file that `troth history import` wrote."""

    def __init__(self, path: Path, facts: Facts, stamp: tuple[int, ...]) -> None:
        self.path = path
        self.facts = facts
        self._stamp = stamp
        self._columns: dict[str, pa.ChunkedArray] = {}

    @property
    def metric(self) -> str:
        """What was measured."""
        return self.facts.metric

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the source's clocks."""
        return zones.load(self.facts.rule.zone)

    @property
    def facets(self) -> tuple[str, ...]:
        """The names by which cases can be told apart."""
        return self.facts.facets

    @property
    def rule(self) -> KeptRule:
        """When a promise counts as kept."""
        return self.facts.rule

    @property
    def latest_us(self) -> int:
        """The latest start or ending, UTC microseconds."""
        return self.facts.latest_us

    @cached_property
    def calendar(self) -> Calendar | None:
        """The calendar on which business time was counted; None where nothing says it."""
        said = self.facts.calendar
        if said is None:
            return None
        try:
            calendar = Calendar.from_mapping(said)
        except (CalendarError, ValueError, TypeError, KeyError):
            raise NotAHistoryError(
                f"{self.path}: its calendar is damaged; import the source again"
            ) from None
        if calendar.version != self.facts.calendar_version:
            raise NotAHistoryError(
                f"{self.path}: its business time was counted with another release of the "
                "holidays; import the source again"
            )
        return calendar

    def cases(self, metric: str | None = None, scope: Scope | None = None) -> Cases:
        """The cases of a metric within a scope: for each facet, one of its values.

        Another metric than the history's has no cases. An unknown facet is refused.
        """
        everything = self._cases
        if metric is not None and metric != self.metric:
            return everything.where(np.zeros(len(everything), bool))
        return everything.where(self.within(scope)) if scope else everything

    def within(self, scope: Scope) -> Flags:
        """One flag per case: whether every facet of the scope has one of its values there."""
        chosen = np.ones(len(self._cases), bool)
        for facet, wanted in scope.items():
            values, codes = self.facet(facet)
            fits = np.array([value in wanted for value in values], bool)
            chosen &= fits[codes]
        return chosen

    def facet(self, name: str) -> tuple[list[str | None], Codes]:
        """The values of a facet, and for each case the position of its own; None where empty."""
        if name not in self.facets:
            raise NotAHistoryError(
                f"{self.path}: has no facet '{name}'.{nearest(name, self.facets)} "
                f"Its facets are {listed(self.facets) or 'none'}"
            )
        return self._coded(f"facet_{name}")

    def events(self) -> Events | None:
        """What happened to the cases, from the file beside; None where the mapping has no events.

        Raises:
            NotAHistoryError: when that file is missing, damaged, or that of another history.
        """
        return self._events

    def numbers(self, name: str) -> Numbers:
        """`rating`, `value` or one of business seconds, NaN where there is none."""
        column = self.column(name)
        if not _is_number(column.type):
            raise NotAHistoryError(
                f"{self.path}: the column '{name}' holds {column.type}; import the source again"
            )
        return np.asarray(column.cast("float64").fill_null(np.nan))

    @property
    def started_business_seconds(self) -> Numbers | None:
        """What `business_reading` on the calendar shows at each start; None without calendar."""
        if self.facts.calendar is None:
            return None
        readings = self.numbers(STARTED_BUSINESS)
        if not np.isfinite(readings).all():
            raise NotAHistoryError(
                f"{self.path}: '{STARTED_BUSINESS}' has gaps; import the source again"
            )
        return readings

    def column(self, name: str) -> "pa.ChunkedArray":
        """One column as a pyarrow chunked array, facets dictionary-encoded; read once."""
        if name not in self._columns:
            self._columns[name] = self._read([name])[name]
        return self._columns[name]

    @cached_property
    def _events(self) -> Events | None:
        said = self.facts.events
        return None if said is None else read_events(self.path, said, self.facts.cases)

    @cached_property
    def _cases(self) -> Cases:
        import pyarrow.compute as pc

        endings, codes = self._coded("ending")
        label = pc.if_else(self.column("label_kept"), 1, 0).fill_null(-1)
        return Cases(
            self._instants("started_at"),
            self._instants("promised_at"),
            self._instants("ended_at"),
            np.array([ending == "withdrawn" for ending in endings], bool)[codes],
            np.asarray(label, np.int8),
        )

    def _coded(self, name: str) -> tuple[list[str | None], Codes]:
        import pyarrow as pa

        column = self.column(name)
        if not pa.types.is_dictionary(column.type):
            column = column.cast("string").dictionary_encode()
        encoded = column.unify_dictionaries().combine_chunks()
        values = [*encoded.dictionary.to_pylist(), None]
        return values, np.asarray(encoded.indices.fill_null(len(values) - 1), np.int64)

    def _instants(self, name: str) -> Instants:
        us = np.asarray(self.column(name).cast("int64").fill_null(MISSING))
        present = us[us != MISSING] if name != "started_at" else us
        if not ((present >= EARLIEST) & (present < LATEST)).all():
            raise NotAHistoryError(
                f"{self.path}: '{name}' is empty or outside the years 1900 to 2199; import the "
                "source again"
            )
        return us

    def _read(self, names: list[str]) -> "pa.Table":
        import pyarrow as pa
        import pyarrow.parquet as pq

        # A text that many cases share is held once.
        texts = [name for name in names if name == "ending" or name.startswith("facet_")]
        try:
            with pq.ParquetFile(self.path, read_dictionary=texts) as file:
                for name in names:
                    self._require(name, file.schema_arrow.names)
                table = file.read(columns=names, use_threads=False)
            now = stamp(self.path)
        except (pa.ArrowException, OSError) as error:
            raise NotAHistoryError(f"{self.path}: cannot be read: {error}") from None
        if now != self._stamp:
            # Columns of two imports would make cases of nobody.
            raise NotAHistoryError(f"{self.path}: has changed since it was opened; read it again")
        return table

    def _require(self, name: str, names: list[str]) -> None:
        if name not in names:
            raise NotAHistoryError(
                f"{self.path}: has no column '{name}'.{nearest(name, names)} "
                f"Its columns are {listed(names)}"
            )


def stamp(path: Path) -> tuple[int, ...]:
    """What tells a file from the one that was in its place."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _is_number(kind: "pa.DataType") -> bool:
    import pyarrow as pa

    return bool(pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_null(kind))
