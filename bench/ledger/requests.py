"""Requests against a bare view: what a promise costs beyond inserting one row."""

import json
import statistics
from dataclasses import replace

from bench.ledger.engines import ENGINES, place
from bench.ledger.load import Orders, Seen, send
from bench.ledger.serving import Served, served
from bench.measure import Figure

SECONDS = 4.0
ROUNDS = 3
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def figures() -> list[Figure]:
    """Rate of promises made beside that of the bare view, in turns; then p99 at half load.

    Each is the median of three runs: one stall of a shared disk is more than one in a hundred.
    """
    return [figure for engine in ENGINES for figure in _of(engine)]


def _of(engine: str) -> list[Figure]:
    with place(engine) as where, served(where) as server:
        bare, made = _orders(server, "/bare/row"), _orders(server, "/api/v1/promises")
        for each in (bare, made):
            send(replace(each, seconds=1.0))
        rates = [(send(bare).rate, send(made).rate) for _ in range(ROUNDS)]
        ratio = statistics.median(full / plain for plain, full in rates)
        rate = statistics.median(full for _, full in rates)
        halves = [send(replace(made, rate=rate / 2)) for _ in range(ROUNDS)]
        half = sorted(halves, key=lambda seen: seen.p99_ms)[ROUNDS // 2]
        return [_rate(engine, ratio, rate), _waits(engine, rate, half)]


def _orders(server: Served, path: str) -> Orders:
    bodies = [
        {
            "metric": "first-reply",
            "customer": customer,
            "facets": {"fare": "flex"},
            "wording": "You will hear from us by Monday noon; this is number @.",
        }
        for customer in server.customers
    ]
    return Orders(
        port=server.port,
        path=path,
        headers=server.headers,
        bodies=list(map(json.dumps, bodies)),
        seconds=SECONDS,
    )


def _rate(engine: str, ratio: float, rate: float) -> Figure:
    return Figure(
        what=f"{NAMES[engine]}: promises made, against a bare view that inserts one row",
        measured=f"{ratio:.0%} of its rate ({rate:,.0f}/s)",
        target="at least 40 %",
        met=ratio >= 0.4,
    )


def _waits(engine: str, rate: float, half: Seen) -> Figure:
    return Figure(
        what=f"{NAMES[engine]}: a promise made at half load ({rate / 2:,.0f}/s), p99",
        measured=f"{half.p99_ms:.1f} ms (median {half.p50_ms:.1f} ms)",
        target="under 50 ms",
        met=half.p99_ms < 50,
    )
