"""How each test gets its world, and leaves none behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lab.outcome import Outcome
from lab.trial import t04_power, t05_space, t19_keys, t22_backup, t23_upgrade
from lab.world import ENGINES, EngineName, World, made, place

#: Runs a test on an engine, so many times, with a seed.
Run = Callable[[EngineName, int, int], Outcome]


@contextmanager
def fresh(engine: EngineName) -> Iterator[World]:
    """A world with a key and a playbook, gone afterwards."""
    with place() as folder:
        world = made(engine, folder)
        try:
            yield world
        finally:
            world.close()


def in_world(test: Callable[[World, int, int], Outcome]) -> Run:
    """A test that starts in a world with a key and a playbook."""

    def run(engine: EngineName, count: int, seed: int) -> Outcome:
        with fresh(engine) as world:
            return test(world, count, seed)

    return run


def cuts(engine: EngineName, count: int, seed: int) -> Outcome:
    """T4: power cuts, in a run of twice as many writes."""
    with fresh(engine) as world:
        return t04_power.cuts(world, count, max(100, count * 2), seed)


def guard(engine: EngineName, count: int, seed: int) -> Outcome:
    """T4 with an engine that is told to sync less."""
    with place() as folder:
        world = t04_power.careless(engine, folder)
        try:
            return t04_power.guard(world, count, max(100, count * 2), seed)
        finally:
            world.close()


def full(engine: EngineName, count: int, seed: int) -> Outcome:
    """T5: a full disk."""
    with place() as folder:
        return t05_space.full(engine, folder, count, seed)


def sealed(engine: EngineName, _count: int, _seed: int) -> Outcome:
    """T5: a read-only disk."""
    with fresh(engine) as world:
        return t05_space.sealed(world)


def keys(engine: EngineName, count: int, seed: int) -> Outcome:
    """T19: 50 requests for each key."""
    with fresh(engine) as world:
        return t19_keys.at_once(world, count, 50, seed)


def upgrade(engine: EngineName, count: int, seed: int) -> Outcome:
    """T23: tables made anew in many worlds."""
    with place() as folder:
        return t23_upgrade.kills(engine, folder, count, seed)


def backups(engine: EngineName, count: int, seed: int) -> Outcome:
    """T22: backups, and worlds to restore them in."""
    with fresh(engine) as world, place() as folder:
        return t22_backup.backups(world, folder, count, seed)


def both(count: int) -> dict[EngineName, int]:
    """The same number for both engines."""
    return dict.fromkeys(ENGINES, count)
