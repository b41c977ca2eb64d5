"""How long odds of a hundred thousand cases in memory take to learn and to ask."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.abc import MetaPathFinder
from typing import Any

import numpy as np

from bench.measure import ROOT, Figure, median
from bench.odds_cases import AS_OF, FACETS, history
from troth.forecast import Odds, fit
from troth.history import read

ROWS = 100_000
GROUPS = 4_500
LEVELS = np.linspace(0.005, 0.995, 100).tolist()
#: What each figure should stay below: seconds, but for the memory.
TARGETS = {"fit": 1.0, "quantiles": 1.5, "chances": 0.3, "quote": 5e-3, "again": 50e-6, "mib": 200}


def figures() -> Iterator[Figure]:
    """All of one process that begins small."""
    with history(ROWS, GROUPS, years=1) as path:
        command = [sys.executable, "-m", "bench.odds_speed", str(path)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    found = json.loads(done.stdout)
    sizes = f"{ROWS:,} cases, {found['groups']:,} groups"
    names = {
        "fit": f"`fit` with its level, alarms and record: {sizes}",
        "quantiles": f"{len(LEVELS)} quantiles for each of {ROWS:,} cases",
        "chances": f"odds of a duration for each of {ROWS:,} cases",
        "quote": "`by` of a situation not asked before",
        "again": "`by` of a situation asked before",
    }
    for key, what in names.items():
        yield Figure(
            what=what,
            measured=_said(found[key]),
            target=f"under {_said(TARGETS[key])}",
            met=found[key] < TARGETS[key],
        )
    yield Figure(
        what=f"memory of the process that fits: {sizes}",
        measured=f"{found['mib']:.0f} MiB, {found['fit_mib']:.0f} of them beside the history",
        target=f"under {TARGETS['mib']} MiB",
        met=found["mib"] < TARGETS["mib"],
    )


def _said(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1e6:,.0f} µs"


class NoPandas(MetaPathFinder):
    """As on a machine without pandas, which troth does not need and pyarrow loads where it is."""

    def find_spec(self, name: str, *_: object) -> None:
        """Not to be found."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def main(path: str) -> None:
    """Print what was measured, times on the processor."""
    sys.meta_path.insert(0, NoPandas())
    own = read(path)
    facets = [own.facet(name) for name in FACETS]
    own.cases()
    before = _peak_mib()
    seconds, odds = _timed(lambda: fit(own, as_of=AS_OF, facets=FACETS))
    peak = _peak_mib()
    groups = odds.model.groups.of_codes([codes for _, codes in facets], ROWS)
    day = np.full(ROWS, 86_400.0)
    found = {
        "fit": seconds,
        "mib": peak,
        "fit_mib": peak - before,
        "groups": len(odds.model.groups),
        "quantiles": _timed(lambda: odds.model.quantiles_at(groups, LEVELS))[0],
        "chances": _timed(lambda: odds.model.chances(groups, day))[0],
        **_quotes(odds),
    }
    print(json.dumps(found))


def _quotes(odds: Odds) -> dict[str, float]:
    situations = [{"type": f"type {n % 20}", "region": f"region {n % 9}"} for n in range(180)]
    first, again = ([_timed(partial(odds.by, 0.9, s))[0] for s in situations] for _ in range(2))
    return {"quote": median(first), "again": median(again)}


def _timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    answer = ask()
    return time.process_time() - begun, answer


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
