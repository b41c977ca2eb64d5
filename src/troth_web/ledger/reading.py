"""Reading the journal: entries with their personal parts opened."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper

from troth.promises import sealing
from troth.promises.entries import Entry
from troth_web.ledger.engines import Engine
from troth_web.ledger.keys import PersonKeys
from troth_web.ledger.rows import COLUMNS, content_of, entry_of

_JOURNALS = (
    f"SELECT {COLUMNS}, s.content FROM ledger_entry e "
    "LEFT JOIN ledger_sealed s ON s.entry = e.id WHERE e.subject {} ORDER BY e.subject, e.sequence"
)
_BY_ID = (
    f"SELECT {COLUMNS}, s.content FROM ledger_entry e "
    "LEFT JOIN ledger_sealed s ON s.entry = e.id WHERE e.id {}"
)


def journals(
    cursor: CursorWrapper, engine: Engine, keys: PersonKeys | None, subjects: Collection[str]
) -> dict[str, list[Entry]]:
    """The journals of several subjects, each in order; empty where there is none.

    Without keys nothing personal is opened: it is as if everybody was erased.
    """
    # No id holds NUL, and PostgreSQL refuses even to look for one.
    named = [each for each in subjects if "\x00" not in each]
    cursor.execute(_JOURNALS.format(engine.any_of), [engine.many(named)])
    found: dict[str, list[Entry]] = defaultdict(list)
    rows = cursor.fetchall()
    for entry in opened(cursor, engine, keys, rows) if keys else map(_closed, rows):
        found[entry.subject].append(entry)
    return found


def by_id(
    cursor: CursorWrapper, engine: Engine, keys: PersonKeys, ids: Collection[str]
) -> dict[str, Entry]:
    """Entries by their ids."""
    cursor.execute(_BY_ID.format(engine.any_of), [engine.many(ids)])
    return {entry.id: entry for entry in opened(cursor, engine, keys, cursor.fetchall())}


def opened(
    cursor: CursorWrapper, engine: Engine, keys: PersonKeys, rows: Sequence[Sequence[Any]]
) -> list[Entry]:
    """Entries from rows: the columns of an entry, then its sealed part, then anything."""
    persons = {row[11] for row in rows if content_of(row) is not None}
    known = keys.find(cursor, engine, persons) if persons else {}
    return [entry_of(row, _personal(row, known)) for row in rows]


def _closed(row: Sequence[Any]) -> Entry:
    return entry_of(row, {} if row[12] is None else None)


def _personal(row: Sequence[Any], keys: dict[str, bytes]) -> dict[str, Any] | None:
    if row[12] is None:
        return {}
    content = content_of(row)
    key = keys.get(row[11])
    if content is None or key is None:
        return None
    return sealing.opened(key, content, row[0])


def persons_of(entries: Iterable[Entry]) -> set[str]:
    """Of whom entries say something."""
    return {entry.person for entry in entries if entry.person is not None}
