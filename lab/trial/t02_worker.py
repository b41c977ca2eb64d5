"""T2: the worker is killed at every named place, and at any moment."""

import random
import time

from lab.check import violations
from lab.outcome import Outcome
from lab.worker import WorkerProcess, end_leases, idle, marked, one, until
from lab.world import World

#: Promises that fall due for each kill.
EACH = 20
#: So many kills follow each other before a worker may finish.
KILLS = 50
#: Seconds that one takes, about.
PACE = 2.2
#: A kill comes so many seconds after the worker has begun, at most.
LATEST = 1.5
#: Places that a worker comes by when promises fall due.
POINTS = (
    "before-waking",
    "after-waking",
    "after-listeners",
    "before-dispatched",
    "after-dispatched",
)


def crashes(world: World, times: int, seed: int) -> Outcome:
    """End the worker at every named place, so many times each."""
    del seed
    crashed, found = 0, list[str]()
    for point in POINTS:
        for _ in range(times):
            _fall_due(world, EACH, 0)
            crashed += WorkerProcess(world, {"LAB_CRASH": f"{point}:1"}).wait() == 137
            end_leases(world)
        found += [f"{point}: {text}" for text in _after(world)]
    if crashed < len(POINTS) * times:
        found.append(f"only {crashed} of {len(POINTS) * times} places were reached")
    return _told(world, {"places": len(POINTS), "crashes": crashed}, found)


def kills(world: World, count: int, seed: int) -> Outcome:
    """Kill the worker so many times at random moments."""
    luck = random.Random(seed)
    found: list[str] = []
    for first in range(0, count, KILLS):
        several = min(KILLS, count - first)
        over = time.monotonic() + several * PACE
        _fall_due(world, several * EACH, several * PACE)
        for _ in range(several):
            end_leases(world)
            worker = WorkerProcess(world)
            until(worker.begun, 60)
            time.sleep(luck.uniform(0, LATEST))
            worker.kill()
        time.sleep(max(0.0, over - time.monotonic()))
        found += _after(world)
    return _told(world, {"kills": count}, found)


def _fall_due(world: World, number: int, ahead: float) -> None:
    world.begin("lab.workers", "due", str(number), "10", str(ahead)).told()


def _after(world: World) -> list[str]:
    """What is wrong once a worker could finish."""
    worker = WorkerProcess(world)
    until(worker.begun, 60)
    took = until(lambda: idle(world), 90)
    code = worker.stop()
    found = violations(world.database, copy=True) + marked(world)
    found += [f"the worker ended with {code}"] if code else []
    return [*found, "not all was done within 90 s"] if took > 90 else found


def _told(world: World, figures: dict[str, int], found: list[str]) -> Outcome:
    made = one(world, "select count(*) from ledger_promise")
    broken = one(world, "select count(*) from ledger_entry where type = 'promise.broken'")
    if made != broken:
        found.append(f"{made} promises fell due, and {broken} breaks are on record")
    counted = {**figures, "fell due": made, "marked": broken}
    return Outcome(test="T2", engine=world.engine, figures=counted, violations=found)
