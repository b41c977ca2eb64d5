"""A history as it lies in its file: columns that are read when they are asked for."""

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from troth.clock import zones
from troth.history.arrays import EARLIEST, LATEST, MISSING, Codes, Flags, Instants, Numbers
from troth.history.errors import NotAHistoryError, listed, nearest
from troth.history.extra import require_arrow
from troth.history.facts import KEY, Facts
from troth.history.outcome import Cases, KeptRule

if TYPE_CHECKING:
    import pyarrow as pa

Scope = Mapping[str, Collection[str]]

#: Those that are read of every history.
_COLUMNS = ("started_at", "promised_at", "ended_at", "ending", "label_kept")


class History:
    """The cases of one metric, from a file that `troth history import` wrote."""

    def __init__(self, path: Path, facts: Facts) -> None:
        self.path = path
        self.facts = facts
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

    def numbers(self, name: str) -> Numbers:
        """`rating`, `value` or `elapsed_business_seconds`, NaN where there is none."""
        return np.asarray(self.column(name).fill_null(np.nan))

    def column(self, name: str) -> "pa.ChunkedArray":
        """One column as a pyarrow chunked array, facets dictionary-encoded; read once."""
        if name not in self._columns:
            self._columns[name] = self._read([name])[name]
        return self._columns[name]

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
                return file.read(columns=names, use_threads=False)
        except (pa.ArrowException, OSError) as error:
            raise NotAHistoryError(f"{self.path}: cannot be read: {error}") from None


def _kinds(name: str) -> "tuple[pa.DataType, ...]":
    """What a column may hold; without a single value it holds nulls."""
    import pyarrow as pa

    if name.endswith("_at"):
        return (pa.timestamp("us", "UTC"), pa.null())
    if name == "label_kept":
        return (pa.bool_(), pa.null())
    return (pa.string(), pa.large_string(), pa.null())


def read(path: str | Path) -> History:
    """The history in a file; its columns are read when they are asked for.

    Raises:
        NotAHistoryError: for a file that `troth history import` did not write.
        MissingExtraError: without the extra `data`.
    """
    require_arrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = Path(path)
    if not path.is_file():
        is_other = "is a folder or a device" if path.exists() else "there is no such file"
        raise NotAHistoryError(f"{path}: {is_other}; 'troth history import' makes a history")
    try:
        metadata = pq.read_metadata(path)
    except (pa.ArrowException, OSError):
        raise NotAHistoryError(
            f"{path}: is no Parquet file; 'troth history import MAPPING {path} -o ...' makes a "
            "history of it"
        ) from None
    said = (metadata.metadata or {}).get(KEY.encode())
    if said is None:
        raise NotAHistoryError(
            f"{path}: is Parquet, but no history; 'troth history import MAPPING {path} -o ...' "
            "makes one of it"
        )
    facts = Facts.from_json(said, str(path))
    wanted = {*_COLUMNS, *(f"facet_{facet}" for facet in facts.facets)}
    missing = wanted - set(metadata.schema.names)
    if missing:
        raise NotAHistoryError(f"{path}: lacks the columns {listed(sorted(missing))}")
    kinds = metadata.schema.to_arrow_schema()
    for name in sorted(wanted):
        kind = kinds.field(name).type
        if kind not in _kinds(name):
            raise NotAHistoryError(
                f"{path}: the column '{name}' holds {kind}; import the source again"
            )
    from troth.history.parquet_table import refuse_bomb

    refuse_bomb(path, metadata, metadata.schema.names)
    return History(path, facts)
