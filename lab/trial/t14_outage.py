"""T14: the worker was off for a day, and very many promises fell due meanwhile."""

import time

from lab.check import violations
from lab.outcome import Outcome
from lab.worker import WorkerProcess, idle, marked, one, until
from lab.world import World

DAY = 86_400
#: Seconds within which all must be caught up.
SECONDS = 300


def outage(world: World, number: int, seed: int) -> Outcome:
    """So many promises fell due within the last day."""
    del seed
    world.begin("lab.workers", "due", str(number), str(DAY)).told()
    since = time.monotonic()
    worker = WorkerProcess(world)
    until(lambda: idle(world), 4 * SECONDS)
    seconds = time.monotonic() - since
    worker.stop()
    found = violations(world.database, copy=True) + marked(world)
    if seconds > SECONDS:
        found.append(f"it took {seconds:.0f} s, more than {SECONDS} s")
    late = one(
        world,
        "select count(*) from ledger_entry where type = 'promise.broken' "
        "and payload like '%noticed_late%'",
    )
    warned = one(world, "select count(*) from ledger_entry where type = 'promise.warned'")
    found += [f"{warned} warnings of what was over"] if warned else []
    figures = {"fell due": number, "said to be late": late, "seconds": round(seconds, 1)}
    return Outcome(test="T14", engine=world.engine, figures=figures, violations=found)
