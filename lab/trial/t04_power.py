"""T4: the power fails. What was acknowledged must be on the disk, not in a cache.

The server, or PostgreSQL, runs under strace; see `lab.power`. Clients note when each answer came.
From the recording the lab builds the files as a power cut at some instant leaves them, starts the
engine on them, and asks for everything that had been answered by then. The same is done with an
engine that is told to sync less: that must lose something, or the test would be blind.
"""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lab import world as worlds
from lab.check import lost, violations
from lab.oracle import Ack, Oracle
from lab.outcome import Outcome
from lab.postgres import Cluster, own
from lab.power.disk import Disk
from lab.power.journal import Event, Sync
from lab.power.recording import Recording
from lab.server import Server
from lab.traffic import Crowd
from lab.world import World

WRITERS = 3
#: Settings under which an engine forgets, for the guard.
CARELESS = {
    "sqlite": {"DJANGO_SETTINGS_MODULE": "lab.careless_settings"},
    "postgresql": {},
}


def cuts(world: World, count: int, writes: int, seed: int) -> Outcome:
    """Cut the power at so many instants of a run in which at least so many writes were answered."""
    luck = random.Random(seed)
    events, acks, before = _recorded(world, writes, luck)
    found: list[str] = []
    for number, instant in enumerate(_instants(acks, count, luck)):
        heard = [ack for ack in acks if ack.at <= instant]
        # Half of the cuts lose all that was not synced, half some of it.
        with _image(world, before, events, instant, luck if number % 2 else None) as database:
            found += [f"cut {number}: {text}" for text in violations(database, heard)]
    unsynced = _without_sync(acks, events)
    if unsynced:
        found.append(f"{unsynced} answers came without a sync since they were asked for")
    figures = {
        "cuts": count,
        "acknowledged": len(acks),
        "syncs": sum(isinstance(event, Sync) for event in events),
        "answers without a sync before": unsynced,
        "lost": sum(": lost: " in text for text in found),
    }
    return Outcome(test="T4", engine=world.engine, figures=figures, violations=found)


def guard(world: World, count: int, writes: int, seed: int) -> Outcome:
    """The same with an engine told to sync less: the cuts must show that something is lost."""
    luck = random.Random(seed)
    events, acks, before = _recorded(world, writes, luck)
    gone = 0
    for instant in _instants(acks, count, luck):
        heard = [ack for ack in acks if ack.at <= instant]
        with _image(world, before, events, instant, None) as database:
            gone += lost(database, heard)
    figures = {"cuts": count, "acknowledged": len(acks), "lost (must be some)": gone}
    blind = [] if gone else ["nothing was lost though nothing was synced: the test is blind"]
    return Outcome(test="T4 guard", engine=world.engine, figures=figures, violations=blind)


def careless(engine: worlds.EngineName, folder: Path) -> World:
    """A world whose engine acknowledges what is not on the disk."""
    # The longer PostgreSQL waits before it writes its log, the more there is to lose.
    off = ("-csynchronous_commit=off", "-cwal_writer_delay=10s")
    settings = off if engine == "postgresql" else ()
    world = worlds.made(engine, folder, settings)
    world.settings |= CARELESS[engine]
    return world


def _recorded(
    world: World, writes: int, luck: random.Random
) -> tuple[list[Event], list[Ack], Recording]:
    """What happened to the files while writes were answered."""
    root = world.cluster.folder if world.cluster else world.data
    if world.cluster:
        world.cluster.stop()
    recording = Recording(root, world.folder / "recording")
    oracle = Oracle(world.folder / "oracle.jsonl")
    server = Server(world)
    if world.cluster:
        world.cluster.start(before=recording.words)
        server.start()
    else:
        server.start(before=recording.words)
    crowd = Crowd(WRITERS, oracle, "t4", luck)
    crowd.begin(server)
    crowd.until(writes)
    server.kill()
    if world.cluster:
        world.cluster.kill()
    if crowd.wrong:
        raise RuntimeError(crowd.wrong[0])
    return recording.events(), oracle.acks(), recording


def _instants(acks: list[Ack], count: int, luck: random.Random) -> list[float]:
    """Half of them right after an answer, half at any time."""
    first, last = acks[0].at, acks[-1].at
    after = [luck.choice(acks).at for _ in range(count // 2)]
    return after + [luck.uniform(first, last) for _ in range(count - len(after))]


def _without_sync(acks: list[Ack], events: list[Event]) -> int:
    """Answers between whose request and arrival no sync began and ended."""
    syncs = [event for event in events if isinstance(event, Sync)]
    return sum(
        not any(ack.asked <= sync.start and sync.end <= ack.at for sync in syncs) for ack in acks
    )


@contextmanager
def _image(
    world: World,
    before: Recording,
    events: list[Event],
    instant: float,
    luck: random.Random | None,
) -> Iterator[str]:
    """The database on the files that a power cut left; its address."""
    disk: Disk = before.disk()
    disk.happened(event for event in events if event.end <= instant)
    place = world.folder / "image"
    disk.cut(place, luck)
    try:
        if world.cluster is None:
            yield f"sqlite:///{place / world.file.name}"
        else:
            yield from _started(place)
    finally:
        shutil.rmtree(place)


def _started(place: Path) -> Iterator[str]:
    (place / "postmaster.pid").unlink(missing_ok=True)
    place.chmod(0o700)
    own(place)
    cluster = Cluster(place, ("-cfsync=off",))
    cluster.start()
    try:
        yield cluster.url("troth")
    finally:
        cluster.stop()
