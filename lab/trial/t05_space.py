"""T5: the disk is full, read-only, or no file can be opened any more.

Meanwhile the server says so; afterwards it goes on by itself, and nothing is lost.
"""

import random
import time
from pathlib import Path

from lab import limits
from lab import world as worlds
from lab.asking import NoAnswerError
from lab.check import violations
from lab.oracle import Oracle
from lab.outcome import Figures, Outcome
from lab.server import Server
from lab.traffic import Crowd
from lab.world import World

WRITERS = 4
#: Sizes of the small disk, and bytes that are left on it, so that it is full soon.
MEBIBYTES = {"sqlite": 24, "postgresql": 120}
LEFT = {"sqlite": 400_000, "postgresql": 1_500_000}
#: Seconds until the server must work again.
READY = 10


def full(engine: worlds.EngineName, folder: Path, count: int, seed: int) -> Outcome:
    """Fill the disk so many times, and make room again."""
    with limits.small_disk(folder / "disk", MEBIBYTES[engine]) as disk:
        world = worlds.made(engine, disk / "world")
        try:
            return _full(world, disk, count, seed)
        finally:
            world.close()


def _full(world: World, disk: Path, count: int, seed: int) -> Outcome:
    oracle = Oracle(disk.parent / "oracle.jsonl")
    crowd = Crowd(WRITERS, oracle, f"t5-{seed}", random.Random(seed))
    server = Server(world)
    server.start()
    found: list[str] = []
    slowest = 0.0
    for number in range(count):
        ballast = limits.fill(disk, LEFT[world.engine])
        before = sum(crowd.refused.values())
        crowd.begin(server, patient=True)
        crowd.refusals(before + WRITERS, 60)
        time.sleep(0.5)
        ballast.unlink()
        if world.cluster is not None and not world.cluster.answers():
            # A PostgreSQL that cannot write its log ends; whoever runs it starts it again.
            world.cluster.kill()
            world.cluster.start()
        slowest = max(slowest, _goes_on(crowd, f"fill {number}", found))
    crowd.settle(server)
    server.stop()
    found += violations(world.database, oracle.acks()) + crowd.wrong
    figures: Figures = {
        "times full": count,
        "acknowledged": crowd.answered,
        "refused": ", ".join(f"{many} x {status}" for status, many in crowd.refused.items()),
        "slowest back (s)": round(slowest, 2),
        "lost": sum(text.startswith("lost") for text in found),
    }
    if not crowd.refused:
        found.append("the disk was never full: the test is blind")
    oracle.close()
    return Outcome(test="T5 full disk", engine=world.engine, figures=figures, violations=found)


def _goes_on(crowd: Crowd, when: str, found: list[str]) -> float:
    """Seconds until an answer comes; the crowd ends."""
    begun = time.monotonic()
    crowd.heard_one.clear()
    if not crowd.heard_one.wait(READY):
        found.append(f"{when}: nothing is written {READY} s after there was room again")
    crowd.end()
    return time.monotonic() - begun


def handles(world: World, count: int, seed: int) -> Outcome:
    """Let the server open no further file or connection, so many times."""
    oracle = Oracle(world.folder / "oracle.jsonl")
    crowd = Crowd(WRITERS, oracle, f"t5h-{seed}", random.Random(seed))
    server = Server(world)
    server.start()
    found: list[str] = []
    unanswered = 0
    slowest = 0.0
    for number in range(count):
        crowd.begin(server, patient=True, seconds=5)
        crowd.heard_one.wait(30)
        with limits.no_handles(server.pid):
            unanswered += sum(not _answers(server) for _ in range(3))
        slowest = max(slowest, _goes_on(crowd, f"time {number}", found))
    if not server.lives():
        found.append("the server ended when it could open no file")
    crowd.settle(server)
    server.stop()
    found += violations(world.database, oracle.acks()) + crowd.wrong
    figures: Figures = {
        "times without handles": count,
        "acknowledged": crowd.answered,
        "new connections without answer meanwhile": unanswered,
        "slowest back (s)": round(slowest, 2),
        "lost": sum(text.startswith("lost") for text in found),
    }
    oracle.close()
    return Outcome(test="T5 no handles", engine=world.engine, figures=figures, violations=found)


def _answers(server: Server) -> bool:
    caller = server.caller(seconds=2)
    try:
        return caller.get("/health").done
    except NoAnswerError:
        return False
    finally:
        caller.close()


def sealed(world: World) -> Outcome:
    """Start the server where nothing can be written: it says so, in a sentence or with 503."""
    assert world.engine == "sqlite", "PostgreSQL does not start on a read-only disk"
    found: list[str] = []
    with limits.read_only(world.data):
        server = Server(world)
        server.start(seconds=20)
        if server.lives():
            reply = server.caller().post("/promises", {"metric": "first-reply"}, "t5")
            said = f"a write is answered {reply.status}"
            found += [] if reply.status in {503, 507} else [said]
            server.stop()
        else:
            lines = (world.folder / "server.log").read_text().splitlines()
            said = "it does not start: " + (lines[-1] if lines else "")
            found += [text for text in lines if "Traceback" in text]
    found += violations(world.database)
    figures: Figures = {"on a read-only disk": said}
    return Outcome(test="T5 read-only", engine=world.engine, figures=figures, violations=found)
