"""The pages of the desk in a large ledger: what the server needs, and what goes over the wire."""

import json
import subprocess
import sys
from collections.abc import Iterator

from bench.ledger.engines import ENGINES, place
from bench.ledger.requests import NAMES
from bench.ledger.serving import ROOT
from bench.measure import Figure

#: Two for each promise.
ENTRIES = 1_000_000
MOST_MS = 100
MOST_MARKED_MS = 150
MOST_FIRST, MOST_AFTER = 150_000, 30_000


def figures() -> Iterator[Figure]:
    """For each engine."""
    for engine in ENGINES:
        yield from _of(engine)


def _of(engine: str) -> Iterator[Figure]:
    with place(engine) as where:
        done = subprocess.run(
            [sys.executable, "-m", "bench.ledger.desk", str(ENTRIES)],
            env=where.environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    pages = [line for line in lines if "page" in line]
    yield _marked(engine, next(line["marked"] for line in lines if "marked" in line))
    yield _worst(engine, pages, "ms", "time of the server for a page, median", MOST_MS, "ms")
    if engine == ENGINES[0]:
        yield _worst(engine, pages, "first", "sent for the first page", MOST_FIRST, "bytes")
        yield _worst(engine, pages, "after", "sent for a further page", MOST_AFTER, "bytes")


def _marked(engine: str, took: float) -> Figure:
    return Figure(
        what=f"{NAMES[engine]}: a reply of 60 words marked as it is written, median",
        measured=f"{took:.0f} ms",
        target=f"under {MOST_MARKED_MS} ms",
        met=took < MOST_MARKED_MS,
    )


def _worst(
    engine: str, pages: list[dict[str, float | str]], key: str, what: str, most: int, unit: str
) -> Figure:
    """The slowest or largest three, by name."""
    ranked = sorted(pages, key=lambda page: -float(page[key]))
    said = ", ".join(f"{float(each[key]):,.0f} {each['page']}" for each in ranked[:3])
    return Figure(
        what=f"{NAMES[engine]}, {ENTRIES:,} entries: {what}, the three worst of {len(pages)} pages",
        measured=f"{said} ({unit})",
        target=f"under {most:,} {unit}",
        met=float(ranked[0][key]) < most,
    )
