"""How the ledger stands: what it holds, whether it sends, whether its tables fit."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.models import Count

from troth_web.ledger.held import held_since
from troth_web.ledger.models import Head, LedgerEntry, LedgerSetting, OutboxRow

#: From here on, several processes may write to one SQLite database in WAL mode.
SAFE_SQLITE = (3, 51, 3)


@dataclass(frozen=True, kw_only=True)
class Status:
    """How the ledger stands."""

    place: str
    #: `SQLite 3.40.1`, `PostgreSQL 18.6`.
    engine: str
    #: Of its files, in bytes; on PostgreSQL of the database.
    size_bytes: int
    entries: int
    #: How many there are of each kind: customer, promise, ...
    subjects: dict[str, int]
    last_recorded_at: str | None
    #: Which life of the database this is: each restore begins another.
    epoch: int
    #: Entries that somebody outside shall hear of, and has not yet.
    waiting: int
    #: Since when nothing is sent, as this is a restored copy; None where things are sent.
    held_since: str | None
    #: Who has the database open to write; None where nobody does, or where many may.
    holder: str | None
    #: What whoever runs it should know; empty where there is nothing.
    remarks: list[str]


def status(place: str, holder: str | None) -> Status:
    """How the ledger stands, as of this moment."""
    last = LedgerEntry.objects.order_by("-position").first()
    held = held_since()
    return Status(
        place=place,
        engine=_engine(),
        size_bytes=_size(),
        entries=LedgerEntry.objects.count(),
        subjects=_subjects(),
        last_recorded_at=last.recorded_at if last else None,
        epoch=int(LedgerSetting.objects.get(name="epoch").value),
        waiting=OutboxRow.objects.count(),
        held_since=held,
        holder=holder,
        remarks=_remarks(held),
    )


def _engine() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def _size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("PRAGMA database_list")
        path = cursor.fetchone()[2]
    files = (Path(path + end) for end in ("", "-wal", "-shm"))
    return sum(file.stat().st_size for file in files if file.is_file())


def _subjects() -> dict[str, int]:
    counts = Head.objects.values_list("kind").annotate(Count("place")).order_by("kind")
    return dict(counts)


def _remarks(held: str | None) -> list[str]:
    remarks = []
    if held:
        remarks.append("nothing is sent from here; 'troth ledger resume' lets it send again")
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < SAFE_SQLITE:
        remarks.append(
            f"SQLite {sqlite3.sqlite_version} can spoil a database that several processes write "
            "to; troth lets one alone"
        )
    return remarks
