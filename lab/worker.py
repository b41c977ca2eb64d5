"""The worker of a world as a process, and what a world shows of its work."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any

import psycopg

from lab.living import begun, over
from lab.world import ROOT, TROTH, World


class WorkerProcess:
    """`troth worker`; on SQLite the same rounds without the server around them."""

    def __init__(self, world: World, environment: Mapping[str, str] | None = None) -> None:
        self._world = world
        command = [sys.executable, "-m", "lab.acting"]
        if world.engine == "postgresql":
            command = [*TROTH, "worker"]
        with (world.folder / "worker.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env=world.environment({"TROTH_WORKER": "yes", **(environment or {})}),
                cwd=ROOT,
                start_new_session=True,
            )
        begun(self._process)

    @property
    def pid(self) -> int:
        """Its id."""
        return self._process.pid

    def wait(self, seconds: float = 60) -> int:
        """Wait until it ended by itself; its exit code."""
        code = self._process.wait(seconds)
        over(self._process)
        return code

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """Kill it: -9."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self.wait()

    def begun(self) -> bool:
        """Whether it acts."""
        known = f"select count(*) from worker_lease where holder like '%:{self.pid}:%'"
        return bool(one(self._world, known))

    def stop(self) -> int:
        """Tell it to stop, and wait; its exit code."""
        self.send(signal.SIGTERM)
        return self.wait()


def asked(world: World, statement: str) -> list[tuple[Any, ...]]:
    """What the database answers while others work in it."""
    if world.engine == "sqlite":
        place = f"file:{world.file}?mode=ro"
        with closing(sqlite3.connect(place, uri=True, timeout=20)) as lite:
            return list(lite.execute(statement))
    with psycopg.connect(world.database) as postgres:
        return list(postgres.execute(statement.encode()).fetchall())


def one(world: World, statement: str) -> Any:  # noqa: ANN401 - whatever stands there
    """The first value of the first row."""
    return asked(world, statement)[0][0]


def until(true: Callable[[], object], seconds: float) -> float:
    """Wait until something is so; how many seconds that took, or more than `seconds`."""
    begin = time.monotonic()
    while not true():
        if time.monotonic() - begin > seconds:
            return float("inf")
        time.sleep(0.1)
    return time.monotonic() - begin


def end_leases(world: World) -> None:
    """Let the next worker begin at once, on PostgreSQL too, where it would wait for the dead one.

    On SQLite it does so by itself: there no other can live.
    """
    if world.engine == "postgresql":
        with psycopg.connect(world.database) as postgres:
            postgres.execute("update worker_lease set until_us = 0")


def idle(world: World) -> bool:
    """Whether nothing is due, and everything was told."""
    now_us = int(time.time() * 1_000_000)
    due = one(world, f"select count(*) from ledger_promise where wakes_us <= {now_us}")
    return not due and not one(world, "select count(*) from ledger_outbox")


def marked(world: World) -> list[str]:
    """What is wrong with breaks: none twice, none missing, each at its deadline and not before."""
    found = asked(
        world,
        "select e.subject, e.at, e.recorded_at, p.falls_due_us, p.broken_after_us "
        "from ledger_entry e join ledger_promise p on p.subject = e.subject "
        "where e.type = 'promise.broken'",
    )
    twice = [subject for subject, n in Counter(row[0] for row in found).items() if n > 1]
    early = [row[0] for row in found if row[2] < row[1]]
    now_us = int(time.time() * 1_000_000)
    missing = one(
        world,
        f"select count(*) from ledger_promise p where broken_after_us < {now_us} and not exists "
        "(select 1 from ledger_entry e where e.subject = p.subject and e.type = 'promise.broken')",
    )
    wrong = [row[0] for row in found if _micros(row[1]) != row[3]]
    said = {"marked twice": twice, "marked early": early, "not at the deadline": wrong}
    lines = [f"{len(each)} promises were {why}" for why, each in said.items() if each]
    return [*lines, f"{missing} breaks were missed"] if missing else lines


def _micros(text: str) -> int:
    from datetime import UTC, datetime, timedelta

    since = datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)
    return since // timedelta(microseconds=1)
