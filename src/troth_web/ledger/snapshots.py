"""Reading a whole database as it stood at one instant, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg.pq import Format

#: How many rows are read at once; those of larger batches leave the processor's cache.
_ROWS = 1_000


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """A transaction that only reads. It holds nobody up; one that is open already is used."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django's own transactions begin with the right to write, for which others would wait.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def stream(
    connection: BaseDatabaseWrapper, statement: str, params: list[Any] | None = None
) -> Iterator[tuple[Any, ...]]:
    """Rows one after the other, within `snapshot`; memory holds a thousand."""
    with _unbuffered(connection) as cursor:
        cursor.execute(statement, params)
        while rows := cursor.fetchmany(_ROWS):
            yield from rows


def _unbuffered(connection: BaseDatabaseWrapper) -> CursorWrapper:
    # On PostgreSQL a cursor with a name, which leaves the rows on the server.
    cursor = connection.chunked_cursor()
    if connection.vendor == "postgresql":
        # As the server has them: nothing is written as text on one side and read on the other.
        cursor.cursor.format = Format.BINARY
    return cursor
