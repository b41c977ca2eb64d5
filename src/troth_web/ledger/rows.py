"""Rows of the tables, made from what the core knows, and read back."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from troth.promises.entries import Entry, EntryType
from troth.promises.hashing import canonical, instant, parsed
from troth.promises.parties import Actor
from troth.promises.store import Sealed
from troth_web.ledger.engines import Table

#: Columns of an entry in the order in which rows are read.
COLUMNS = (
    "e.id, e.type, e.subject, e.sequence, e.at, e.recorded_at, e.actor, e.channel, e.edition, "
    "e.idempotency_key, e.payload, e.person, e.seal, e.previous, e.hash"
)
_WIDTH = 15

ENTRY = Table(
    "ledger_entry",
    (
        ("id", "text"),
        ("type", "text"),
        ("subject", "text"),
        ("sequence", "integer"),
        ("at", "text"),
        ("recorded_at", "text"),
        ("actor", "text"),
        ("channel", "text"),
        ("edition", "text"),
        ("idempotency_key", "text"),
        ("payload", "text"),
        ("person", "text"),
        ("seal", "text"),
        ("previous", "text"),
        ("hash", "text"),
        ("turn", "bigint"),
    ),
    epoch=True,
)
SEALED = Table("ledger_sealed", (("entry", "text"), ("person", "text"), ("content", "bytea")))
FILE = Table("ledger_file", (("entry", "text"), ("person", "text"), ("content", "bytea")))
KEY = Table("ledger_key", (("person", "text"), ("wrapped", "bytea")))
OUTBOX = Table("ledger_outbox", (("entry", "text"),))
LOOKUP = Table("ledger_lookup", (("hash", "text"), ("subject", "text")), " ON CONFLICT DO NOTHING")
HEAD = Table(
    "ledger_head",
    (
        ("subject", "text"),
        ("kind", "text"),
        ("customer", "text"),
        ("sequence", "integer"),
        ("hash", "text"),
        ("turn", "bigint"),
    ),
    " ON CONFLICT (subject) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, "
    "turn = excluded.turn",
)


def entry_row(sealed: Sealed, turn: int) -> tuple[Any, ...]:
    """An entry as a row; `turn` is that of the entry before it."""
    entry = sealed.entry
    at, recorded_at, actor, payload = sealed.texts or (
        instant(entry.at),
        instant(entry.recorded_at),
        str(entry.actor),
        canonical(entry.payload),
    )
    return (
        entry.id,
        entry.type.value,
        entry.subject,
        entry.sequence,
        at,
        recorded_at,
        actor,
        entry.channel,
        entry.edition,
        entry.idempotency_key,
        payload,
        entry.person,
        entry.seal,
        entry.previous,
        entry.hash,
        turn,
    )


def entry_of(row: Sequence[Any], personal: dict[str, Any] | None) -> Entry:
    """The entry of a row, with its personal part."""
    return Entry(
        id=row[0],
        type=EntryType(row[1]),
        subject=row[2],
        sequence=row[3],
        at=datetime.fromisoformat(row[4]),
        recorded_at=datetime.fromisoformat(row[5]),
        actor=_actor(row[6]),
        channel=row[7],
        edition=row[8],
        idempotency_key=row[9],
        payload=parsed(row[10]),
        person=row[11],
        seal=row[12],
        personal=personal,
        previous=row[13],
        hash=row[14],
    )


def sealed_of(row: Sequence[Any], file: bytes | None = None) -> Sealed:
    """The entry of a row with its personal part, and its file, as they are kept."""
    return Sealed(entry_of(row, None if row[12] else {}), content_of(row), file=file)


@lru_cache(maxsize=10_000)
def _actor(text: str) -> Actor:
    return Actor.parse(text)


def content_of(row: Sequence[Any]) -> bytes | None:
    """The sealed part that was read behind an entry's columns."""
    content = row[_WIDTH]
    return None if content is None else bytes(content)
