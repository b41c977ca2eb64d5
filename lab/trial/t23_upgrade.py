"""T23: an upgrade that is killed half-way is finished by running it again; none goes backwards."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from lab import world as worlds
from lab.check import violations
from lab.outcome import Figures, Outcome
from lab.server import Server
from lab.tables import opened
from lab.world import ROOT, World

FUTURE = "9999_from_a_newer_release"


def kills(engine: worlds.EngineName, folder: Path, count: int, seed: int) -> Outcome:
    """Kill the making of tables at so many random moments, each in a world of its own."""
    luck = random.Random(seed)
    begun = time.monotonic()
    whole = worlds.made(engine, folder / "whole")
    seconds = time.monotonic() - begun
    wanted = _shape(whole)
    found = _downgrade(whole)
    whole.close()
    half = 0
    for number in range(count):
        world = worlds.bare(engine, folder / f"half-{number}")
        half += _killed(world, luck.uniform(0.2, seconds))
        found += [f"kill {number}: {text}" for text in _again(world, wanted)]
        world.close()
    figures: Figures = {
        "kills": count,
        "of these before it was done": half,
        "finished by running it again": count - len({text.partition(":")[0] for text in found}),
    }
    return Outcome(test="T23", engine=engine, figures=figures, violations=found)


def _killed(world: World, seconds: float) -> bool:
    """Kill the making of tables after a while; whether it was still at it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
        env=world.environment(),
        cwd=ROOT,
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _again(world: World, wanted: list[str]) -> list[str]:
    outcome = world.run("django", "migrate", "--verbosity=0", check=False)
    if outcome.returncode:
        return [f"it cannot be run again: {outcome.stderr.strip().splitlines()[-1]}"]
    world.run("lab.founding")
    differing = set(wanted) ^ set(_shape(world))
    return [*sorted(differing)[:3], *violations(world.database)]


def _shape(world: World) -> list[str]:
    """Every table, column, index and trigger, as the engine tells them."""
    with opened(world.database) as tables:
        return sorted(map(str, tables.rows(_LITE if tables.lite else _POSTGRES)))


_LITE = "select type, name, sql from sqlite_master where name not like 'sqlite_%'"
_POSTGRES = """
    select 'column', table_name, column_name, data_type, is_nullable
      from information_schema.columns where table_schema = 'public'
    union all select 'index', tablename, indexname, indexdef, '' from pg_indexes
      where schemaname = 'public'
    union all select 'trigger', event_object_table, trigger_name, action_statement,
      event_manipulation from information_schema.triggers
"""


def _downgrade(world: World) -> list[str]:
    """A database of a newer release is refused, in a sentence."""
    with opened(world.database) as tables:
        tables.do(
            "insert into django_migrations (app, name, applied) values ('ledger', ?, ?)",
            FUTURE,
            "2030-01-01 00:00:00+00",
        )
    server = Server(world)
    server.start(seconds=30)
    if server.lives():
        server.kill()
        return ["a database of a newer release is served"]
    return _unclear((world.folder / "server.log").read_text().splitlines())


def _unclear(said: Iterable[str]) -> list[str]:
    lines = list(said)
    if any("Traceback" in line for line in lines) or not any("newer" in line for line in lines):
        return [f"a newer database is refused without a clear sentence: {lines[-1:]}"]
    return []
