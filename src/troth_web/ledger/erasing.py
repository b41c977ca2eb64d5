"""Erasing a person: the key that seals what is personal of them, and all that it sealed.

What stays are entries without their personal parts, whose chains still hold. A line with the
person's id goes to `erased.txt` in the data directory, so that an older backup that still has the
key erases them again when it is restored.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from troth_web.ledger.engines import Engine

#: The list of erased persons, an id on each line.
TOMBSTONES = "erased.txt"

_KEY = "SELECT person FROM ledger_key WHERE person = %s FOR UPDATE"
#: Files go with the key: the database sees to it.
_ERASED = (
    "DELETE FROM ledger_sealed WHERE person = %s",
    "DELETE FROM ledger_key WHERE person = %s",
    "DELETE FROM ledger_lookup WHERE subject = %s",
)


def erase_person(cursor: CursorWrapper, engine: Engine, person: str) -> None:
    """Delete the key of a person, what it sealed, and what they were found by."""
    if engine.held:
        # Whoever writes of them at this moment ends first; what they wrote is then seen below.
        cursor.execute(_KEY, [person])
    for statement in _ERASED:
        cursor.execute(statement, [person])


def scrub(connection: BaseDatabaseWrapper) -> bool:
    """Take what was deleted out of the files, outside of a transaction; whether all is out.

    SQLite overwrites what is deleted, and here empties its log, unless somebody reads from it.
    PostgreSQL lets go of the space; its write-ahead log and its backups keep a wrapped key for as
    long as they are kept, which the master key opens.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "VACUUM ledger_key, ledger_sealed, ledger_file, ledger_answer, ledger_lookup"
            )
            return True
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy: int = cursor.fetchone()[0]
        return not busy


def tombstones(directory: Path) -> set[str]:
    """Ids of all who were ever erased here."""
    path = directory / TOMBSTONES
    return set(path.read_text(encoding="utf-8").split("\n")) - {""} if path.exists() else set()


def bury(directory: Path, persons: Iterable[str]) -> None:
    """Add persons to the list; each stands there once."""
    new = sorted(set(persons) - tombstones(directory))
    if not new:
        return
    descriptor = os.open(directory / TOMBSTONES, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("".join(f"{person}\n" for person in new))
        file.flush()
        os.fsync(file.fileno())
