"""Measure everything and write `docs/benchmarks.md`: `make bench`."""

import platform
from collections.abc import Callable, Iterable

from bench import check_scale, clock_scale, clock_speed, cold_start, history_import
from bench.measure import ROOT, Figure

BENCHES: tuple[tuple[str, Callable[[], Iterable[Figure]]], ...] = (
    ("Cold start", cold_start.figures),
    ("A check of 10,000 standards and 10,000 claims", check_scale.figures),
    ("Import of a history", history_import.figures),
    # Last, because it fills this process: a command starts with the peak memory of its parent.
    ("The clock", clock_speed.figures),
    ("The clock at scale", clock_scale.figures),
)

HEAD = """# Benchmarks

Written by `make bench`; run it again on your machine. Times are of whole processes, as the
operating system accounts them. A target is what was set out to be reached; a figure that misses its
target says so.

![Rows per second against rows in one call](pictures/clock-rate.svg)
"""


def main() -> None:
    """Run each bench in turn, print as they come, and write the page."""
    parts = [HEAD, f"Machine: {platform.machine()}, Python {platform.python_version()}.\n"]
    for title, figures in BENCHES:
        print(title)
        parts.append(f"## {title}\n\n| what | measured | target | met |\n|---|---|---|---|")
        for figure in figures():
            print(f"  {figure.what}: {figure.measured} (target {figure.target})")
            met = "yes" if figure.met else "**no**"
            parts.append(f"| {figure.what} | {figure.measured} | {figure.target} | {met} |")
        parts.append("")
    (ROOT / "docs/benchmarks.md").write_text("\n".join(parts))


if __name__ == "__main__":
    main()
