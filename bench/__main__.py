"""Measure everything and write `docs/benchmarks.md`: `make bench`.

`python -m bench "Cold start"` measures that section anew and leaves the others as they are.
"""

import platform
import sys

from bench import (
    check_scale,
    clock_scale,
    clock_speed,
    cold_start,
    desk_speed,
    forecast_compare,
    guard_accuracy,
    guard_speed,
    history_import,
    odds_speed,
    page,
    statistics_scale,
)
from bench.ledger import bulk, inbound, requests, verifying
from bench.worker import deadlines, hostile

PEERS = "Odds beside their peers"
GUARD = "How well the guard reads and judges"
BENCHES: tuple[page.Section, ...] = (
    ("Cold start", cold_start.figures),
    ("A check of 10,000 standards and 10,000 claims", check_scale.figures),
    ("Import of a history", history_import.figures),
    ("Odds in memory", odds_speed.figures),
    ("Odds of a hundred million cases", statistics_scale.figures),
    ("Requests to the ledger", requests.figures),
    ("The ledger in bulk", bulk.figures),
    ("Verifying and moving a ledger", verifying.figures),
    ("Deadlines", deadlines.figures),
    ("Webhooks to hostile receivers", hostile.figures),
    ("Word from other systems", inbound.figures),
    ("The pages of the desk", desk_speed.figures),
    ("How fast the guard reads and judges", guard_speed.figures),
    (GUARD, guard_accuracy.figures),
    # Last, because it fills this process: a command starts with the peak memory of its parent.
    ("The clock", clock_speed.figures),
    ("The clock at scale", clock_scale.figures),
    (PEERS, forecast_compare.figures),
)

HEAD = """# Benchmarks

Written by `make bench`; run it again on your machine. Times of commands are of whole
processes, as the operating system accounts them. A target is what was set out to be reached; a
figure that misses its target says so.

![Rows per second against rows in one call](pictures/clock-rate.svg)
"""


def main() -> None:
    """Run each bench in turn."""
    machine = f"Machine: {platform.machine()}, Python {platform.python_version()}.\n"
    head = f"{HEAD}\n{machine}"
    tables = {GUARD: guard_accuracy.table, PEERS: forecast_compare.table}
    page.write("benchmarks.md", head, BENCHES, sys.argv[1:], tables)


if __name__ == "__main__":
    main()
