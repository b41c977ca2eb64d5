"""T20: whoever reads the feed misses nothing, however transactions overlap.

A naive reader, who asks for numbers above the last one seen, is run beside it on PostgreSQL. It
must miss some, or the test would be blind.
"""

import threading
import time
from pathlib import Path

from lab.check import violations
from lab.outcome import Outcome
from lab.tables import opened
from lab.world import World

WRITERS = 8
#: Of fewer entries a naive reader may miss none by chance.
ENOUGH = 20_000
#: Milliseconds that a transaction stays open at most.
DELAY = {"sqlite": "1", "postgresql": "10"}


def followed(world: World, entries: int, seed: int) -> Outcome:
    """Write so many entries with eight writers, and follow the feed meanwhile."""
    place = world.folder / "seen"
    if world.engine == "sqlite":
        return _outcome(world, _alone(world, entries, seed, place), place, None)
    naive = _Naive(world)
    naive.start()
    until = world.folder / "until"
    reader = world.begin("lab.workers", "read", str(until), str(place))
    writers = [
        world.begin(
            "lab.workers",
            "delay",
            str(WRITERS // 2),
            str(entries // 2),
            f"{seed}{n}",
            DELAY["postgresql"],
        )
        for n in range(2)
    ]
    written = sum(writer.told()["written"] for writer in writers)
    until.touch()
    reader.told()
    naive.ended.set()
    naive.join()
    return _outcome(world, written, place, naive.missed())


def _alone(world: World, entries: int, seed: int, place: Path) -> int:
    run = world.begin(
        "lab.workers", "both", str(WRITERS), str(entries), str(seed), DELAY["sqlite"], str(place)
    )
    written: int = run.told()["written"]
    return written


def _outcome(world: World, written: int, place: Path, naive: int | None) -> Outcome:
    seen = [line.split() for line in place.read_text().splitlines()]
    ids = [line[0] for line in seen]
    with opened(world.database) as tables:
        stored = {row[0] for row in tables.rows("select id from ledger_entry")}
    missed, twice = len(stored - set(ids)), len(ids) - len(set(ids))
    disordered = _disordered(seen)
    found = violations(world.database)
    found += [f"{missed} entries were missed"] if missed else []
    found += [f"{twice} entries came twice"] if twice else []
    found += [f"{disordered} entries came before one that stands before them"] if disordered else []
    figures: dict[str, str | int | float] = {
        "writers": WRITERS,
        "entries": written,
        "missed": missed,
        "twice": twice,
        "out of order within a subject": disordered,
    }
    if naive is not None:
        figures["missed by a naive reader (must be some)"] = naive
        found += (
            []
            if naive or written < ENOUGH
            else ["the naive reader missed nothing: the test is blind"]
        )
    return Outcome(test="T20", engine=world.engine, figures=figures, violations=found)


def _disordered(seen: list[list[str]]) -> int:
    last: dict[str, int] = {}
    count = 0
    for _, subject, sequence in seen:
        count += int(sequence) != last.get(subject, 0) + 1
        last[subject] = int(sequence)
    return count


class _Naive(threading.Thread):
    """Reads entries above the highest number that it has seen."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.ended = threading.Event()
        self._world = world
        self._seen: set[str] = set()

    def run(self) -> None:
        """Read until it is told that all is written."""
        cursor = 0
        query = "select position, id from ledger_entry where position > ? order by position"
        while True:
            ended = self.ended.is_set()
            with opened(self._world.database) as tables:
                rows = list(tables.rows(query, cursor))
            self._seen |= {row[1] for row in rows}
            cursor = rows[-1][0] if rows else cursor
            if not rows:
                if ended:
                    return
                time.sleep(0.002)

    def missed(self) -> int:
        """How many entries it never saw."""
        with opened(self._world.database) as tables:
            stored = {row[0] for row in tables.rows("select id from ledger_entry")}
        return len(stored - self._seen)
