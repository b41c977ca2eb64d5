"""Events that have a row each, in sources with several rows per case.

Which row of the history a case becomes is known only at the end, and there may be any number of
events. So they wait on disk, are parted by the rows of their cases, and sorted a part at a time.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from troth.history.arrays import MISSING, Codes, Flags, Instants
from troth.history.columns import as_text, case_ids, order_numbers
from troth.history.found_events import BEFORE_START, FoundEvents, UnreadEvents
from troth.history.held_cases import HeldCases
from troth.history.kinds import NO_KIND, Kinds
from troth.history.mapping import Mapping, Order
from troth.history.mapping_events import RowEvents
from troth.history.mapping_parts import Shifted, Written
from troth.history.moments import MomentReader
from troth.history.spool import Records, Spool
from troth.history.tables import Batch
from troth.history.text_hashes import Hashes, text_hashes

#: Bytes of records that are sorted together.
TOGETHER = 8 << 20
#: Each part is an open file.
MOST_PARTS = 256


class RowRecorder:
    """Takes note of each row before the last one of its case is chosen."""

    def __init__(
        self, mapping: Mapping, order: Order, kinds: Kinds, anomalies: Counter[str], folder: Path
    ) -> None:
        self._mapping = mapping
        self._order = order
        self._sources = list(mapping.row_events.values())
        self._kinds = kinds
        self._anomalies = anomalies
        self._folder = folder
        self._record = _record(len(self._sources))
        self._open = ExitStack()
        self._spool = self._open.enter_context(Spool(folder, self._record))

    def close(self) -> None:
        """Let go of what is on disk."""
        self._open.close()

    def add(self, batch: Batch) -> None:
        """Take note of some rows, each of which has a case and an order."""
        records = np.zeros(len(batch), self._record)
        records["case"] = text_hashes(case_ids(batch, self._mapping.case))
        records["order"], _ = order_numbers(self._order, batch)
        read: dict[Written | Shifted, Instants] = {}
        for position, source in enumerate(self._sources):
            if source.at not in read:
                read[source.at] = self._instants(source, batch)
            records["at"][:, position] = read[source.at]
            records["kind"][:, position] = self._kinds_of(source, batch)
            if source.when_changed:
                records["value"][:, position] = _values(batch, source.when_changed)
        self._spool.add(records)

    def found(self, cases: HeldCases) -> Iterator[tuple[int, int, FoundEvents]]:
        """The events of cases from one row up to another, in order of their rows."""
        count = min(MOST_PARTS, 1 + self._spool.size // TOGETHER)
        bounds = np.linspace(0, len(cases), count + 1).astype(np.int64)
        parts = [self._open.enter_context(Spool(self._folder, self._record)) for _ in range(count)]
        for chunk in self._spool.chunks():
            rows, known = cases.rows(chunk["case"])
            records = chunk[known]
            records["case"] = rows
            _distribute(records, np.searchsorted(bounds, rows, side="right") - 1, parts)
        for start, end, part in zip(bounds[:-1], bounds[1:], parts, strict=True):
            yield int(start), int(end), self._events(part.whole(), cases)

    def _instants(self, source: RowEvents, batch: Batch) -> Instants:
        unread = UnreadEvents(self._anomalies, np.ones(len(batch), bool))
        return MomentReader(self._mapping, batch, unread).one("event", source.at, {})

    def _kinds_of(self, source: RowEvents, batch: Batch) -> Codes | int:
        if isinstance(source.kind, str):
            return self._kinds.code(source.kind)
        return self._kinds.codes(batch, source.kind.column)

    def _events(self, records: Records, cases: HeldCases) -> FoundEvents:
        records = records[np.lexsort((records["order"], records["case"]))]
        rows = records["case"].astype(np.int64)
        happened = (records["at"] != MISSING) & (records["kind"] != NO_KIND)
        for position, source in enumerate(self._sources):
            if source.when_changed:
                happened[:, position] &= _changed(rows, records["value"][:, position])
        # All events of one row, in the order of the mapping, before those of the next.
        found = FoundEvents(
            np.repeat(rows, len(self._sources))[happened.ravel()],
            records["at"][happened],
            records["kind"][happened].astype(np.int64),
        )
        self._anomalies[BEFORE_START] += int((found.at < cases.started[found.case_row]).sum())
        return found


def _record(sources: int) -> np.dtype[Any]:
    return np.dtype(
        [
            # The hash of the case's id, and in parts its row in the history.
            ("case", np.uint64),
            ("order", np.float64),
            ("at", np.int64, (sources,)),
            ("kind", np.int32, (sources,)),
            # The hash of what must have changed, 0 where it is empty.
            ("value", np.uint64, (sources,)),
        ]
    )


def _values(batch: Batch, name: str) -> Hashes:
    return text_hashes(as_text(batch.columns[name]))


def _distribute(records: Records, part_of: Codes, parts: list[Spool]) -> None:
    for number in np.flatnonzero(np.bincount(part_of)):
        parts[number].add(records[part_of == number])


def _changed(rows: Codes, values: Hashes) -> Flags:
    """Where a value differs from the one before of the same case, the empty ones left out."""
    changed = np.zeros(len(rows), bool)
    filled = np.flatnonzero(values)
    case, value = rows[filled], values[filled]
    changed[filled[1:]] = (case[1:] == case[:-1]) & (value[1:] != value[:-1])
    return changed
