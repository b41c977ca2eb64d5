"""T15: several workers at once; the one that acts is killed, the next one is frozen and thaws."""

import signal
import time

from lab.check import violations
from lab.outcome import Outcome
from lab.worker import WorkerProcess, asked, idle, marked, until
from lab.world import World

WORKERS = 4
#: Promises that fall due in each part of the test.
EACH = 500
#: Seconds within which another worker must act.
TAKEOVER = 60.0


def taken_over(world: World, count: int, seed: int) -> Outcome:
    """Kill and freeze whoever acts, so many times."""
    del seed
    found: list[str] = []
    slowest = 0.0
    for _ in range(count):
        workers = {worker.pid: worker for worker in (WorkerProcess(world) for _ in range(WORKERS))}
        until(lambda: _holder(world) in workers, 30)  # noqa: B023 - done at once
        workers.pop(acting := _holder(world)).kill()
        _fall_due(world)
        slowest = max(slowest, until(lambda: _holder(world) != acting, 2 * TAKEOVER))
        frozen = workers[_holder(world)]
        _fall_due(world)
        frozen.send(signal.SIGSTOP)
        since = _holder(world)
        slowest = max(slowest, until(lambda: _holder(world) != since, 2 * TAKEOVER))  # noqa: B023
        _fall_due(world)
        frozen.send(signal.SIGCONT)
        time.sleep(3)
        until(lambda: idle(world), TAKEOVER)
        codes = [worker.stop() for worker in workers.values()]
        found += [f"a worker ended with {code}" for code in codes if code]
        found += violations(world.database, copy=True) + marked(world)
    if slowest > TAKEOVER:
        found.append(f"nobody took over for {slowest:.0f} s")
    figures = {"workers": WORKERS, "rounds": count, "slowest takeover (s)": round(slowest, 1)}
    return Outcome(test="T15", engine=world.engine, figures=figures, violations=found)


def _holder(world: World) -> int:
    """The process that acts."""
    rows = asked(world, "select holder from worker_lease where name = 'deadlines' and until_us > 0")
    return int(rows[0][0].split(":")[-2]) if rows else 0


def _fall_due(world: World) -> None:
    world.begin("lab.workers", "due", str(EACH), "30").told()
