"""An export to read and to count with: everything opened, and promises as they stand.

It cannot be imported again. It holds what is personal in the open, so it is made only for somebody
who may have it, and says for whom.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from troth.outputs import draft_of
from troth.promises.entries import Entry
from troth.promises.hashing import canonical, instant
from troth.promises.outcomes import clock_state, deadline, kept_by_first_date, outcome
from troth.promises.promise import Promise
from troth.promises.store import PromiseFilter, Store
from troth.queries import every_promise
from troth_web.ledger.transfer.exporting import Format, Progress, empty_folder

_PAGE = 500
_GROUP = 10_000

Kind = Literal["text", "number", "share", "yes-no", "instant"]

ENTRIES: dict[str, Kind] = {
    "id": "text",
    "type": "text",
    "subject": "text",
    "sequence": "number",
    "at": "instant",
    "recorded_at": "instant",
    "actor": "text",
    "channel": "text",
    "edition": "text",
    "person": "text",
    # JSON; None where it was erased.
    "says": "text",
    "personal": "text",
}
PROMISES: dict[str, Kind] = {
    "id": "text",
    "metric": "text",
    "customer": "text",
    "promiser": "text",
    "promisee": "text",
    "holder": "text",
    "duty": "yes-no",
    "term": "text",
    "stage": "text",
    "outcome": "text",
    "clock": "text",
    "kept_by_first_date": "yes-no",
    "made_at": "instant",
    "starts_at": "instant",
    "first_due": "instant",
    "due": "instant",
    "deadline": "instant",
    "kept_at": "instant",
    "withdrawn_at": "instant",
    "changes": "number",
    "likelihood": "share",
    "edition": "text",
    "facets": "text",
}
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a plain export wrote."""

    folder: str
    #: Who may have it: `person:ID`.
    by: str
    at: str
    entries: int
    promises: int


def export_plain(
    store: Store,
    folder: Path,
    format: Format,  # noqa: A002 - the word of the command line
    *,
    by: str,
    at: datetime,
    progress: Progress | None = None,
) -> Opened:
    """Write every entry and every promise, opened.

    Args:
        store: read once; memory does not grow with it.
        folder: empty, or made.
        format: JSON lines or Parquet.
        by: who answers for it, for `for.json` beside the files.
        at: outcomes are as of this instant.
        progress: told how many rows were written.

    Raises:
        FolderInUseError: the folder holds something.
        OSError: it cannot be written.
    """
    empty_folder(folder)
    entries = _write(_told(_entries(store), progress), ENTRIES, folder / f"entries.{format}")
    rows = _told(_promises(store, at), progress)
    promises = _write(rows, PROMISES, folder / f"promises.{format}")
    made = Opened(folder=str(folder), by=by, at=instant(at), entries=entries, promises=promises)
    with draft_of(folder / "for.json") as draft:
        draft.write_text(json.dumps({"by": by, "at": made.at}, indent=2) + "\n", encoding="utf-8")
    return made


def _entries(store: Store) -> Iterator[Row]:
    after: str | None = None
    while (page := store.feed(after, _PAGE)).items:
        yield from map(_entry, page.items)
        after = page.next


def _entry(entry: Entry) -> Row:
    return {
        **{key: getattr(entry, key) for key in ENTRIES if hasattr(entry, key)},
        "type": entry.type.value,
        "actor": str(entry.actor),
        "says": canonical(entry.payload),
        "personal": None if entry.personal is None else canonical(entry.personal),
    }


def _promises(store: Store, at: datetime) -> Iterator[Row]:
    return (_promise(each, at) for each in every_promise(store, PromiseFilter()))


def _promise(promise: Promise, at: datetime) -> Row:
    return {
        **{key: getattr(promise, key) for key in PROMISES if hasattr(promise, key)},
        "promiser": str(promise.promiser),
        "promisee": str(promise.promisee),
        "holder": str(promise.holder),
        "duty": promise.is_duty,
        "stage": promise.stage.value,
        "outcome": _word(outcome(promise, at)),
        "clock": clock_state(promise).value,
        "kept_by_first_date": kept_by_first_date(promise, at),
        "deadline": deadline(promise),
        "changes": len(promise.changes),
        "facets": canonical(dict(promise.facets)),
    }


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def _write(rows: Iterator[Row], columns: dict[str, Kind], path: Path) -> int:
    write = _write_parquet if path.suffix == ".parquet" else _write_lines
    with draft_of(path) as draft:
        return write(rows, columns, draft)


def _write_lines(rows: Iterator[Row], columns: dict[str, Kind], path: Path) -> int:
    instants = [name for name, kind in columns.items() if kind == "instant"]
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            told = row | {name: row[name] and instant(row[name]) for name in instants}
            ordered = {name: told[name] for name in columns}
            file.write(json.dumps(ordered, ensure_ascii=False) + "\n")
            number += 1
    return number


def _write_parquet(rows: Iterator[Row], columns: dict[str, Kind], path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "text": pa.string(),
        "number": pa.int64(),
        "share": pa.float64(),
        "yes-no": pa.bool_(),
        "instant": pa.timestamp("us", tz="UTC"),
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
    number = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_batch(pa.RecordBatch.from_pylist(group, schema))
            number += len(group)
    return number


def _told(rows: Iterable[Row], progress: Progress | None) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if progress and number % 1_000 == 0:
            progress(number)
        yield row
