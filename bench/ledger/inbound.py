"""Deliveries of another system: each sent five times, shuffled, while the server is killed."""

from lab.runs import in_world
from lab.trial.t18_inbound import TIMES, inbound
from lab.world import ENGINES, EngineName

from bench.ledger.requests import NAMES
from bench.measure import Figure

COUNT, SEED = 10_000, 2026


def figures(count: int = COUNT) -> list[Figure]:
    """For each engine."""
    return [_of(engine, count) for engine in ENGINES]


def _of(engine: EngineName, count: int) -> Figure:
    outcome = in_world(inbound)(engine, count, SEED)
    said = outcome.figures
    return Figure(
        what=f"{NAMES[engine]}: {count:,} deliveries, each sent {TIMES} times, shuffled, with "
        f"{said['kills']} kills: effects",
        measured=f"{said['effects']}; {said['answers a second']}/s",
        target=f"exactly {count:,}",
        met=outcome.held and said["effects"] == count,
    )
