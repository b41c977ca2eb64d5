"""The import: sources through a mapping into one Parquet file, in batches."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from troth.clock.calendar import Calendar
from troth.history.cells import checked
from troth.history.convert import Converter
from troth.history.errors import BadOutputError, BadSourceError
from troth.history.facts import KEY, Facts
from troth.history.joins import side_table
from troth.history.latest import last_events
from troth.history.mapping import Mapping
from troth.history.outcome import KeptRule
from troth.history.rejects import Rejects
from troth.history.sources import Sources, resolve
from troth.history.tables import Batch, Reading, Table, open_table, require

#: Rows in one row group of a history.
ROWS_TOGETHER = 1 << 17
#: Rejects without a single case among them after which an import gives up.
MOST_IN_VAIN = 1_000_000

#: Called with bytes read and bytes in all.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    path: Path
    facts: Facts
    #: Where the rejects are; None when there are none.
    rejects_path: Path | None
    #: The first rejects, in words.
    first_rejects: tuple[str, ...]


def import_history(
    mapping: Mapping,
    given: Sequence[Path],
    output: Path,
    progress: Progress | None = None,
) -> Imported:
    """Write the history in the sources to `output`, whole or not at all.

    Raises:
        BadSourceError: for a file that cannot be imported as a whole, or without a single case.
        BadOutputError: when `output` cannot be written.
    """
    sources = resolve(mapping, list(given))
    rejects_path = _beside(output)
    _check_output((output, rejects_path), [*sources.rows, *sources.joined.values()])
    run = _Run(mapping, sources, progress)
    try:
        with _Drafts(output, rejects_path) as drafts:
            with Rejects(drafts.rejects) as rejects:
                facts = run.write(drafts.output, rejects)
            drafts.publish()
    except OSError as error:
        raise BadOutputError(f"{output}: the import failed: {error}") from None
    some = bool(len(rejects))
    return Imported(output, facts, rejects_path if some else None, tuple(rejects.shown))


class _Run:
    """One import under way."""

    def __init__(self, mapping: Mapping, sources: Sources, progress: Progress | None) -> None:
        self.mapping = mapping
        self.sources = sources
        self.progress = progress
        self.rows_read = 0
        self.cases = 0
        self.calendar = _calendar(mapping)

    def write(self, path: Path, rejects: Rejects) -> Facts:
        """Write every case to a Parquet file; returns what its metadata say."""
        sides = [
            side_table(join, self._table(self.sources.joined[join.file]), self.mapping)
            for join in self.mapping.join
        ]
        converter = Converter(self.mapping, sides, rejects, self.calendar)
        batches = self._batches(rejects)
        if self.mapping.last_by:
            batches = last_events(batches, self.mapping, self.mapping.last_by, rejects)
        with pq.ParquetWriter(path, converter.schema, compression="zstd") as writer:
            for group in _row_groups(self._converted(batches, converter, rejects)):
                writer.write_table(group)
            self._refuse_nothing(rejects)
            facts = self._facts(converter, rejects)
            writer.add_key_value_metadata({KEY: facts.as_json()})
        return facts

    def _converted(
        self, batches: Iterator[Batch], converter: Converter, rejects: Rejects
    ) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            found = converter.cases(batch)
            self.cases += len(found)
            if len(rejects) > MOST_IN_VAIN:
                self._refuse_nothing(rejects)
            yield found

    def _batches(self, rejects: Rejects) -> Iterator[Batch]:
        nulls = self.mapping.nulls
        formulas = self.mapping.formulas == "text"
        names = {name for name in self.mapping.columns if not self._is_joined(name)}
        total = sum(path.stat().st_size for path in self.sources.rows)
        done = 0
        for path in self.sources.rows:
            table = self._table(path, self._progress_from(done, total))
            require(table, names)
            for batch in table.batches(names):
                self.rows_read += len(batch)
                yield checked(batch, nulls, formulas_are_text=formulas)
            self.rows_read += len(table.ragged)
            for row, reason in table.ragged:
                rejects.add(str(path), np.array([row]), reason)
            done += path.stat().st_size
            if self.progress:
                self.progress(done, total)

    def _table(self, path: Path, progress: Callable[[int], None] | None = None) -> Table:
        return open_table(path, Reading(self.mapping.delimiter, self.mapping.ragged, progress))

    def _progress_from(self, done: int, total: int) -> Callable[[int], None] | None:
        report = self.progress
        return None if report is None else lambda position: report(done + position, total)

    def _is_joined(self, name: str) -> bool:
        file, dot, _ = name.partition(".")
        return bool(dot) and file in self.sources.joined

    def _refuse_nothing(self, rejects: Rejects) -> None:
        names = ", ".join(str(path) for path in self.sources.rows)
        if not self.rows_read:
            raise BadSourceError(f"{names}: has a header and no rows")
        if not self.cases:
            raise BadSourceError(
                f"{names}: no case is left of {self.rows_read:,} rows; the first rejects:\n"
                + "\n".join(rejects.shown)
            )

    def _facts(self, converter: Converter, rejects: Rejects) -> Facts:
        mapping = self.mapping
        return Facts(
            metric=mapping.metric,
            rule=KeptRule(mapping.kept.compare, mapping.kept.grace, mapping.zone),
            facets=tuple(mapping.facets),
            has_withdrawn=mapping.withdrawn is not None,
            calendar_version=self.calendar.version if self.calendar else None,
            calendar=self.calendar.to_mapping() if self.calendar else None,
            sources=tuple(path.name for path in self.sources.rows),
            latest_us=converter.latest_us,
            rows_read=self.rows_read,
            cases=self.cases,
            rejects=dict(rejects.reasons_counted.most_common()),
            anomalies=converter.all_anomalies(),
        )


def _row_groups(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Batches together until they are worth a row group."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(map(len, held)) >= ROWS_TOGETHER:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)


class _Drafts:
    """Files that are written beside their place and moved there when all is well."""

    def __init__(self, output: Path, rejects: Path) -> None:
        self._final = (output, rejects)
        mark = f".{os.getpid()}.part"
        self.output = output.with_name(f".{output.name}{mark}")
        self.rejects = rejects.with_name(f".{rejects.name}{mark}")

    def __enter__(self) -> "_Drafts":
        return self

    def publish(self) -> None:
        """Move both into place; without rejects, those of an earlier import go."""
        output, rejects = self._final
        if self.rejects.exists():
            self.rejects.replace(rejects)
        else:
            rejects.unlink(missing_ok=True)
        self.output.replace(output)

    def __exit__(self, *_: object) -> None:
        self.output.unlink(missing_ok=True)
        self.rejects.unlink(missing_ok=True)


def _beside(output: Path) -> Path:
    stem = output.name.removesuffix(".parquet")
    return output.with_name(f"{stem}.rejects.csv")


def _check_output(outputs: Sequence[Path], sources: list[Path]) -> None:
    folder = outputs[0].parent
    if not folder.is_dir():
        raise BadOutputError(f"{outputs[0]}: there is no folder '{folder}'; make it first")
    if not os.access(folder, os.W_OK):
        raise BadOutputError(f"{outputs[0]}: the folder '{folder}' cannot be written to")
    for output in outputs:
        if output.exists() and not output.is_file():
            raise BadOutputError(f"{output}: is a folder or a device; name a file")
        if any(output.exists() and output.samefile(source) for source in sources):
            raise BadOutputError(f"{output}: would overwrite the source; name another file")


def _calendar(mapping: Mapping) -> Calendar | None:
    hours = mapping.calendar
    if hours is None:
        return None
    return Calendar.from_hours(hours.hours, hours.timezone, holidays=hours.holidays)
