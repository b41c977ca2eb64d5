"""Reading the ledger's tables as they lie in the database, without the server's own code."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

Row = Sequence[Any]


class Tables:
    """One open database."""

    def __init__(self, connection: sqlite3.Connection | psycopg.Connection) -> None:
        self._connection = connection

    @property
    def lite(self) -> bool:
        """Whether it is SQLite."""
        return isinstance(self._connection, sqlite3.Connection)

    def rows(self, text: str, *values: object) -> Iterator[Row]:
        """The rows of a query; `?` stands for a value. Memory stays flat."""
        if isinstance(self._connection, sqlite3.Connection):
            yield from self._connection.execute(text, values)
            return
        with self._connection.cursor("lab") as cursor:
            cursor.itersize = 5_000
            yield from cursor.execute(text.replace("?", "%s").encode(), values)

    def one(self, text: str, *values: object) -> Any:  # noqa: ANN401 - whatever stands there
        """The first value of the first row."""
        return next(iter(self.rows(text, *values)))[0]

    def do(self, text: str, *values: object) -> int:
        """Change something behind the server's back; how many rows that touched."""
        if isinstance(self._connection, sqlite3.Connection):
            return self._connection.execute(text, values).rowcount
        return self._connection.execute(text.replace("?", "%s").encode(), values).rowcount


@contextmanager
def opened(database: str) -> Iterator[Tables]:
    """The database at an address such as `TROTH_DATABASE` holds; one transaction."""
    if database.startswith("sqlite:///"):
        path = Path(database.removeprefix("sqlite:///"))
        if not path.is_file():
            raise FileNotFoundError(path)
        with closing(sqlite3.connect(path, timeout=20)) as lite, lite:
            yield Tables(lite)
    else:
        with psycopg.connect(database) as postgres:
            yield Tables(postgres)
