"""T22: backups made while clients write, restored elsewhere.

What was acknowledged before a backup began must be in it; the copy verifies, and it sends nothing
until it is told to.
"""

import json
import random
import time
from pathlib import Path

from lab import world as worlds
from lab.check import violations
from lab.oracle import Oracle
from lab.outcome import Figures, Outcome
from lab.server import Server
from lab.tables import opened
from lab.traffic import Crowd
from lab.world import World

WRITERS = 4


def backups(world: World, folder: Path, count: int, seed: int) -> Outcome:
    """Back up under load so many times, each time restoring into an empty world."""
    oracle = Oracle(world.folder / "oracle.jsonl")
    crowd = Crowd(WRITERS, oracle, f"t22-{seed}", random.Random(seed))
    server = Server(world)
    server.start()
    crowd.begin(server)
    crowd.heard_one.wait(60)
    found: list[str] = []
    missing = 0
    slowest = 0.0
    for number in range(count):
        time.sleep(0.5)
        begun = time.time()
        file, keys = folder / f"{number}.backup", folder / f"{number}.keys"
        world.troth("ledger", "backup", str(file), "--keys", str(keys))
        slowest = max(slowest, time.time() - begun)
        before = [ack for ack in oracle.acks() if ack.at < begun]
        copy = worlds.bare(world.engine, folder / f"copy-{number}")
        wrong = _restored(copy, file, keys)
        wrong += violations(copy.database, before, copy=True)
        missing += sum(text.startswith("lost") for text in wrong)
        found += [f"backup {number}: {text}" for text in wrong]
        copy.close()
    crowd.end()
    server.stop()
    found += violations(world.database, oracle.acks()) + crowd.wrong
    figures: Figures = {
        "backups": count,
        "acknowledged": crowd.answered,
        "slowest backup (s)": round(slowest, 2),
        "missing of what was acknowledged before": missing,
    }
    oracle.close()
    return Outcome(test="T22", engine=world.engine, figures=figures, violations=found)


def _restored(copy: World, file: Path, keys: Path) -> list[str]:
    """What is wrong with a copy after it was restored; it must be on hold."""
    restored = copy.troth("ledger", "restore", str(file), "--keys", str(keys), check=False)
    if restored.returncode:
        return [f"it cannot be restored: {restored.stderr.strip()[-500:]}"]
    status = json.loads(copy.troth("ledger", "status", "--format", "json").stdout)
    with opened(copy.database) as tables:
        held = [row[0] for row in tables.rows("select name from ledger_setting")]
    found = [] if "held_since" in held else [f"the copy would send at once: {status}"]
    copy.troth("ledger", "resume", "--backlog", "drop")
    with opened(copy.database) as tables:
        held = [row[0] for row in tables.rows("select name from ledger_setting")]
    return found + (["the copy cannot be told to send"] if "held_since" in held else [])
