"""Run a command as a process of its own and read what the operating system says it cost."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TROTH = str(Path(sys.executable).with_name("troth"))


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one run of a command cost."""

    wall_seconds: float
    #: User and system time of the process.
    cpu_seconds: float
    #: Peak resident memory of the process.
    peak_mib: float
    exit_code: int


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of `docs/benchmarks.md`."""

    what: str
    measured: str
    target: str
    met: bool


def cost_of(command: Sequence[str]) -> Cost:
    """Run the command once, its output thrown away."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        wall_seconds=time.perf_counter() - begun,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_mib=usage.ru_maxrss / 1024,
        exit_code=process.returncode,
    )


def median_cost(command: Sequence[str], runs: int = 5) -> Cost:
    """The run with the median wall time, after one that is not counted."""
    cost_of(command)
    costs = sorted((cost_of(command) for _ in range(runs)), key=lambda cost: cost.wall_seconds)
    return costs[len(costs) // 2]


def median(values: Sequence[float]) -> float:
    """The median of some values."""
    return statistics.median(values)
