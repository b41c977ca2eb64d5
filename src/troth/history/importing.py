"""The import: sources through a mapping into one Parquet file, in batches."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from troth.clock.calendar import Calendar
from troth.history.beside import events_beside, rejects_beside
from troth.history.cells import checked
from troth.history.convert import Converter
from troth.history.drafts import Drafts, check_output
from troth.history.errors import BadOutputError, BadSourceError
from troth.history.event_recorder import EventRecorder
from troth.history.facts import KEY, EventFacts, Facts
from troth.history.joins import side_table
from troth.history.latest import last_rows, usable_rows
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
    #: Where the events are; None when the mapping has none.
    events_path: Path | None
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
    check_output(output, [*sources.rows, *sources.joined.values()])
    run = _Run(mapping, sources, progress)
    try:
        with Drafts(output) as drafts:
            with Rejects(drafts.rejects) as rejects:
                facts = run.write(drafts, rejects)
            drafts.publish()
    except OSError as error:
        raise BadOutputError(f"{output}: the import failed: {error}") from None
    return Imported(
        output,
        facts,
        rejects_beside(output) if len(rejects) else None,
        events_beside(output) if facts.events else None,
        tuple(rejects.shown),
    )


class _Run:
    """One import under way."""

    def __init__(self, mapping: Mapping, sources: Sources, progress: Progress | None) -> None:
        self.mapping = mapping
        self.sources = sources
        self.progress = progress
        self.rows_read = 0
        self.cases = 0
        self.calendar = _calendar(mapping)

    def write(self, drafts: Drafts, rejects: Rejects) -> Facts:
        """Write every case, and its events, to Parquet files; returns what the metadata say."""
        sides = [
            side_table(join, self._table(self.sources.joined[join.file]), self.mapping)
            for join in self.mapping.join
        ]
        with ExitStack() as stack:
            events = None
            if self.mapping.events:
                events = stack.enter_context(EventRecorder(self.mapping, drafts.events))
            converter = Converter(self.mapping, sides, rejects, self.calendar, events)
            writer = stack.enter_context(
                pq.ParquetWriter(drafts.history, converter.schema, compression="zstd")
            )
            batches = self._cases(rejects, events)
            for group in _row_groups(self._converted(batches, converter, rejects)):
                writer.write_table(group)
            self._refuse_nothing(rejects)
            facts = self._facts(converter, rejects, events.finish() if events else None)
            writer.add_key_value_metadata({KEY: facts.as_json()})
        return facts

    def _cases(self, rejects: Rejects, events: EventRecorder | None) -> Iterator[Batch]:
        """The rows that are cases."""
        batches, order = self._batches(rejects), self.mapping.last_by
        if order is None:
            return batches
        usable = usable_rows(batches, self.mapping, order, rejects)
        watched = events.watched(usable) if events else usable
        return last_rows(watched, self.mapping, order)

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

    def _facts(self, converter: Converter, rejects: Rejects, events: EventFacts | None) -> Facts:
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
            events=events,
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


def _calendar(mapping: Mapping) -> Calendar | None:
    hours = mapping.calendar
    if hours is None:
        return None
    return Calendar.from_hours(hours.hours, hours.timezone, holidays=hours.holidays)
