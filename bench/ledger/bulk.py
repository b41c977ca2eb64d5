"""Bulk: `record_many` and `add` beside the engine's own bulk insert of the same finished rows.

`python -m bench.ledger.bulk` measures where the environment says and prints seconds as JSON. The
raw insert has every row ready in memory, in the order of its tables and with all their indexes,
and does nothing but hand it to the engine: `executemany` on SQLite, COPY on PostgreSQL.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import django

from bench.ledger.engines import ENGINES, place
from bench.ledger.serving import ROOT
from bench.measure import Figure

ENTRIES = 30_000
#: In the order in which rows can be inserted.
TABLES = ("ledger_key", "ledger_entry", "ledger_sealed", "ledger_file", "ledger_head",
          "ledger_promise", "ledger_outbox")  # fmt: skip
_START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def figures() -> list[Figure]:
    """For each engine: recording, importing, and what the engine can do."""
    found = []
    for engine in ENGINES:
        with place(engine) as source, place(engine) as target:
            seconds = {
                **_run("record", source.environment),
                **_run("import", {**source.environment, "BENCH_TARGET": target.database}),
            }
        found += [
            _figure(engine, "recorded by `record_many`", seconds["record"], seconds["raw"]),
            _figure(engine, "imported with their hashes", seconds["import"], seconds["raw"]),
        ]
    return found


def _run(what: str, environment: dict[str, str]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.ledger.bulk", what]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    seconds: dict[str, float] = json.loads(done.stdout)
    return seconds


def _figure(engine: str, what: str, seconds: float, raw: float) -> Figure:
    from bench.ledger.requests import NAMES

    share = raw / seconds
    return Figure(
        what=f"{NAMES[engine]}: entries {what}, against the engine's own bulk insert",
        measured=f"{share:.0%} ({ENTRIES / seconds:,.0f}/s of {ENTRIES / raw:,.0f}/s)",
        target="at least 25 %",
        met=share >= 0.25,
    )


def main() -> None:
    """Measure one of them."""
    django.setup()
    measured = _record() if sys.argv[1] == "record" else _import()
    json.dump(measured, sys.stdout)


def _record() -> dict[str, float]:
    from bench.ledger.company import set_up
    from troth import operations
    from troth.promises.parties import Actor, ActorKind
    from troth_web.ledger import current_store

    _, customers = set_up()
    drafts = list(_drafts(customers))
    actor = Actor(ActorKind.INTEGRATION, "bench")
    begun = time.perf_counter()
    operations.record_many(current_store(), drafts, actor=actor, at=_START + timedelta(days=365))
    return {"record": time.perf_counter() - begun}


def _drafts(customers: Sequence[str]) -> Iterator[Any]:
    """Promises made and kept, as a help desk's export would bring them."""
    from troth.promises.entries import Draft, EntryType
    from troth.promises.ids import new_id

    for number in range(ENTRIES // 2):
        at = _START + timedelta(minutes=7 * number)
        customer = customers[number % len(customers)]
        subject = new_id(at)
        made = {
            "promiser": "team:support",
            "promisee": f"customer:{customer}",
            "customer": customer,
            "metric": "first-reply",
            "term": "within 8 business hours",
            "calendar": "desk",
            "due": (at + timedelta(days=1)).isoformat(),
            "holder": "team:support",
            "facets": {"fare": "flex"},
        }
        yield Draft(
            type=EntryType.PROMISE_MADE,
            subject=subject,
            at=at,
            payload=made,
            personal={"wording": f"You will hear from us by tomorrow; case {number}."},
            person=customer,
            channel="email",
            edition="edition-1",
        )
        yield Draft(
            type=EntryType.PROMISE_KEPT,
            subject=subject,
            at=at + timedelta(hours=5),
            personal={"note": "Answered by mail."},
            person=customer,
            channel="email",
            edition="edition-1",
        )


def _import() -> dict[str, float]:
    """Everything again in an empty database: by `add`, then by the engine alone."""
    import os

    from django.db import connection, connections

    from troth_web.ledger import current_store
    from troth_web.ledger.store import SqlStore

    source = current_store()
    entries = list(source.sealed())
    with connection.cursor() as cursor:
        rows = {table: _rows(cursor, table) for table in TABLES}
    alias = _other(os.environ["BENCH_TARGET"])
    target = SqlStore(source.master, source.directory, using=alias)
    _insert(connections[alias], {"ledger_key": rows["ledger_key"]})
    begun = time.perf_counter()
    target.add(entries)
    took = time.perf_counter() - begun
    _emptied(connections[alias])
    begun = time.perf_counter()
    _insert(connections[alias], rows)
    return {"import": took, "raw": time.perf_counter() - begun}


def _other(address: str) -> str:
    """A migrated database beside the one of the environment."""
    from django.core.management import call_command
    from django.db import connections

    from troth_web.settings.databases import postgresql, sqlite

    if address.startswith("sqlite:///"):
        from pathlib import Path

        settings = sqlite(Path(address.removeprefix("sqlite:///")))
    else:
        settings = postgresql(address)
    connections.settings["other"] = connections.configure_settings(
        {"default": settings, "other": settings}
    )["other"]
    call_command("migrate", "ledger", database="other", verbosity=0)
    return "other"


def _rows(cursor: Any, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    cursor.execute(f"SELECT * FROM {table}")
    return [column[0] for column in cursor.description], cursor.fetchall()


def _insert(connection: Any, rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]]) -> None:
    from django.db import transaction

    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table, (names, values) in rows.items():
            columns = ", ".join(names)
            if connection.vendor == "sqlite":
                places = ", ".join("?" for _ in names)
                connection.connection.executemany(
                    f"INSERT INTO {table} ({columns}) VALUES ({places})", values
                )
                continue
            with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)


def _emptied(connection: Any) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER entry_no_delete")
            for table in reversed(TABLES):
                cursor.execute(f"DELETE FROM {table}")
            return
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(TABLES)}")
        cursor.execute("SET session_replication_role = origin")


if __name__ == "__main__":
    main()
