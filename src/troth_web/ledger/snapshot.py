"""Reading a database as it stands at one moment, while others write to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection, transaction


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
    known["OPTIONS"] = {"timeout": known["OPTIONS"].get("timeout", 20)}


@contextmanager
def snapshot() -> Iterator[None]:
    """One transaction that sees one moment and writes nothing."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
