"""Checks of the database: whether it answers, has our tables, and can be trusted."""

import sqlite3
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

from django.db import DatabaseError, connection

from troth.promises import sealing
from troth.promises.sealing import SealError
from troth.said import Said
from troth.said import said as worded
from troth_web.commands.opened import place
from troth_web.doctor.check import Found, fail, ok
from troth_web.ledger.models import PersonKey
from troth_web.ledger.schema import pending, unknown
from troth_web.ledger.secrets import master_key
from troth_web.ledger.status import SAFE_SQLITE
from troth_web.settings.environment import data_directory
from troth_web.worker.leases import shared_now

#: Clocks that differ by more put promises at the wrong side of a deadline.
MOST_OFFSET = timedelta(seconds=2)


def has_tables() -> bool:
    """Whether the tables are there and are ours."""
    try:
        return _there() and not pending() and not unknown()
    except DatabaseError:
        return False


def reachable(_: datetime) -> Found:
    """Whether the database answers."""
    if not _there():
        return fail(
            worded("there is none at {place}", place=_where()),
            worded("set TROTH_DATA or TROTH_DATABASE to where it is, or let 'troth serve' make it"),
        )
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        why = str(error).strip().partition("\n")[0]
        return fail(
            worded("{place} does not answer: {why}", place=_where(), why=why),
            worded("see that it runs and may be opened"),
        )
    return ok(worded("{place} answers ({engine})", place=_where(), engine=_engine()))


def tables(_: datetime) -> Found:
    """Whether the tables are those of this program."""
    if not _there():
        return fail(worded("there are none"), worded("let 'troth serve' make them"))
    if newer := unknown():
        return fail(
            worded("a newer troth wrote them ({changes})", changes=", ".join(newer)),
            worded("install that version of troth"),
        )
    if left := pending():
        return fail(
            worded("{n} changes are missing", n=len(left)),
            worded("make a backup, then run 'troth ledger migrate'"),
        )
    return ok(worded("they are up to date"))


def sqlite_fault(_: datetime) -> Found:
    """Whether this SQLite can spoil a database that several processes write to."""
    if connection.vendor != "sqlite":
        return ok(worded("not used"))
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return ok(
            worded(
                "{version} has no WAL-reset fault; one process holds the ledger all the same",
                version=version,
            )
        )
    return ok(
        worded(
            "{version} has the WAL-reset fault (before 3.51.3): one process alone may write, and "
            "the lock beside the database sees to it",
            version=version,
        )
    )


def clock_offset(at: datetime) -> Found:
    """Whether this machine and the database agree on what time it is."""
    if connection.vendor == "sqlite":
        return ok(worded("the database has that of this machine"))
    del at  # Checks before this one took their time.
    from troth_web import clock

    before = clock.now()
    shared = shared_now()
    after = clock.now()
    offset = shared - (before + (after - before) / 2)
    said = _apart(offset)
    if abs(offset) > MOST_OFFSET:
        return fail(said, worded("let NTP or chrony set the clocks of both"))
    return ok(said)


def opens_keys(_: datetime) -> Found:
    """Whether the master key is the one that the persons' keys are sealed with."""
    one = PersonKey.objects.order_by("person").first()
    if one is None:
        return ok(worded("nobody's key is kept yet"))
    try:
        sealing.unwrapped(master_key(data_directory()), bytes(one.wrapped), one.person)
    except SealError:
        return fail(
            worded("it does not open the keys of persons: nothing personal can be read"),
            worded("set TROTH_MASTER_KEY, or bring back the file 'master-key' of this ledger"),
        )
    return ok(worded("it opens the keys of persons"))


def _there() -> bool:
    """To look into a SQLite file that is not there would make it."""
    return connection.vendor != "sqlite" or Path(_where()).is_file()


def _where() -> str:
    """Where the database is; of a file that was opened for reading alone its name."""
    name = place()
    return unquote(name.removeprefix("file:").partition("?")[0]) if name[:5] == "file:" else name


def _engine() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def _apart(offset: timedelta) -> Said:
    seconds = round(Decimal(abs(offset.total_seconds())), 1)
    if offset >= timedelta():
        return worded("the database is {n} s ahead of this machine", n=seconds)
    return worded("the database is {n} s behind of this machine", n=seconds)
