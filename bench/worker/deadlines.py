"""Deadlines: many promises are pending, and very many fall due at once.

`python -m bench.worker.deadlines sqlite 10000000 100000` measures on one engine, with so many
pending and so many due at once, and prints the figures as JSON.
"""

import json
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import django
import numpy as np

from bench.ledger.engines import ENGINES, place
from bench.ledger.serving import ROOT
from bench.measure import Figure

#: Of `make bench`; the figures of the full size are in the guide of the worker.
PENDING, DUE = 1_000_000, 100_000
#: Of a steady day: so many fall due each second, for so many seconds.
STEADY, SECONDS = 100, 30
POLLS = 1_000


def figures() -> list[Figure]:
    """For each engine: how many are marked a second, an empty look, the lag, the memory."""
    return [figure for engine in ENGINES for figure in _figures(engine, measured(engine))]


def measured(engine: str, pending: int = PENDING, due: int = DUE) -> dict[str, float]:
    """What a process of its own measures."""
    with place(engine) as at:
        command = [sys.executable, "-m", "bench.worker.deadlines", engine, str(pending), str(due)]
        done = subprocess.run(
            [*command, "here"], env=at.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _figures(engine: str, found: dict[str, float]) -> list[Figure]:
    from bench.ledger.requests import NAMES

    name = NAMES[engine]
    pending = f"{found['pending']:,.0f} pending"
    return [
        Figure(
            what=f"{name}: promises marked, {found['due']:,.0f} due at once, {pending}",
            measured=f"{found['rate']:,.0f}/s, {found['marked']:,.0f} entries",
            target="each once, at least 1,000/s",
            met=found["marked"] == found["due"] and found["rate"] >= 1_000,
        ),
        Figure(
            what=f"{name}: a look at what is due, where nothing is, {pending}, p99",
            measured=f"{found['poll_ms']:.2f} ms",
            target="at most 5 ms",
            met=found["poll_ms"] <= 5,
        ),
        Figure(
            what=f"{name}: from the deadline to its entry, {STEADY} due each second, p99",
            measured=f"{found['lag_s']:.2f} s",
            target="at most 5 s",
            met=found["lag_s"] <= 5,
        ),
        Figure(
            what=f"{name}: memory of the worker meanwhile",
            measured=f"{found['memory_mb']:,.0f} MB",
            target="at most 300 MB",
            met=found["memory_mb"] <= 300,
        ),
    ]


def main() -> None:
    """Measure one engine; in a place of its own, unless the environment names one."""
    engine, pending, due = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if "here" in sys.argv:
        django.setup()
        found = _measure(pending, due)
    else:
        found = measured(engine, pending, due)
    json.dump(found, sys.stdout)


def _measure(pending: int, due: int) -> dict[str, float]:
    from django.db import connection

    from bench.ledger.company import set_up
    from bench.worker.filling import fill_due, fill_pending
    from troth_web.ledger import current_store

    _, customers = set_up()
    store, now = current_store(), datetime.now(UTC)
    yesterday = now - timedelta(days=1)
    fill_due(store, customers, [yesterday + timedelta(milliseconds=n) for n in range(due)])
    fill_pending(connection, customers[0], pending, now)
    poll_ms = _polls(store, yesterday - timedelta(days=9))
    busy = time.process_time()
    seconds = _marked(store)
    busy = time.process_time() - busy
    lag_s = _steady(store, customers)
    return {
        "pending": pending,
        "due": due,
        "marked": _count(yesterday - timedelta(days=1), now),
        "rate": due / seconds,
        # Of one core, whatever else the machine does.
        "rate_of_a_core": due / busy,
        "poll_ms": poll_ms,
        "lag_s": lag_s,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _polls(store: Any, at: datetime) -> float:
    from troth_web.worker.deadlines import wake

    now, took = _turn(store, at), []
    for _ in range(POLLS):
        since = time.perf_counter()
        assert wake(now) == 0
        took.append(time.perf_counter() - since)
    return float(np.percentile(took, 99)) * 1000


def _marked(store: Any) -> float:
    """Seconds until all that is due is marked."""
    from troth_web.worker.deadlines import wake

    now, since = _turn(store, datetime.now(UTC)), time.perf_counter()
    while wake(now):
        pass
    return time.perf_counter() - since


def _steady(store: Any, customers: list[str]) -> float:
    """The lag of entries behind their deadlines while the worker runs, in seconds; p99."""
    from bench.worker.filling import fill_due
    from troth_web.worker.leases import release_all
    from troth_web.worker.loop import Worker
    from troth_web.worker.rounds import ROUNDS

    begin = datetime.now(UTC) + timedelta(seconds=20)
    dues = [begin + timedelta(seconds=n / STEADY) for n in range(STEADY * SECONDS)]
    fill_due(store, customers, dues)
    release_all()
    worker = Worker(store, [each for each in ROUNDS if each.name in {"deadlines", "dispatch"}])
    worker.start()
    time.sleep(max(0.0, (dues[-1] - datetime.now(UTC)).total_seconds()) + 6)
    worker.stop()
    lags = _lags(begin)
    assert len(lags) == len(dues), f"{len(lags)} of {len(dues)}"
    return float(np.percentile(lags, 99))


def _lags(since: datetime) -> list[float]:
    from troth.promises.hashing import instant
    from troth_web.ledger.models import LedgerEntry

    broken = LedgerEntry.objects.filter(type="promise.broken", at__gte=instant(since))
    return [
        (datetime.fromisoformat(recorded) - datetime.fromisoformat(at)).total_seconds()
        for at, recorded in broken.values_list("at", "recorded_at")
    ]


def _count(since: datetime, until: datetime) -> int:
    from troth.promises.hashing import instant
    from troth_web.ledger.models import LedgerEntry

    broken = LedgerEntry.objects.filter(type="promise.broken")
    return broken.filter(at__gte=instant(since), at__lt=instant(until)).count()


def _turn(store: Any, at: datetime) -> Any:
    from troth_web.worker.leases import release_all, take
    from troth_web.worker.turn import Turn

    release_all()
    lease = take("deadlines", "bench", at, timedelta(hours=9))
    assert lease is not None
    return Turn(at, store, lease)


if __name__ == "__main__":
    main()
