"""How cost grows with the journal, measured on both engines: writes `docs/scale.md`.

`make scale` runs it; ten million entries take about half an hour and 15 GB for each engine. With
sizes, `python -m bench.ledger.scale 10000 100000`, it measures those.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.ledger.engines import ENGINES, Place, place
from bench.ledger.requests import NAMES
from bench.measure import ROOT
from troth.pictures.file import standalone
from troth.report.theme import ACCENT, KEPT, drawn

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
PAGE = ROOT / "docs/scale.md"
PICTURE = ROOT / "docs/pictures/ledger-growth.svg"
#: From here on the page is written by hand.
PLAN = "## Beyond one machine"
#: What is asked, its key in the figures, and its unit.
ASKED = {
    "a promise made, one transaction": "make_ms",
    "a promise with its journal": "promise_ms",
    "50 promises of one customer": "customer_list_ms",
    "the 50 latest promises": "latest_list_ms",
    "100 entries of the feed": "feed_page_ms",
}


HEAD = """# How the ledger grows

Written by `make scale`: the same questions to the same tables, at growing sizes, each the median of
60, in milliseconds. The journal holds promises made and kept, two entries each, and at least 50
promises of each customer who is asked for; 200 more are made by operations at each size, and asked
for again.

![Milliseconds against entries](pictures/ledger-growth.svg)"""


def main() -> None:
    """Measure, draw, write."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    found = {engine: list(_measured(engine, sizes)) for engine in ENGINES}
    PICTURE.write_text(standalone(_drawn(found)))
    plan = PAGE.read_text().partition(PLAN)[2]
    PAGE.write_text(f"{_page(found)}\n{PLAN}{plan}")


def _measured(engine: str, sizes: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    with place(engine) as where:
        command = [sys.executable, "-m", "bench.ledger.growth", *map(str, sizes)]
        running = subprocess.Popen(
            command, env=where.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert running.stdout is not None
        for line in running.stdout:
            print(engine, line, end="", flush=True)
            yield {**json.loads(line), "bytes": _bytes(where)}
        if running.wait():
            raise RuntimeError("it stopped half-way")


def _bytes(where: Place) -> int:
    folder = where.data if where.engine == "sqlite" else where.data.parent / "postgres"
    return sum(file.stat().st_size for file in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        if file.is_file() and "pg_wal" not in file.parts:
            yield file


def _page(found: dict[str, list[dict[str, Any]]]) -> str:
    parts = [HEAD]
    for engine, lines in found.items():
        sizes = [f"{line['entries']:,}" for line in lines]
        parts += ["", f"## {NAMES[engine]}", "", f"| entries | {' | '.join(sizes)} |"]
        parts.append(f"|---|{'---|' * len(sizes)}")
        for what, key in ASKED.items():
            parts.append(f"| {what} | {' | '.join(f'{line[key]:.2f}' for line in lines)} |")
        rates = " | ".join(f"{line['verify_per_second']:,.0f}" for line in lines)
        parts.append(f"| entries verified a second | {rates} |")
        sizes = [f"{line['bytes'] / line['entries']:,.0f}" for line in lines]
        parts.append(f"| bytes an entry, all tables and indexes | {' | '.join(sizes)} |")
        peaks = " | ".join(f"{line['peak_mib']:,.0f}" for line in lines)
        parts.append(f"| memory of the process, MiB | {peaks} |")
    return "\n".join(parts) + "\n"


def _drawn(found: dict[str, list[dict[str, Any]]]) -> str:
    values = [
        {
            "entries": line["entries"],
            "ms": line[key],
            "what": f"{what}",
            "engine": NAMES[engine],
        }
        for engine, lines in found.items()
        for line in lines
        for what, key in list(ASKED.items())[:2]
    ]
    x = {
        "field": "entries",
        "type": "quantitative",
        "scale": {"type": "log"},
        "axis": {"title": "entries in the journal", "format": "~s", "grid": False},
    }
    y = {
        "field": "ms",
        "type": "quantitative",
        "scale": {"type": "log"},
        "axis": {"title": "milliseconds", "tickCount": 5},
    }
    colours = {"domain": list(NAMES.values()), "range": [ACCENT, KEPT]}
    chart = {
        "data": {"values": values},
        "width": 520,
        "height": 260,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": x,
            "y": y,
            "color": {
                "field": "engine",
                "type": "nominal",
                "scale": colours,
                "legend": {"title": None},
            },
            "strokeDash": {"field": "what", "type": "nominal", "legend": {"title": None}},
        },
    }
    return drawn(chart).replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)


if __name__ == "__main__":
    main()
