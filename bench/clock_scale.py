"""A hundred million rows at once, a thousand calendars at once, and what a calendar costs."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from bench.clock_compare import Way, compare, compiled
from bench.clock_workload import ZONE, holidays, office, rows
from bench.measure import ROOT, Figure, median
from troth.clock import Calendar, due_many, elapsed_many, kernel, zone_names

MOST_ROWS = 100_000_000
MOST_MIB = 64
CALENDARS = 1_000
MIXED_ROWS = 10_000_000
MIB = 2**20


def figures() -> Iterator[Figure]:
    """Memory first: a process of its own that begins small."""
    yield from (_memory(choice) for choice in _kernels())
    yield from _mixed()
    yield _compiling()


def _kernels() -> tuple[str, ...]:
    return ("off", "on") if kernel.is_installed() else ("off",)


def _memory(choice: str) -> Figure:
    with compiled(choice):
        command = [sys.executable, "-m", "bench.clock_scale"]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    found = json.loads(done.stdout)
    return Figure(
        what=f"{MOST_ROWS:,} rows in one `due_many`, {_name(choice)}",
        measured=f"{max(found['mib'], 0):.1f} MiB beside the rows, {found['seconds']:.1f} s",
        target=f"at most {MOST_MIB} MiB",
        met=found["mib"] <= MOST_MIB,
    )


def ask_most_rows() -> None:
    """Print what one call adds to the peak of this process, without its answers, and its time."""
    calendar, few = office(), rows(1_000_000)
    starts, after = np.empty(MOST_ROWS, "M8[us]"), np.empty(MOST_ROWS, "m8[us]")
    for first in range(0, MOST_ROWS, few.starts.size):
        starts[first : first + few.starts.size] = few.starts
        after[first : first + few.starts.size] = few.after
    # What is loaded once is no matter of rows.
    calendar.due_many(few.starts, few.after)
    before, begun = _mib_now(), time.process_time()
    answers = calendar.due_many(starts, after)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"mib": peak - before - answers.nbytes / MIB, "seconds": seconds}))


def _mib_now() -> float:
    """What this process has in memory, which may be less than its peak so far."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MIB


def _mixed() -> Iterator[Figure]:
    calendars = [_calendar(number) for number in range(CALENDARS)]
    which = np.random.default_rng(1).integers(0, CALENDARS, MIXED_ROWS)
    load = rows(MIXED_ROWS)
    pairs = (
        ("due_many", due_many, load.after, calendars[0].due_many),
        ("elapsed_many", elapsed_many, load.ends, calendars[0].elapsed_many),
    )
    for choice in _kernels():
        for name, many, other, one in pairs:
            mixed = Way(partial(many, calendars, which, load.starts, other), MIXED_ROWS)
            alone = Way(partial(one, load.starts, other), MIXED_ROWS)
            with compiled(choice):
                found = compare(mixed, alone)
            yield Figure(
                what=f"{CALENDARS:,} calendars mixed over {MIXED_ROWS:,} rows, `{name}`, "
                + _name(choice),
                measured=f"{found.ratio:.2f} of the rate of one calendar "
                f"({found.rate / 1e6:.0f} M rows/s, grouping included)",
                target="at least 0.5",
                met=found.ratio >= 0.5,
            )


def _calendar(number: int) -> Calendar:
    opens, closes = 6 + number % 4, 15 + number // 4 % 5
    hours = [(f"{opens:02}:{number // 20:02}", f"{closes:02}:30")]
    days = ("mon", "tue", "wed", "thu", "fri")
    return Calendar.from_weekly(dict.fromkeys(days, hours), ZONE, holidays())


def _compiling() -> Figure:
    """Of calendars in zones that were not asked for before, for ten years each."""
    closed, years = holidays(), 10
    cold = []
    for zone in sorted(zone_names.known())[::20]:
        begun = time.process_time()
        calendar = Calendar.from_hours("Mo-Fr 09:00-17:30", zone, closed)
        calendar.due_many(np.array(["2018-01-01", "2026-01-01"], "M8[us]"), np.timedelta64(1, "h"))
        cold.append(1000 * (time.process_time() - begun) / years)
    return Figure(
        what="making and compiling a calendar",
        measured=f"{median(cold):.1f} ms for each year (slowest zone {max(cold):.1f})",
        target="at most 5 ms",
        met=max(cold) <= 5,
    )


def _name(choice: str) -> str:
    return "compiled" if choice == "on" else "numpy alone"


if __name__ == "__main__":
    ask_most_rows()
