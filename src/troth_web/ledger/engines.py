"""Where SQLite and PostgreSQL differ: a few words of SQL, and what their errors mean."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.utils import IntegrityError, OperationalError

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
    #: The turn of an entry, from that of the entry before it.
    turn = "%s"
    #: Which entries the feed may show: those before which nothing can come any more.
    settled = "TRUE"

    def many(self, values: Collection[str]) -> str | list[str]:
        """The parameter for `any_of`."""
        return json.dumps(list(values))

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
    turn = "GREATEST(pg_current_xact_id()::text::bigint, %s)"
    settled = f"(epoch < {EPOCH} OR turn < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"

    def many(self, values: Collection[str]) -> str | list[str]:
        """The parameter for `any_of`."""
        return list(values)

    def insert(self, cursor: CursorWrapper, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows into a table; many at once as columns."""
        if len(rows) == 1:
            cursor.execute(_values(table, self.turn), rows[0])
        elif rows:
            cursor.execute(
                _columns(table, self.turn), [list(each) for each in zip(*rows, strict=True)]
            )

    def raced(self, error: Exception) -> bool:
        """Whether somebody else was faster, so that another try may succeed."""
        state = getattr(error.__cause__, "sqlstate", None)
        return state in {"40001", "40P01"} or _constraint(error) in _RACES_POSTGRESQL

    def doubled(self, error: IntegrityError) -> bool:
        """Whether the id of an entry is another's."""
        return _constraint(error) == "entry_id"

    def unheld(self, error: IntegrityError) -> bool:
        """Whether something personal was written of a person without key."""
        return _constraint(error) == "sealed_person"


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


def _columns(table: Table, turn: str) -> str:
    arrays = ", ".join(f"%s::{kind}[]" for _, kind in table.columns)
    names = ", ".join(name for name, _ in table.columns)
    wanted = ", ".join(turn % name if name == "turn" else name for name, _ in table.columns)
    epoch = f", {EPOCH}" if table.epoch else ""
    return (
        f"INSERT INTO {table.name} ({_names(table)}) SELECT {wanted}{epoch} "
        f"FROM unnest({arrays}) WITH ORDINALITY AS given ({names}, place) ORDER BY place"
        f"{table.conflict}"
    )


def _names(table: Table) -> str:
    names = ", ".join(name for name, _ in table.columns)
    return f"{names}, epoch" if table.epoch else names
