"""Entries sent to receivers that do their worst, as the lab does it in T17."""

from collections.abc import Callable

from lab.outcome import Outcome
from lab.runs import in_world
from lab.trial import t17_webhooks
from lab.world import ENGINES, EngineName, World

from bench.measure import Figure

ENTRIES = 10_000
#: Ten a second, beside fifty endpoints that hang.
BESIDE = 300
SEED = 2026
NAMES: dict[EngineName, str] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def figures() -> list[Figure]:
    """For each engine."""
    return [figure for engine in ENGINES for figure in (_chaos(engine), _beside(engine))]


def _chaos(engine: EngineName) -> Figure:
    outcome = _run(t17_webhooks.hostile, engine, ENTRIES)
    told = outcome.figures
    return Figure(
        what=f"{NAMES[engine]}: {ENTRIES:,} entries to a hostile endpoint",
        measured=f"{told['delivered']:,} delivered in {told['requests']:,} requests, "
        f"{told['signatures refused']} signatures refused, "
        f"{float(told['requests']) / float(told['seconds']):.0f} requests/s",
        target="all delivered, one id each",
        met=outcome.held,
    )


def _beside(engine: EngineName) -> Figure:
    outcome = _run(t17_webhooks.beside, engine, BESIDE)
    return Figure(
        what=f"{NAMES[engine]}: an entry to a good endpoint beside {outcome.figures['hanging']} "
        "that hang, p99",
        measured=f"{outcome.figures['p99']} s",
        target="5 s",
        met=outcome.held,
    )


def _run(trial: Callable[[World, int, int], Outcome], engine: EngineName, count: int) -> Outcome:
    return in_world(trial)(engine, count, SEED)
