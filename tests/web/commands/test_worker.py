"""The worker acts until it is told to stop: a process of its own, or within the server."""

import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing

import psycopg

from tests.web.commands.machine import Machine
from tests.web.commands.test_serve import free_port, serving, until


def asked(machine: Machine, statement: str) -> list[tuple[object, ...]]:
    """What the database answers."""
    if machine.database:
        with psycopg.connect(machine.database) as connection:
            return list(connection.execute(statement).fetchall())
    with closing(sqlite3.connect(f"file:{machine.sqlite}?mode=ro", uri=True)) as connection:
        return list(connection.execute(statement))


def beats(machine: Machine) -> bool:
    """Whether every round was seen."""
    leases = asked(machine, "SELECT name FROM worker_lease ORDER BY name")
    seen = asked(machine, "SELECT name FROM worker_beat WHERE at_us > 0 ORDER BY name")
    return bool(leases) and seen == leases


def ended(process: "subprocess.Popen[str]") -> list[dict[str, object]]:
    """Tell it to stop, and see that it ends at once and well; what it logged."""
    since = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=40)
    assert process.returncode == 0, errors
    assert time.monotonic() - since < 15
    return [json.loads(line) for line in errors.splitlines()]


def test_it_works(filled_machine: Callable[[str], Machine]) -> None:
    """On PostgreSQL: it empties the outbox, beats, and lets go of its leases at the end."""
    machine = filled_machine("postgresql")
    process = machine.started("worker")
    until(lambda: asked(machine, "SELECT count(*) FROM ledger_outbox") == [(0,)])
    until(lambda: beats(machine))
    lines = ended(process)
    assert not [line for line in lines if line["level"] in {"warning", "error"}]
    assert asked(machine, "SELECT DISTINCT until_us FROM worker_lease") == [(0,)]


def test_on_sqlite_the_server_does_it(filled: Machine) -> None:
    """And a worker of its own is refused with that."""
    assert "'troth serve' does the worker's part" in filled.refused("worker")
    with serving(filled, free_port()) as process:
        until(lambda: asked(filled, "SELECT count(*) FROM ledger_outbox") == [(0,)])
        until(lambda: beats(filled))
        lines = ended(process)
    assert not [line for line in lines if line["level"] in {"warning", "error"}]
    assert asked(filled, "SELECT DISTINCT until_us FROM worker_lease") == [(0,)]


def test_the_server_can_be_told_not_to(filled: Machine) -> None:
    """For looking at a copy."""
    filled.more["TROTH_WORKER"] = "no"
    with serving(filled, free_port()):
        assert asked(filled, "SELECT count(*) FROM worker_lease") == [(0,)]


def test_without_tables_it_is_refused(new_machine: Callable[[str], Machine]) -> None:
    """With what makes them."""
    assert "troth ledger migrate" in new_machine("postgresql").refused("worker")
