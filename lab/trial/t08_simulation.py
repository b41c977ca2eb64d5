"""T8: so many months of a small company, a process for each core, with faults by the seed."""

import json
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from lab.outcome import Outcome
from lab.world import EngineName, World, bare

#: In memory, where there is such a folder: what a power cut leaves is not looked at here.
_MEMORY = Path("/dev/shm")  # noqa: S108 - a new folder within it
#: Seeds of one process: beginning takes as long as a dozen.
_AT_ONCE = 250
#: Seconds between two lines that tell how far it is.
_TELL = 60
#: What these months look for is not lost with the power.
_CARELESS = ("-cfsync=off", "-csynchronous_commit=off")
_SETTINGS: Mapping[str, str] = {
    "DJANGO_SETTINGS_MODULE": "lab.simulation.settings",
    # What comes first in a set is the same in each process.
    "PYTHONHASHSEED": "0",
}


def months(engine: EngineName, count: int, seed: int) -> Outcome:
    """Live through so many seeds, from `seed` on, in as many processes as there are cores."""
    cores = os.cpu_count() or 1
    size = min(_AT_ONCE, -(-count // cores))
    firsts = range(seed, seed + count, size)
    so_far = _SoFar(engine, count)
    with _pattern(engine) as pattern, ThreadPoolExecutor(cores) as pool:
        each = [
            pool.submit(_counted, so_far, engine, first, min(size, seed + count - first), pattern)
            for first in firsts
        ]
        for one in each:
            one.result()
    return so_far.outcome()


def lived(engine: EngineName, first: int, number: int) -> dict[int, list[str]]:
    """Live through seeds in one process; what was wrong, by the seed."""
    with _pattern(engine) as pattern:
        told = list(_told(engine, first, number, pattern))
    return {each["seed"]: each["wrong"] for each in told if each["wrong"]}


@dataclass
class _SoFar:
    """What all processes told."""

    engine: EngineName
    count: int
    sums: Counter[str] = field(default_factory=Counter)
    wrong: dict[int, list[str]] = field(default_factory=dict)
    _begun: float = field(default_factory=time.monotonic)
    _told_at: float = field(default_factory=time.monotonic)
    _lock: Lock = field(default_factory=Lock)

    def take(self, told: dict[str, Any]) -> None:
        """One seed; now and then say how far it is."""
        with self._lock:
            self.sums["seeds"] += 1
            seed, wrong = told.pop("seed"), told.pop("wrong")
            self.sums.update(told)
            if wrong:
                self.wrong[seed] = wrong
            if wrong or time.monotonic() - self._told_at >= _TELL:
                self._say(seed if wrong else None)

    def _say(self, seed: int | None) -> None:
        self._told_at = time.monotonic()
        done = self.sums["seeds"]
        left = (self._told_at - self._begun) / done * (self.count - done) / 60
        found = f"; seed {seed}: {self.wrong[seed][0]}" if seed is not None else ""
        print(
            f"T8 {self.engine}: {done:,} of {self.count:,}, {left:.0f} min left{found}", flush=True
        )

    def outcome(self) -> Outcome:
        """The outcome of all."""
        seconds = time.monotonic() - self._begun
        figures = {**self.sums, "seeds a second": round(self.sums["seeds"] / seconds, 2)}
        found = [f"seed {seed}: {each}" for seed in sorted(self.wrong) for each in self.wrong[seed]]
        return Outcome(test="T8", engine=self.engine, figures=figures, violations=found)


def _counted(
    so_far: _SoFar, engine: EngineName, first: int, number: int, pattern: Path | None
) -> None:
    for told in _told(engine, first, number, pattern):
        so_far.take(told)


def _told(
    engine: EngineName, first: int, number: int, pattern: Path | None
) -> Iterator[dict[str, Any]]:
    """What one process tells of each seed."""
    told = 0
    with _world(engine, pattern) as world:
        run = world.begin("lab.simulation", str(first), str(number))
        with run.process as process:
            assert process.stdout is not None
            for line in process.stdout:
                told += 1
                yield json.loads(line)
        if process.returncode or told < number:
            raise RuntimeError(f"the process of seed {first + told} ended: {process.args!r}")


@contextmanager
def _pattern(engine: EngineName) -> Iterator[Path | None]:
    """The tables that every process begins with; None where each makes its own."""
    if engine != "sqlite":
        yield None
        return
    with _folder() as folder:
        world = bare(engine, folder / "world")
        world.run("django", "migrate", "--verbosity=0")
        yield world.data


@contextmanager
def _world(engine: EngineName, pattern: Path | None) -> Iterator[World]:
    with _folder() as folder:
        world = bare(engine, folder / "world", _CARELESS)
        try:
            if pattern is None:
                world.run("django", "migrate", "--verbosity=0")
            else:
                shutil.copytree(pattern, world.data, dirs_exist_ok=True)
            world.settings |= _SETTINGS
            yield world
        finally:
            world.close()


@contextmanager
def _folder() -> Iterator[Path]:
    place = _MEMORY if _MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="lab-", dir=place) as name:
        # PostgreSQL runs as another user, who must be able to come by.
        Path(name).chmod(0o755)
        yield Path(name)
