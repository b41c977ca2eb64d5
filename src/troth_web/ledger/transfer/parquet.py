"""Entries as a Parquet file, in groups of rows, so that memory stays flat for any number."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from troth.promises.hashing import canonical, instant
from troth.promises.store import Sealed
from troth_web.ledger.transfer.lines import KEYS, LONGEST, BadEntryError, from_mapping

#: Rows that are held in memory at once.
GROUP = 10_000

_OPTIONAL = {"channel", "edition", "idempotency_key", "person", "seal", "content"}
_KINDS = {
    "sequence": pa.int64(),
    "at": pa.timestamp("us", tz="UTC"),
    "recorded_at": pa.timestamp("us", tz="UTC"),
    "content": pa.binary(),
}
#: As the lines of JSON have it, but instants are instants, and the payload is canonical JSON.
SCHEMA = pa.schema(
    [pa.field(key, _KINDS.get(key, pa.string()), nullable=key in _OPTIONAL) for key in KEYS]
)


def write(entries: Iterable[Sealed], path: Path) -> int:
    """Write entries to a file; how many there were."""
    number, left = 0, iter(entries)
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        while group := list(islice(left, GROUP)):
            writer.write_batch(pa.RecordBatch.from_pylist([_row(each) for each in group], SCHEMA))
            number += len(group)
    return number


def read(path: Path) -> Iterator[Sealed]:
    """The entries of a file, group by group.

    Raises:
        BadEntryError: it is not an export, or a row is not an entry.
    """
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowException:
        raise BadEntryError(str(path), "this is not a Parquet file") from None
    with file:
        if file.schema_arrow.names != list(KEYS):
            raise BadEntryError(str(path), f"the columns of an export are {', '.join(KEYS)}")
        for number, row in enumerate(_rows(file, path), start=1):
            yield from_mapping(_mapping(row, path, number), f"{path}, row {number}")


def _rows(file: pq.ParquetFile, path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        for batch in file.iter_batches(GROUP // 10):
            # A few bytes of Parquet can say a billion times the same.
            if batch.nbytes > 4 * LONGEST:
                raise BadEntryError(str(path), f"{GROUP // 10} rows hold more than entries do")
            yield from batch.to_pylist()
    except pa.ArrowException:
        raise BadEntryError(str(path), "the file is damaged") from None


def _row(sealed: Sealed) -> dict[str, Any]:
    entry = sealed.entry
    row = {key: getattr(entry, key) for key in KEYS if key not in {"content", "payload", "actor"}}
    return row | {
        "type": entry.type.value,
        "actor": str(entry.actor),
        "payload": canonical(entry.payload),
        "content": sealed.content,
    }


def _mapping(row: Mapping[str, Any], path: Path, number: int) -> dict[str, Any]:
    """A row as a line of JSON would have it."""
    content = row["content"]
    try:
        return dict(row) | {
            "at": instant(row["at"]),
            "recorded_at": instant(row["recorded_at"]),
            "payload": json.loads(row["payload"]),
            "content": None if content is None else b64encode(content).decode(),
        }
    except (ValueError, TypeError, AttributeError):
        raise BadEntryError(f"{path}, row {number}", "this is not an entry") from None
