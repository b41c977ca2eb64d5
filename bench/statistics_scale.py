"""A hundred million cases: counted by DuckDB, and odds learned from the counts."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure, cost_of
from bench.odds_cases import AS_OF, FACETS, history
from troth.forecast import statistics

ROWS = 100_000_000
TARGET_SECONDS, TARGET_GIB = 60, 4


def figures() -> Iterator[Figure]:
    """Each in a process of its own that begins small."""
    with history(ROWS, groups=1_000, years=5) as path:
        yield _figure("to statistics, 1,000 groups by 3 facets", "count", path)
        yield _figure("to odds with their level", "fit", path)


def _figure(what: str, work: str, path: Path) -> Figure:
    cost = cost_of([sys.executable, "-m", "bench.statistics_scale", work, str(path)])
    target = f"under {TARGET_GIB} GiB"
    if work == "count":
        target = f"under {TARGET_SECONDS} s and {TARGET_GIB} GiB on two cores"
    # The machine may be busy with other work; what both cores did is no less than it takes alone.
    quick = work != "count" or cost.cpu_seconds < TARGET_SECONDS
    return Figure(
        what=f"{ROWS:,} rows {what}",
        measured=f"{cost.cpu_seconds:.0f} s of both cores together ({cost.wall_seconds:.0f} s on "
        f"the wall), {cost.peak_mib / 1024:.1f} GiB",
        target=target,
        met=quick and cost.peak_mib < TARGET_GIB * 1024,
    )


def main(work: str, path: str) -> None:
    """Count the cases of a file, or learn odds from them."""
    if work == "count":
        with statistics.duckdb(threads=2) as engine:
            cases = statistics.read(path, engine)
            counts = statistics.count(cases, facets=FACETS, as_of=AS_OF, half_life_days=45.0)
        if counts.n[0] < 0.99 * ROWS:
            raise RuntimeError(f"{counts.n[0]:,} cases were counted, not {ROWS:,}")
    else:
        with statistics.duckdb(threads=2) as engine:
            statistics.fit_files(path, facets=FACETS, as_of=AS_OF, engine=engine)


if __name__ == "__main__":
    main(*sys.argv[1:])
