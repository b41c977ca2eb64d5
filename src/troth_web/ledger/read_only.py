"""A database that this process only reads, as it stands at one moment, while others write to it."""

from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

from django.db import connection, transaction

from troth_web.ledger.snapshots import snapshot


def read_only() -> None:
    """Let this process open its database for reading alone, from the next connection on.

    On SQLite the file itself is opened read-only: such a connection never moves the write-ahead log
    into the database, which is what an old SQLite must not do in two processes at once.
    """
    if connection.vendor != "sqlite":
        return
    connection.close()
    known = connection.settings_dict
    name = str(known["NAME"])
    if not name.startswith("file:"):
        known["NAME"] = f"file:{quote(str(Path(name).absolute()))}?mode=ro"
    # Without IMMEDIATE a transaction begins with no right to write, which it could not have.
    known["OPTIONS"] = {"timeout": known["OPTIONS"].get("timeout", 20)}


def one_moment() -> AbstractContextManager[None]:
    """A transaction that sees one moment; everything within it reads the same."""
    return transaction.atomic() if connection.vendor == "sqlite" else snapshot(connection)
