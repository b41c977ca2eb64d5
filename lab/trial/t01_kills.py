"""T1: the server is killed at any moment, and at every named place of a write.

Clients repeat what they have no answer to, with the same idempotency key. Whatever was answered
must be there, once, and everything that follows from it.
"""

import random
import time

from lab.check import violations
from lab.nursery import Nursery
from lab.oracle import Oracle
from lab.outcome import Figures, Outcome
from lab.server import Server
from lab.traffic import Crowd
from lab.world import ROOT, World

WRITERS = 4
#: A kill comes so many seconds after the first answer, at most.
LATEST = 0.12
#: After so many kills everything is checked; and at the end.
BETWEEN_CHECKS = 50


def kills(world: World, count: int, seed: int) -> Outcome:
    """Kill the server so many times at random moments."""
    luck = random.Random(seed)
    oracle = Oracle(world.folder / "oracle.jsonl")
    crowd = Crowd(WRITERS, oracle, f"t1-{seed}", luck)
    nursery = Nursery(world.environment(), ROOT)
    server = Server(world, nursery)
    found: list[str] = []
    slowest = 0.0
    for number in range(count):
        slowest = max(slowest, server.start())
        crowd.settle(server)
        crowd.begin(server)
        if not crowd.heard_one.wait(60):
            found.append(f"no answer came in round {number}")
        time.sleep(luck.uniform(0, LATEST))
        server.kill()
        crowd.end()
        if number % BETWEEN_CHECKS == BETWEEN_CHECKS - 1:
            found += violations(world.database, oracle.acks())
        if found:
            break
    figures = {"kills": number + 1, "slowest start (s)": round(slowest, 2)}
    told = _told(world, server, crowd, oracle, figures, found)
    nursery.close()
    return told


def crashes(world: World, times: int, seed: int) -> Outcome:
    """End the server at every named place of a write, the first, second, ... time it comes by."""
    from troth_web.crashpoints import POINTS

    luck = random.Random(seed)
    oracle = Oracle(world.folder / "oracle.jsonl")
    crowd = Crowd(WRITERS, oracle, f"t1c-{seed}", luck)
    server = Server(world)
    found: list[str] = []
    crashed = 0
    for point in POINTS:
        for turn in range(1, times + 1):
            server.start(environment={"LAB_CRASH": f"{point}:{turn}"})
            crowd.begin(server)
            crashed += crowd.lost_it(30)
            server.kill()
            server.start()
            crowd.settle(server)
            server.kill()
        found += [f"{point}: {text}" for text in violations(world.database, oracle.acks())]
    if crashed < len(POINTS) * times:
        found.append(f"only {crashed} of {len(POINTS) * times} crash points were reached")
    figures = {"places": len(POINTS), "crashes": crashed}
    return _told(world, server, crowd, oracle, figures, found)


def _told(
    world: World,
    server: Server,
    crowd: Crowd,
    oracle: Oracle,
    figures: Figures,
    found: list[str],
) -> Outcome:
    """Start it a last time, ask for what is owed, and check everything."""
    server.start()
    crowd.settle(server)
    server.stop()
    found += violations(world.database, oracle.acks()) + crowd.wrong
    found += [f"no answer ever came for {w.owed.key}" for w in crowd.writers if w.owed]
    oracle.close()
    counted = {
        **figures,
        "acknowledged": crowd.answered,
        "done but never heard of before the repeat": crowd.repeated,
        "lost": sum(text.startswith("lost") for text in found),
        "doubled": sum(text.startswith("doubled") for text in found),
    }
    return Outcome(test="T1", engine=world.engine, figures=counted, violations=found)
