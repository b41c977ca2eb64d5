"""T12: a calendar is edited, edited again and put back, and the recounting is killed half-way."""

import time
from datetime import UTC, datetime, timedelta

from lab.check import violations
from lab.outcome import Outcome
from lab.worker import WorkerProcess, asked, one, until
from lab.world import World

SECONDS = 60
#: Editions that close the office on a date, on another one too, then on none.
EDITS = 3


def edited(world: World, number: int, seed: int) -> Outcome:
    """So many open promises and as many that were kept."""
    del seed
    world.begin("lab.workers", "open_and_kept", str(number)).told()
    first = WorkerProcess(world)
    until(lambda: _place(world) == "edition-1", 60)
    first.stop()
    kept = _kept(world)
    world.begin("lab.workers", "publish_calendars", *_closed()).told()
    since = time.monotonic()
    WorkerProcess(world, {"LAB_CRASH": "after-recount:1"}).wait()
    worker = WorkerProcess(world)
    until(lambda: _place(world) == f"edition-{1 + EDITS}", 10 * SECONDS)
    seconds = time.monotonic() - since
    worker.stop()
    found = violations(world.database, copy=True) + _wrong(world, number)
    if _kept(world) != kept:
        found.append("promises that were kept have changed")
    if seconds > SECONDS:
        found.append(f"it took {seconds:.0f} s, more than {SECONDS} s")
    entries = one(world, "select count(*) from ledger_entry where type = 'promise.recounted'")
    figures = {"open": number, "kept": number, "entries": entries, "seconds": round(seconds, 1)}
    return Outcome(test="T12", engine=world.engine, figures=figures, violations=found)


def _closed() -> list[str]:
    """A Tuesday and a Wednesday within the twenty business days that are promised."""
    today = datetime.now(UTC).date()
    tuesday = today + timedelta(days=7 + (1 - today.weekday()) % 7)
    return [str(tuesday), f"{tuesday}+{tuesday + timedelta(days=1)}", "-"]


def _place(world: World) -> str:
    rows = asked(world, "select place from worker_beat where name = 'recount'")
    text = rows[0][0] if rows else ""
    done = '"after": ""' in text
    return text.partition('"edition": "')[2].partition('"')[0] if done else ""


def _kept(world: World) -> list[tuple[object, ...]]:
    return asked(
        world,
        "select subject, sequence, first_due from (select subject, sequence, falls_due_us as "
        "first_due from ledger_promise where clock = 'stopped') kept order by subject",
    )


def _wrong(world: World, number: int) -> list[str]:
    """Each open promise has one entry for each edition, and its date stands."""
    each = asked(
        world,
        "select subject, count(*) from ledger_entry where type = 'promise.recounted' "
        "group by subject",
    )
    found = [f"{len(each)} of {number} promises were recounted"] if len(each) != number else []
    odd = [subject for subject, times in each if times != EDITS]
    return [*found, f"{len(odd)} were not recounted {EDITS} times"] if odd else found
