"""The file of events beside a history: how it is written, and whether a file is one."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from troth.history.facts import EventFacts
from troth.history.found_events import FoundEvents
from troth.history.text_hashes import Hashes

#: The key in the metadata of a file of events.
KEY = "troth-events"
#: Raised when an older troth would misread a file.
FORMAT = 1
#: Rows in one row group.
ROWS_TOGETHER = 1 << 17

KIND = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("case_id", pa.string()),
        ("case_row", pa.int64()),
        ("at", pa.timestamp("us", "UTC")),
        ("kind", KIND),
    ]
)


class EventFile:
    """Writes events as they come; they come in order."""

    def __init__(self, path: Path) -> None:
        self._writer = pq.ParquetWriter(path, SCHEMA, compression="zstd", write_page_checksum=True)
        self._held: list[FoundEvents] = []
        self._ids: list[pa.Array] = []
        self._counts = np.zeros(0, np.int64)
        #: Over the ids of all cases and all events: a history knows its own by it.
        self._digest = hashlib.sha256()

    def close(self) -> None:
        """Close the file; it is whole only after `finish`."""
        self._writer.close()

    def belongs_to(self, hashes: Hashes) -> None:
        """Take note of cases, by the hashes of their ids."""
        self._digest.update(hashes.tobytes())

    def add(self, found: FoundEvents, ids: pa.Array, kinds: list[str]) -> None:
        """Append events in order, each with the id of its case."""
        for part in (found.case_row, found.at, found.kind):
            self._digest.update(part.astype("<i8").tobytes())
        counts = np.bincount(found.kind, minlength=len(kinds))
        counts[: len(self._counts)] += self._counts
        self._counts = counts
        self._held.append(found)
        self._ids.append(ids)
        if sum(map(len, self._held)) >= ROWS_TOGETHER:
            self._write(kinds)

    def finish(self, kinds: list[str]) -> EventFacts:
        """Write what is left, and what the history says of it."""
        self._write(kinds)
        self._digest.update(json.dumps(kinds).encode())
        number = self._digest.hexdigest()[:32]
        self._writer.add_key_value_metadata({KEY: json.dumps({"format": FORMAT, "id": number})})
        counted = zip(kinds, self._counts.tolist(), strict=False)
        return EventFacts(id=number, kinds={kind: count for kind, count in counted if count})

    def _write(self, kinds: list[str]) -> None:
        found = FoundEvents.together(self._held)
        if len(found):
            names = pa.array(kinds, pa.string())
            codes = pa.array(found.kind.astype(np.int32))
            columns = [
                pa.concat_arrays(self._ids),
                pa.array(found.case_row),
                pa.array(found.at).cast(SCHEMA.field("at").type),
                pa.DictionaryArray.from_arrays(codes, names),
            ]
            self._writer.write_table(pa.Table.from_arrays(columns, schema=SCHEMA))
        self._held.clear()
        self._ids.clear()


def is_somebody_elses(path: Path) -> bool:
    """Whether a file is there that no import wrote as its events.

    A Parquet file that is damaged may have been one of ours, and nobody can read it.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        # One that was cut off after a byte, or after none, as well.
        if not b"PAR1".startswith(file.read(4)):
            return True
    try:
        metadata = pq.read_metadata(path).metadata or {}
    except (pa.ArrowException, OSError):
        return False
    return KEY.encode() not in metadata
