"""How fast troth's clock is, next to other clocks that know the same office."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from bench import clock_peers, clock_picture
from bench.clock_compare import Compared, Way, compare, compiled
from bench.clock_workload import Workload, aware, durations, office, rows
from bench.measure import Figure
from troth.clock import kernel

MANY = 1_000_000


def figures() -> Iterator[Figure]:
    """Columns, single calls, and the picture."""
    load = rows(MANY)
    yield from _columns(load)
    yield from _slow_peers(load)
    yield from _single(Workload(*(column[:5_000] for column in load)))
    clock_picture.write()


def _columns(load: Workload) -> Iterator[Figure]:
    calendar, peer = office(), clock_peers.workclock()
    due = Way(lambda: calendar.due_many(load.starts, load.after), MANY)
    elapsed = Way(lambda: calendar.elapsed_many(load.starts, load.ends), MANY)
    add = Way(lambda: peer.add_many(load.starts, load.after), MANY)
    between = Way(lambda: peer.between_many(load.starts, load.ends), MANY)
    out = np.empty(MANY, np.int64)
    bound = Way(lambda: np.add(load.starts.view("i8"), load.after.view("i8"), out=out), MANY)
    with compiled("off"):
        yield _against("`due_many`, numpy alone", "workclock `add_many`", compare(due, add), 150)
        found = compare(elapsed, between)
        yield _against("`elapsed_many`, numpy alone", "workclock `between_many`", found, 200)
    if not kernel.is_installed():
        return
    with compiled("on"):
        yield _against("`due_many`, compiled", "workclock `add_many`", compare(due, add), 400)
        found = compare(elapsed, between)
        yield _against("`elapsed_many`, compiled", "workclock `between_many`", found, 400)
        found = compare(bound, due)
        yield Figure(
            what="bound of memory: `out = a + b` against `due_many`, compiled",
            measured=f"{found.rate / 1e6:,.0f} M rows/s, {found.ratio:.1f} times that",
            target="none, the distance",
            met=True,
        )


def _slow_peers(load: Workload) -> Iterator[Figure]:
    calendar = office()
    due = Way(lambda: calendar.due_many(load.starts, load.after), MANY)
    elapsed = Way(lambda: calendar.elapsed_many(load.starts, load.ends), MANY)
    peers = (
        ("timegrid, compiled", elapsed, clock_peers.timegrid_elapsed, 20_000, 65),
        ("business-duration", elapsed, clock_peers.business_duration_elapsed, 500, 9_000),
        ("businesstimedelta", due, clock_peers.businesstimedelta_due, 100, 85_000),
        ("pandas CustomBusinessHour", due, clock_peers.pandas_due, 1_000, 5_000),
    )
    with compiled("off"):
        for name, own, peer, count, target in peers:
            fewer = Workload(*(column[:count] for column in load))
            found = compare(own, Way(peer(fewer), count), rounds=3)
            what = "`due_many`" if own is due else "`elapsed_many`"
            yield _against(f"{what}, numpy alone", name, found, target)


def _single(load: Workload) -> Iterator[Figure]:
    calendar, peer = office(), clock_peers.workclock()
    starts, after, ends = aware(load.starts), durations(load.after), aware(load.ends)

    def one_by_one(answer: Callable[..., object], other: list[Any]) -> Way:
        return Way(clock_peers.each(answer, starts, other), len(starts))

    due = compare(one_by_one(calendar.due, after), one_by_one(peer.add, after), rounds=15)
    yield _against("`due`, one by one", "workclock `add`", due, 2.5)
    elapsed = compare(one_by_one(calendar.elapsed, ends), one_by_one(peer.between, ends), rounds=15)
    yield _against("`elapsed`, one by one", "workclock `between`", elapsed, 2.5)


def _against(what: str, other: str, found: Compared, target: float) -> Figure:
    rated = f"{found.rate / 1e6:,.0f} M" if found.rate > 1e6 else f"{found.rate / 1e3:,.0f} k"
    return Figure(
        what=f"{what}, against {other}",
        measured=f"{found.ratio:,.{1 if found.ratio < 10 else 0}f} times ({rated} rows/s)",
        target=f"at least {target:,} times",
        met=found.ratio >= target,
    )
