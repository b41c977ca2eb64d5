"""Run a command as a process of its own and read what the operating system says it cost."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Real cases, which are not part of the project.
DATA = ROOT / "../shared/data"
TROTH = str(Path(sys.executable).with_name("troth"))


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one run of a command cost."""

    wall_seconds: float
    #: User and system time of the process.
    cpu_seconds: float
    #: Peak resident memory of the process.
    peak_mib: float


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of `docs/benchmarks.md`."""

    what: str
    measured: str
    target: str
    met: bool


def cost_of(command: Sequence[str], code: int = 0) -> Cost:
    """Run the command once, its output thrown away.

    Raises:
        RuntimeError: when it does not do its work: a figure of a failure is no figure.
    """
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        wall_seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    if process.returncode != code or "Traceback" in said:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {said[-2000:]}")
    return Cost(
        wall_seconds=wall_seconds,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_mib=usage.ru_maxrss / 1024,
    )


def median_cost(command: Sequence[str], code: int = 0, runs: int = 5) -> Cost:
    """The run with the median wall time, after one that is not counted."""
    cost_of(command, code)
    costs = sorted(
        (cost_of(command, code) for _ in range(runs)), key=lambda cost: cost.wall_seconds
    )
    return costs[len(costs) // 2]


def median(values: Sequence[float]) -> float:
    """The median of some values."""
    return statistics.median(values)
