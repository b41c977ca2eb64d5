"""The events of a history as they lie in the file beside it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from troth.history.arrays import EARLIEST, LATEST, Codes, Instants
from troth.history.beside import events_beside
from troth.history.errors import NotAHistoryError
from troth.history.facts import EventFacts

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq


@dataclass(frozen=True)
class Events:
    """What happened to cases, by case and then by instant, as arrays of one length."""

    #: The position of the case in the history.
    case_row: Codes
    #: UTC microseconds.
    at_us: Instants
    #: Positions in `kinds`.
    kind: Codes
    #: Each kind that occurs.
    kinds: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.at_us)


def read_events(history: Path, said: EventFacts, cases: int) -> Events:
    """The events of a history, of which its own metadata say something.

    Raises:
        NotAHistoryError: when their file is missing, damaged, or that of another history.
    """
    import pyarrow as pa

    path = events_beside(history)
    if not path.is_file():
        raise NotAHistoryError(
            f"{path}: is not there, and {history} has {said.count:,} events in it; move both files "
            "together, or import the source again"
        )
    try:
        table = _table(path, history, said)
        events = _as_arrays(table)
    except (pa.ArrowException, OSError, ValueError):
        raise _damaged(path, "it cannot be read") from None
    _check(path, events, cases)
    return events


def _table(path: Path, history: Path, said: EventFacts) -> "pa.Table":
    import pyarrow.parquet as pq

    from troth.history.event_file import SCHEMA
    from troth.history.parquet_table import refuse_bomb

    names = [name for name in SCHEMA.names if name != "case_id"]
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        _require_own(path, history, file.metadata, said)
        for name in names:
            position = file.schema_arrow.get_field_index(name)
            kind = None if position < 0 else file.schema_arrow.field(position).type
            if kind != SCHEMA.field(name).type:
                raise _damaged(path, f"its column '{name}' holds {kind or 'nothing'}")
        if file.metadata.num_rows != said.count:
            raise _damaged(path, f"it has {file.metadata.num_rows:,} events of {said.count:,}")
        refuse_bomb(path, file.metadata, names)
        return file.read(columns=names, use_threads=False)


def _require_own(path: Path, history: Path, metadata: "pq.FileMetaData", said: EventFacts) -> None:
    from troth.history.event_file import FORMAT, KEY

    text = (metadata.metadata or {}).get(KEY.encode())
    if text is None:
        raise NotAHistoryError(
            f"{path}: is Parquet, but holds no events of a history; import the source again"
        )
    found = json.loads(text)
    if not isinstance(found, dict):
        raise _damaged(path, "its metadata cannot be read")
    if found.get("format") != FORMAT:
        raise NotAHistoryError(
            f"{path}: was written by another version of troth (format {found.get('format')}, this "
            f"one reads {FORMAT}); import the source again"
        )
    if found.get("id") != said.id:
        raise NotAHistoryError(
            f"{path}: holds the events of another history than {history}; move both files "
            "together, or import the source again"
        )


def _as_arrays(table: "pa.Table") -> Events:
    if any(column.null_count for column in table.columns):
        raise ValueError
    encoded = table["kind"].unify_dictionaries().combine_chunks()
    codes = np.asarray(encoded.indices, np.int64)
    used = np.flatnonzero(np.bincount(codes, minlength=len(encoded.dictionary)))
    names = encoded.dictionary.to_pylist()
    return Events(
        case_row=np.asarray(table["case_row"]),
        at_us=np.asarray(table["at"].cast("int64")),
        kind=np.searchsorted(used, codes),
        kinds=tuple(names[code] for code in used),
    )


def _check(path: Path, events: Events, cases: int) -> None:
    rows, at = events.case_row, events.at_us
    if len(events) and not (rows.min() >= 0 and rows.max() < cases):
        raise _damaged(path, f"there are events of cases beyond the {cases:,} of the history")
    if not ((at >= EARLIEST) & (at < LATEST)).all():
        raise _damaged(path, "there are events outside the years 1900 to 2199")
    steps = np.diff(rows)
    if not ((steps > 0) | ((steps == 0) & (np.diff(at) >= 0))).all():
        raise _damaged(path, "its events are not in order")


def _damaged(path: Path, how: str) -> NotAHistoryError:
    return NotAHistoryError(f"{path}: is damaged: {how}; import the source again")
