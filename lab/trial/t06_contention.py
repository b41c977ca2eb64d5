"""T6: many writers, few promises: no lost update, no gap, and nobody waits long."""

from collections.abc import Sequence

from lab.check import violations
from lab.outcome import Figures, Outcome
from lab.server import Server
from lab.tables import opened
from lab.world import World

PROMISES = 50
#: Processes and threads of each, by engine: SQLite has one process, as in production.
SHAPE = {"sqlite": (1, 8), "postgresql": (4, 8)}
#: Only a run of so many seconds says how long writers wait.
ENOUGH = 30
#: Seconds: the slowest of a hundred, and the slowest of all; the latter for SQLite alone.
SLOW, SLOWEST = 0.1, 2.0


def contention(world: World, seconds: float, seed: int) -> Outcome:
    """Write about 50 promises from everywhere at once, for so many seconds."""
    promises = _promises(world)
    processes, threads = SHAPE[world.engine]
    runs = [
        world.begin(
            "lab.workers", "contend", str(threads), str(seconds), f"{seed}{n}", ",".join(promises)
        )
        for n in range(processes)
    ]
    told = [run.told() for run in runs]
    took = sorted(each for one in told for each in one["took"])
    errors = [error for one in told for error in one["errors"]]
    found = violations(world.database) + errors[:5]
    written = _written(world, promises)
    if written != len(took) - len(errors):
        found.append(f"{len(took)} writes, {len(errors)} errors, and {written} entries")
    p99 = took[int(len(took) * 0.99)]
    found += _slow(world, p99, took[-1]) if seconds >= ENOUGH else []
    figures: Figures = {
        "writers": processes * threads,
        "promises": PROMISES,
        "writes": len(took),
        "a second": round(len(took) / seconds),
        "errors": len(errors),
        "mean (ms)": round(sum(took) / len(took) * 1000, 1),
        "p99 (ms)": round(p99 * 1000, 1),
        "worst (ms)": round(took[-1] * 1000),
    }
    return Outcome(test="T6", engine=world.engine, figures=figures, violations=found)


def _slow(world: World, p99: float, worst: float) -> list[str]:
    found = [f"p99 is {p99:.3f} s, more than {SLOW} s"] if p99 > SLOW else []
    if world.engine == "sqlite" and worst > SLOWEST:
        found.append(f"the slowest write took {worst:.1f} s, more than {SLOWEST} s")
    return found


def _promises(world: World) -> list[str]:
    server = Server(world)
    server.start()
    caller = server.caller()
    body = {"metric": "first-reply", "promisee": "team:billing"}
    replies = [caller.post("/promises", body) for _ in range(PROMISES)]
    server.stop()
    return [reply.body["id"] for reply in replies]


def _written(world: World, promises: Sequence[str]) -> int:
    """Entries beyond the first of each."""
    with opened(world.database) as tables:
        heads = {row[0]: row[1] for row in tables.rows("select subject, sequence from ledger_head")}
    return sum(heads[promise] - 1 for promise in promises)
