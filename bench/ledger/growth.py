"""How cost grows with the journal: the same questions at 10,000 to 10,000,000 entries.

`python -m bench.ledger.growth SIZE...` measures where the environment says, fills up to each size
in turn, and prints figures as JSON lines. With `--from SIZE` so many entries are there already.
With `--verify` it only verifies what is there: the median of three.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import django

#: Of each question, so many times.
TIMES = 60
#: Promises of whole entries, made by operations, among those that fill the tables.
REAL = 200


def main() -> None:
    """Fill and ask, size by size."""
    django.setup()
    from django.db import connection

    from bench.ledger.company import set_up
    from bench.ledger.filler import fill
    from troth_web.ledger import current_store

    if sys.argv[1] == "--verify":
        print(json.dumps({"verify_per_second": statistics.median(_verified() for _ in range(3))}))
        return
    sizes = list(map(int, sys.argv[1:])) if sys.argv[1] != "--from" else []
    filled = 0
    if not sizes:
        filled, *sizes = map(int, sys.argv[2:])
    customers = list(current_store().subjects("customer", limit=1_000).items) if filled else []
    customers = sorted(customers or set_up()[1])
    parts = current_store().parts()
    with connection.cursor() as cursor:
        keys = parts.keys.find(cursor, parts.engine, customers)
    for size in sizes:
        fill(connection, keys, filled // 2, (size - filled) // 2)
        filled = size
        _settle(connection)
        print(json.dumps({"entries": size, **_asked(customers)}), flush=True)


def _settle(connection: Any) -> None:
    """Let the engine know how large its tables are, as it does by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _asked(customers: list[str]) -> dict[str, float]:
    from troth.promises.store import PromiseFilter
    from troth_web.ledger import current_store

    store = current_store()
    now = datetime.now(UTC)
    made = _made(customers, now)
    ids = iter([promise for promise, _ in made] * 2)
    wanted = iter(customers[:TIMES])
    figures = {
        "make_ms": 1000 * statistics.median(seconds for _, seconds in made),
        "promise_ms": _median(lambda: store.promise(next(ids))),
        "customer_list_ms": _median(
            lambda: store.promises(PromiseFilter(customer=next(wanted)), limit=50)
        ),
        "latest_list_ms": _median(lambda: store.promises(PromiseFilter(), limit=50)),
        "feed_page_ms": _median(lambda: store.feed(None, 100)),
    }
    figures["verify_per_second"] = _verified()
    figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def _verified() -> float:
    """Entries verified a second, projections and sealed parts among what is looked at."""
    from troth_web.ledger import current_store
    from troth_web.ledger.verify import verify

    begun = time.perf_counter()
    report = verify(current_store())
    if not report.holds:
        raise RuntimeError(str(report))
    return report.entries / (time.perf_counter() - begun)


def _made(customers: list[str], now: datetime) -> list[tuple[str, float]]:
    from troth import operations
    from troth.promises.parties import Actor, ActorKind
    from troth_web.ledger import current_store

    store, actor = current_store(), Actor(ActorKind.PERSON, "bench", "admin")
    found = []
    for number in range(REAL):
        wanted = operations.Make(
            metric="first-reply",
            customer=customers[number],
            facets={"fare": "flex"},
            wording="By tomorrow noon.",
        )
        begun = time.perf_counter()
        promise = store.write(
            partial(operations.make, wanted=wanted),
            actor=actor,
            at=now + timedelta(milliseconds=number),
            key=f"growth-{time.time_ns()}",
        )
        found.append((promise.id, time.perf_counter() - begun))
    return found


def _median(ask: Callable[[], object]) -> float:
    """Milliseconds of the median of several."""
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        took.append(time.perf_counter() - begun)
    return 1000 * statistics.median(took)


if __name__ == "__main__":
    main()
