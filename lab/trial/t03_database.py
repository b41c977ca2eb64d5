"""T3: PostgreSQL is killed under writers. The server says 503 meanwhile, and goes on by itself."""

import random
import time

from lab.asking import NoAnswerError
from lab.check import violations
from lab.oracle import Oracle
from lab.outcome import Figures, Outcome
from lab.server import Server
from lab.traffic import Crowd
from lab.world import World

WRITERS = 4
#: Seconds after which the server must work again once the database does.
READY = 10
#: What a request may be answered with while there is no database.
UNAVAILABLE = 503


def kills(world: World, count: int, seed: int) -> Outcome:
    """Kill the database so many times; the server runs on through all of it."""
    assert world.cluster is not None, "T3 is about PostgreSQL"
    luck = random.Random(seed)
    oracle = Oracle(world.folder / "oracle.jsonl")
    crowd = Crowd(WRITERS, oracle, f"t3-{seed}", luck)
    server = Server(world)
    server.start()
    found: list[str] = []
    back: list[float] = []
    for number in range(count):
        crowd.begin(server, patient=True, seconds=15)
        crowd.heard_one.wait(60)
        time.sleep(luck.uniform(0, 0.3))
        world.cluster.kill()
        found += [f"kill {number}: {text}" for text in _asked_without(server)]
        world.cluster.start()
        crowd.heard_one.clear()
        begun = time.monotonic()
        if not crowd.heard_one.wait(READY):
            found.append(f"kill {number}: no answer {READY} s after the database was back")
        back.append(time.monotonic() - begun)
        crowd.end()
        if found:
            break
    crowd.settle(server)
    server.stop()
    found += violations(world.database, oracle.acks()) + crowd.wrong
    oracle.close()
    figures: Figures = {
        "kills": number + 1,
        "acknowledged": crowd.answered,
        "answers 503 meanwhile": crowd.refused.get(UNAVAILABLE, 0),
        "done but never heard of before the repeat": crowd.repeated,
        "slowest back (s)": round(max(back), 2),
        "lost": sum(text.startswith("lost") for text in found),
        "doubled": sum(text.startswith("doubled") for text in found),
    }
    return Outcome(test="T3", engine=world.engine, figures=figures, violations=found)


def _asked_without(server: Server) -> list[str]:
    """What is wrong with answers while there is no database: of a read, a write, and of health."""
    found = []
    caller = server.caller(seconds=10)
    for path in ("/promises", "/health"):
        try:
            status = caller.get(path).status
        except NoAnswerError as error:
            found.append(f"no answer without a database: {error}")
            continue
        if status != UNAVAILABLE:
            found.append(f"GET {path} answered {status} without a database")
    caller.close()
    return found
