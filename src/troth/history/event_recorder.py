"""Events of cases, noted while the cases are imported."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from pathlib import Path

import pyarrow as pa

from troth.history.arrays import Flags, Instants
from troth.history.column_events import ColumnReader
from troth.history.event_file import EventFile
from troth.history.facts import EventFacts
from troth.history.found_events import BEFORE_START, FoundEvents
from troth.history.held_cases import HeldCases
from troth.history.kinds import Kinds
from troth.history.mapping import Mapping
from troth.history.row_events import RowRecorder
from troth.history.tables import Batch
from troth.history.text_hashes import Hashes


class EventRecorder:
    """Writes the events of one import to a file."""

    def __init__(self, mapping: Mapping, path: Path) -> None:
        #: Cells that cannot be read, and events that look wrong.
        self.anomalies: Counter[str] = Counter()
        self._mapping = mapping
        self._kinds = Kinds()
        self._columns = ColumnReader(mapping, self._kinds, self.anomalies)
        self._rows: RowRecorder | None = None
        #: Only where events have rows of their own.
        self._cases = HeldCases()
        self._waiting: list[FoundEvents] = []
        self._count = 0
        self._file = EventFile(path)
        if mapping.last_by and mapping.row_events:
            self._rows = RowRecorder(
                mapping, mapping.last_by, self._kinds, self.anomalies, path.parent
            )

    def __enter__(self) -> "EventRecorder":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if self._rows:
            self._rows.close()

    def watched(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        """The batches, with the columns that are still needed once their events are noted."""
        needed = self._mapping.case_columns
        for batch in batches:
            if self._rows:
                self._rows.add(batch)
            columns = {name: batch.columns[name] for name in batch.columns if name in needed}
            yield Batch(batch.file, columns, batch.rows)

    def add(
        self,
        batch: Batch,
        moments: Dict[str, Instants],
        good: Flags,
        ids: pa.Array,
        hashes: Hashes,
    ) -> None:
        """Note the cases of a batch, which are its good rows, and what their columns tell."""
        found = self._columns.found(batch, moments, good)
        started = moments["started"][good]
        self.anomalies[BEFORE_START] += int((found.at < started[found.case_row]).sum())
        self._file.belongs_to(hashes)
        placed = FoundEvents(found.case_row + self._count, found.at, found.kind)
        self._count += len(ids)
        if self._rows is None:
            first = self._count - len(ids)
            self._write(placed, ids, first)
        else:
            self._waiting.append(placed)
            self._cases.add(ids, hashes, started)

    def finish(self) -> EventFacts:
        """Write what had to wait for the last case."""
        if self._rows:
            waiting = FoundEvents.together(self._waiting)
            for start, end, found in self._rows.found(self._cases):
                own = (waiting.case_row >= start) & (waiting.case_row < end)
                both = FoundEvents.together([waiting.where(own), found])
                self._write(both, self._cases.ids(start, end), start)
        return self._file.finish(self._kinds.names)

    def _write(self, found: FoundEvents, ids: pa.Array, first: int) -> None:
        ordered = found.in_order()
        chosen = ids.take(pa.array(ordered.case_row - first))
        self._file.add(ordered, chosen, self._kinds.names)
