"""Whether the files beside the journal are those that its entries speak of."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from troth.promises.entries import EntryType
from troth.promises.sealing import seal_of
from troth_web.ledger.inspections import Finding
from troth_web.ledger.snapshots import stream

_ATTACHED = (
    "SELECT e.subject, e.sequence, e.id, e.payload, e.person, f.person, s.entry, s.content IS NULL "
    "FROM ledger_entry e LEFT JOIN ledger_file f ON f.entry = e.id "
    "LEFT JOIN ledger_sealed s ON s.entry = e.id "
    f"WHERE e.type = '{EntryType.PROMISE_FILE_ATTACHED}'"
)
_REMOVED = f"SELECT payload FROM ledger_entry WHERE type = '{EntryType.PROMISE_FILE_REMOVED}'"
_ORPHANS = (
    "SELECT f.entry FROM ledger_file f LEFT JOIN ledger_entry e ON e.id = f.entry "
    f"AND e.type = '{EntryType.PROMISE_FILE_ATTACHED}' WHERE e.id IS NULL"
)
_CONTENT = "SELECT content FROM ledger_file WHERE entry = %s"


def file_findings(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    """Files that are missing, changed, or there though they were removed; one is read at a time."""
    removed = {_said(payload).get("file") for (payload,) in stream(connection, _REMOVED)}
    for row in stream(connection, _ATTACHED):
        if why := _wrong(connection, row, removed):
            yield Finding(row[0], row[1], why)
    for (entry,) in stream(connection, _ORPHANS):
        yield Finding(entry, None, "a file without its entry")


def _wrong(
    connection: BaseDatabaseWrapper, row: tuple[Any, ...], removed: set[object]
) -> str | None:
    _, _, entry, payload, person, kept_of, part, let_go = row
    if entry in removed:
        return None if kept_of is None else "its file is there, and it was removed"
    if kept_of is None:
        # Who was erased has no personal part either; where it was let go, so was the file.
        return "its file is missing" if part is not None and not let_go else None
    if kept_of != person or not _as_sealed(connection, entry, _said(payload).get("seal")):
        return "its file is not what was sealed"
    return None


def _as_sealed(connection: BaseDatabaseWrapper, entry: str, seal: object) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_CONTENT, [entry])
        (content,) = cursor.fetchone()
    # SQLite lets text stand in a column of bytes.
    return content is None or (not isinstance(content, str) and seal_of(bytes(content)) == seal)


def _said(payload: object) -> dict[str, Any]:
    """What an entry says; nothing where somebody wrote over it, which its hash tells."""
    try:
        found = json.loads(payload) if isinstance(payload, str) else None
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}
