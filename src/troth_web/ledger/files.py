"""The bytes of files: kept beside the journal, sealed, and looked at apart from it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from troth.promises import sealing
from troth.promises.entries import EntryType
from troth.promises.store import Sealed
from troth_web.ledger.engines import Engine
from troth_web.ledger.keys import PersonKeys
from troth_web.ledger.rows import FILE

_FIND = "SELECT person, content FROM ledger_file WHERE entry = %s"
_REMOVE = "DELETE FROM ledger_file WHERE entry = %s"
_ATTACHED = EntryType.PROMISE_FILE_ATTACHED.value


def find_file(
    cursor: CursorWrapper, engine: Engine, keys: PersonKeys, entry_id: str
) -> bytes | None:
    """The bytes of a file; None where they are not kept."""
    cursor.execute(_FIND, [entry_id])
    row = cursor.fetchone()
    if row is None or row[1] is None:
        return None
    key = keys.find(cursor, engine, [row[0]]).get(row[0])
    return None if key is None else sealing.opened_file(key, bytes(row[1]), entry_id)


def sealed_file_of(connection: BaseDatabaseWrapper, row: Sequence[Any]) -> bytes | None:
    """The sealed bytes that go with the row of an entry; read for those alone that attach some."""
    if row[1] != _ATTACHED:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [row[0]])
        found = cursor.fetchone()
    return None if found is None or found[1] is None else bytes(found[1])


def write_files(cursor: CursorWrapper, engine: Engine, new: Sequence[Sealed]) -> None:
    """Keep the files that new entries attach, and let those go that they remove."""
    engine.insert(cursor, FILE, list(_rows(new)))
    for each in new:
        if each.entry.type is EntryType.PROMISE_FILE_REMOVED:
            cursor.execute(_REMOVE, [each.entry.payload["file"]])


def _rows(new: Sequence[Sealed]) -> Iterator[tuple[object, ...]]:
    """A row for each; without its bytes where an import did not bring them."""
    for each in new:
        if each.entry.type is EntryType.PROMISE_FILE_ATTACHED and each.content is not None:
            yield each.entry.id, each.entry.person, each.file
