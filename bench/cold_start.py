"""How long `troth check` of the example takes from a cold start, without history."""

from collections.abc import Iterator

from bench.measure import ROOT, TROTH, Figure, median_cost

TARGET_SECONDS = 0.5


def figures() -> Iterator[Figure]:
    """The median of several starts, each a process of its own."""
    command = [TROTH, "check", str(ROOT / "examples/airline"), "--at", "2026-12-01"]
    cost = median_cost(command, code=1, runs=9)
    yield Figure(
        what="`troth check examples/airline` without history",
        measured=f"{cost.wall_seconds:.2f} s, {cost.peak_mib:.0f} MiB",
        target=f"under {TARGET_SECONDS} s",
        met=cost.wall_seconds < TARGET_SECONDS,
    )
