"""A journal of any size: promises made and kept in batches of rows, with chains that hold.

The rows are those that operations write, made without asking whether they may be written.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from troth.promises.hashing import START, canonical, hashed, instant
from troth.promises.ids import new_id
from troth.promises.sealing import seal_of, sealed

BATCH = 25_000
#: Each customer has at least so many promises, in a small journal as in a large one.
EACH = 50
_BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
_STEP = timedelta(seconds=17)


def fill(connection: Any, keys: Mapping[str, bytes], start: int, promises: int) -> None:
    """Write promises number `start` and after, two entries each, straight into the tables."""
    made = _promises(keys, start, promises)
    with _roomy(connection):
        while some := list(islice(made, BATCH)):
            _insert(connection, some)


@contextmanager
def _roomy(connection: Any) -> Iterator[None]:
    """A larger cache while SQLite is filled, or a batch writes each page of an index many times."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        (before,) = cursor.execute("PRAGMA cache_size").fetchone()
        cursor.execute("PRAGMA cache_size = -200000")
        yield
        cursor.execute(f"PRAGMA cache_size = {before}")


def _promises(
    keys: Mapping[str, bytes], start: int, promises: int
) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
    customers = sorted(keys)[: max(1, (start + promises) // EACH)]
    for number in range(start, start + promises):
        customer = customers[number % len(customers)]
        yield _rows(number, customer, keys[customer])


def _rows(number: int, customer: str, key: bytes) -> dict[str, list[tuple[Any, ...]]]:
    at = _BEGAN + number * _STEP
    subject = new_id(at)
    due = at + timedelta(days=1)
    payload = canonical(
        {
            "promiser": "team:support",
            "promisee": f"customer:{customer}",
            "customer": customer,
            "metric": "first-reply",
            "term": "within 8 business hours",
            "calendar": "desk",
            "due": due.isoformat(),
            "holder": "team:support",
            "facets": {"fare": "flex"},
        }
    )
    first, content = _entry("promise.made", subject, 1, at, payload, customer, START, key)
    second, note = _entry(
        "promise.kept", subject, 2, at + timedelta(hours=5), "{}", customer, first[14], key
    )
    micro = int(at.timestamp()) * 1_000_000
    return {
        "ledger_entry": [first, second],
        "ledger_sealed": [(first[0], customer, content), (second[0], customer, note)],
        "ledger_head": [(subject, "promise", customer, 2, second[14], 0)],
        "ledger_promise": [
            (subject, 2, "promised", "stopped", "first-reply", customer, "team:support", "support",
             "team:support", "support", False, micro, micro + 86_400_000_000, "kept", None, None)
        ],
        "ledger_outbox": [(first[0],), (second[0],)],
    }  # fmt: skip


def _entry(
    kind: str,
    subject: str,
    sequence: int,
    at: datetime,
    payload: str,
    person: str,
    previous: str,
    key: bytes,
) -> tuple[tuple[Any, ...], bytes]:
    entry_id = new_id(at)
    content = sealed(key, {"wording": "You will hear from us by tomorrow noon."}, entry_id)
    said: dict[str, Any] = {
        "id": entry_id,
        "type": kind,
        "subject": subject,
        "sequence": sequence,
        "at": instant(at),
        "recorded_at": instant(at),
        "actor": "integration:desk",
        "channel": "email",
        "edition": "edition-1",
        "idempotency_key": None,
        "payload": payload,
        "person": person,
        "seal": seal_of(content),
        "previous": previous,
    }
    return (*said.values(), hashed(**said), 0, 1), content


_COLUMNS = {
    "ledger_entry": "id, type, subject, sequence, at, recorded_at, actor, channel, edition, "
    "idempotency_key, payload, person, seal, previous, hash, turn, epoch",
    "ledger_sealed": "entry, person, content",
    "ledger_head": "subject, kind, customer, sequence, hash, turn",
    "ledger_promise": "subject, sequence, stage, clock, metric, customer, promiser, "
    "promiser_team, holder, holder_team, duty, made_us, falls_due_us, outcome, moved_after_us, "
    "broken_after_us",
    "ledger_outbox": "entry",
}


def _insert(connection: Any, some: Sequence[dict[str, list[tuple[Any, ...]]]]) -> None:
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in _COLUMNS.items():
            rows = [row for each in some for row in each[table]]
            if connection.vendor == "sqlite":
                places = ", ".join("?" for _ in rows[0])
                statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"
                connection.connection.executemany(statement, rows)
                continue
            with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
