"""Where SQLite and PostgreSQL differ: a few words of SQL, and what their errors mean."""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.utils import IntegrityError, OperationalError

#: More rows than this go through COPY.
_FEW = 50
#: The life of the database that is going on.
EPOCH = "(SELECT CAST(value AS integer) FROM ledger_setting WHERE name = 'epoch')"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is written to: its columns with their types, and what a row meets there."""

    name: str
    #: Names and types of the columns that rows bring.
    columns: tuple[tuple[str, str], ...]
    #: What to do about a row that is there already.
    conflict: str = ""
    #: A column that is the life of the database.
    epoch: bool = False


class Engine:
    """SQLite."""

    #: One of a list that is a single parameter; see `many`.
    any_of = "IN (SELECT value FROM json_each(%s))"
    #: Holds a row of a head against other writers; in SQLite, a transaction holds them all.
    held = ""
    #: Holds it against writers only.
    shared = ""
    #: Several texts as one, with a blank between them.
    joined = "group_concat({}, ' ')"
    #: The turn of an entry, from that of the entry before it.
    turn = "%s"
    #: Whether a statement that reads can write too.
    both = False
    #: Which entries the feed may show: those before which nothing can come any more.
    settled = "TRUE"

    def many(self, values: Collection[str]) -> str | list[str]:
        """The parameter for `any_of`."""
        return json.dumps(list(values))

    @contextmanager
    def writer(
        self,
        cursor: CursorWrapper,
        rows: int,  # noqa: ARG002 - PostgreSQL asks
        *,
        last: bool,  # noqa: ARG002 - PostgreSQL asks
    ) -> Iterator[CursorWrapper]:
        """A cursor to write about so many entries with; what it is told may wait for the end.

        Args:
            cursor: of the transaction.
            rows: how many entries.
            last: whether nothing follows but the commit, which may then go with the rest.
        """
        yield cursor

    def insert(self, cursor: CursorWrapper, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows into a table."""
        if rows:
            cursor.executemany(_values(table, self.turn), rows)

    def raced(self, error: Exception) -> bool:
        """Whether somebody else was faster, so that another try may succeed."""
        text = str(error)
        if isinstance(error, OperationalError):
            return "locked" in text or "busy" in text
        return isinstance(error, IntegrityError) and any(each in text for each in _RACES_SQLITE)

    def doubled(self, error: IntegrityError) -> bool:
        """Whether the id of an entry is another's."""
        return "ledger_entry.id" in str(error)

    def unheld(self, error: IntegrityError) -> bool:
        """Whether something personal was written of a person without key."""
        return "FOREIGN KEY" in str(error)


class PostgreSQL(Engine):
    """PostgreSQL, where several write at once."""

    any_of = "= ANY(%s)"
    held = " FOR UPDATE OF h"
    shared = " FOR SHARE OF h"
    joined = "string_agg({}, ' ')"
    both = True
    turn = "GREATEST(pg_current_xact_id()::text::bigint, %s)"
    settled = f"(epoch < {EPOCH} OR turn < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"

    def many(self, values: Collection[str]) -> str | list[str]:
        """The parameter for `any_of`."""
        return list(values)

    def insert(self, cursor: CursorWrapper, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows into a table; very many through COPY."""
        if len(rows) > _FEW:
            _copy(cursor, table, rows)
            return
        for row in rows:
            cursor.execute(_values(table, self.turn), row)

    @contextmanager
    def writer(self, cursor: CursorWrapper, rows: int, *, last: bool) -> Iterator[CursorWrapper]:
        """A cursor to write about so many entries with.

        Few are sent together, and answered together: one way to the server and back, not ten.
        The commit is not run where anything before it failed.
        """
        if rows > _FEW:
            yield cursor
            return
        connection = cursor.db
        raw = connection.connection
        with connection.wrap_database_errors, raw.pipeline(), psycopg.Cursor(raw) as sent:
            yield cast("CursorWrapper", sent)
            if last:
                # Django commits after this, and finds nothing left to do.
                sent.execute("COMMIT", prepare=False)

    def raced(self, error: Exception) -> bool:
        """Whether somebody else was faster, so that another try may succeed."""
        state = getattr(error.__cause__, "sqlstate", None)
        return state in {"40001", "40P01"} or _constraint(error) in _RACES_POSTGRESQL

    def doubled(self, error: IntegrityError) -> bool:
        """Whether the id of an entry is another's."""
        return _constraint(error) == "entry_id"

    def unheld(self, error: IntegrityError) -> bool:
        """Whether something personal was written of a person without key."""
        return _constraint(error) in {"sealed_person", "file_person"}


#: Constraints that two writers of one subject run into.
_RACES_SQLITE = ("ledger_entry.subject, ledger_entry.sequence", "ledger_head.subject")
_RACES_POSTGRESQL = {"entry_place", "head_subject", "ledger_key_pkey"}


def engine(connection: BaseDatabaseWrapper) -> Engine:
    """The engine of a connection."""
    return PostgreSQL() if connection.vendor == "postgresql" else Engine()


def _constraint(error: Exception) -> str | None:
    diagnosis = getattr(error.__cause__, "diag", None)
    return diagnosis.constraint_name if diagnosis else None


def _values(table: Table, turn: str) -> str:
    places = [turn if name == "turn" else "%s" for name, _ in table.columns]
    if table.epoch:
        places.append(EPOCH)
    return (
        f"INSERT INTO {table.name} ({_names(table)}) VALUES ({', '.join(places)}){table.conflict}"
    )


def _copy(cursor: CursorWrapper, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write many rows; those that may be there already by way of a table that passes."""
    names, target = _names(table), table.name
    if any(name == "turn" for name, _ in table.columns):
        rows = _with_turns(cursor, table, rows)
    if table.conflict:
        target = f"given_{table.name}"
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {target} ON COMMIT DROP AS "
            f"SELECT {names} FROM {table.name} WITH NO DATA"
        )
        cursor.execute(f"TRUNCATE {target}")
    with (
        cursor.db.wrap_database_errors,
        cursor.copy(f"COPY {target} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
    if table.conflict:
        cursor.execute(
            f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {target} ORDER BY ctid"
            f"{table.conflict}"
        )


def _with_turns(
    cursor: CursorWrapper, table: Table, rows: Sequence[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """Rows with what `_values` leaves to the database; the turn is their last column."""
    cursor.execute(f"SELECT pg_current_xact_id()::text::bigint, {EPOCH}")
    now, epoch = cursor.fetchone()
    rest = (epoch,) if table.epoch else ()
    return [(*row[:-1], max(now, row[-1]), *rest) for row in rows]


def _names(table: Table) -> str:
    names = ", ".join(name for name, _ in table.columns)
    return f"{names}, epoch" if table.epoch else names
