"""The database of a seed: a copy of one that was founded once."""

from datetime import datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

_CLOCK = """
    create schema lab;
    create table lab.clock (at timestamptz);
    insert into lab.clock values (pg_catalog.clock_timestamp());
    create function lab.clock_timestamp() returns timestamptz volatile language sql
        as 'select at from lab.clock';
"""
_PATTERN = "pattern"


class Ground:
    """Where every seed begins anew."""

    def __init__(self) -> None:
        """What was founded, as it stands now, is what all begin with."""
        self.lite = connection.vendor == "sqlite"
        self.name = str(settings.DATABASES["default"]["NAME"])
        self._pattern = b""
        if self.lite:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            self._pattern = Path(self.name).read_bytes()
        else:
            connection.close()
            self._do(f'ALTER DATABASE "{self.name}" RENAME TO {_PATTERN}')

    def anew(self) -> None:
        """A copy of it, for one seed."""
        connection.close()
        if self.lite:
            for end in ("-wal", "-shm"):
                Path(self.name + end).unlink(missing_ok=True)
            Path(self.name).write_bytes(self._pattern)
        else:
            self._do(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            self._do(f'CREATE DATABASE "{self.name}" TEMPLATE {_PATTERN} STRATEGY file_copy')

    def _do(self, statement: str) -> None:
        known = settings.DATABASES["default"]
        with psycopg.connect(
            host=known["HOST"],
            port=known["PORT"],
            user=known["USER"],
            dbname="postgres",
            autocommit=True,
        ) as postgres:
            postgres.execute(statement.encode())


def make_clock() -> None:
    """Let PostgreSQL answer with the time that it is told."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_CLOCK)


def tell_time(at: datetime) -> None:
    """The true time, which is that of PostgreSQL."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE lab.clock SET at = %s", [at])
