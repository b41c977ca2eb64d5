"""A full check, load included, of a playbook as large as a large company's."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.generate_playbook import Size, write
from bench.measure import TROTH, Figure, cost_of

TARGET_SECONDS, TARGET_MIB = 10.0, 1024


def figures() -> Iterator[Figure]:
    """The playbook as it is aimed at, half of it, and one in which every pair overlaps."""
    whole = Size()
    half = Size(standards=whole.standards // 2, claims=whole.claims // 2)
    yield _figure("10,000 standards, 10,000 claims, 200 scopes", whole, TARGET_SECONDS)
    yield _figure("5,000 standards, 5,000 claims, 200 scopes", half, TARGET_SECONDS)
    everywhere = Size(everywhere=True)
    yield _figure("10,000 and 10,000, every pair on a metric overlaps", everywhere, None)


def _figure(what: str, size: Size, target_seconds: float | None) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "playbook.yaml"
        write(path, size)
        command = [TROTH, "check", str(path), "--at", "2026-12-01", "--format", "json"]
        cost = cost_of(command, code=1)
    quick = target_seconds is None or cost.cpu_seconds < target_seconds
    return Figure(
        what=what,
        measured=f"{cost.cpu_seconds:.1f} s of one core, {cost.peak_mib:.0f} MiB",
        target=f"under {target_seconds:.0f} s and 1 GiB" if target_seconds else "under 1 GiB",
        met=quick and cost.peak_mib < TARGET_MIB,
    )
