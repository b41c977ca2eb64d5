"""Processes that write and read the ledger directly, without the server between.

`python -m lab.workers contend|delay|read ...`; each prints one JSON object when it is done.
"""

import json
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

from troth.promises import COMPANY, Actor, ActorKind, Draft, EntryType
from troth.promises.ids import new_id
from troth.promises.store import Work

BOSS = Actor(ActorKind.PERSON, "lab", "manager")
WRITER = Actor(ActorKind.SERVICE, "lab")


def contend(threads: str, seconds: str, seed: str, promises: str) -> dict[str, Any]:
    """Tell something about promises that others write about too, as fast as it goes."""
    from troth.operations import Tell, tell
    from troth_web.ledger import current_store

    subjects = promises.split(",")
    end = time.monotonic() + float(seconds)
    took: list[float] = []
    errors: list[str] = []

    def work(luck: random.Random) -> None:
        store = current_store()
        while time.monotonic() < end:
            subject = luck.choice(subjects)
            begun = time.monotonic()
            try:
                store.write(
                    lambda work: tell(work, subject, Tell(says="soon")),  # noqa: B023 - done at once
                    actor=WRITER,
                    at=datetime.now(UTC),
                )
            except Exception as error:  # noqa: BLE001 - whatever a client would see is counted
                errors.append(repr(error))
            took.append(time.monotonic() - begun)

    _together(int(threads), int(seed), work)
    return {"took": took, "errors": errors}


def delay(threads: str, entries: str, seed: str, milliseconds: str) -> dict[str, Any]:
    """Write entries five at a time, and hold each transaction open for a random while."""
    from troth_web.ledger import current_store

    turns = int(entries) // int(threads) // 5
    shared = [new_id(datetime.now(UTC)) for _ in range(20)]

    def work(luck: random.Random) -> None:
        store = current_store()
        for _ in range(turns):
            at = datetime.now(UTC)
            drafts = [_note(luck.choice(shared), at) for _ in range(5)]
            pause = luck.uniform(0, float(milliseconds) / 1000)
            # Retried where somebody else began the same subject.
            store.write(lambda work: _slowly(work, drafts, pause), actor=WRITER, at=at)  # noqa: B023

    _together(int(threads), int(seed), work)
    return {"written": turns * int(threads) * 5}


def _slowly(work: Work, drafts: list[Draft], seconds: float) -> None:
    work.append(drafts)
    time.sleep(seconds)


def read(until: str, place: str) -> dict[str, Any]:
    """Follow the feed until a file appears and no more comes; what was seen goes to `place`."""
    from troth_web.ledger import current_store

    seen = 0
    with Path(place).open("w") as file:
        for entry in _followed(current_store(), Path(until)):
            file.write(f"{entry.id} {entry.subject} {entry.sequence}\n")
            seen += 1
    return {"seen": seen}


def both(threads: str, entries: str, seed: str, milliseconds: str, place: str) -> dict[str, Any]:
    """Write with delays and follow the feed in one process, as on SQLite."""
    until = Path(f"{place}.end")
    results: dict[str, Any] = {}
    reader = threading.Thread(target=lambda: results.update(read(str(until), place)))
    reader.start()
    results |= delay(threads, entries, seed, milliseconds)
    until.touch()
    reader.join()
    return results


def fill(entries: str, seed: str) -> dict[str, Any]:
    """Write so many entries of other customers, many at a time."""
    from troth.operations import AddCustomer, add, record_many
    from troth_web.ledger import current_store

    luck = random.Random(int(seed))
    at = datetime.now(UTC)
    store = current_store()
    with store.writing(actor=WRITER, at=at) as work:
        customers = [add(work, AddCustomer(name=f"Bob {n}")).id for n in range(100)]
    drafts = (_heard(luck.choice(customers), at) for _ in range(int(entries)))
    return {"written": record_many(store, drafts, actor=WRITER, at=at)}


def due(number: str, seconds: str, ahead: str = "0") -> dict[str, Any]:
    """Promises of eight hours that fall due evenly, from so many seconds ago to so many ahead."""
    from troth.promises.tzdata import version
    from troth_web.ledger import current_store

    store, now = current_store(), datetime.now(UTC)
    last = now + timedelta(seconds=float(ahead))
    step = timedelta(seconds=float(seconds) + float(ahead)) / int(number)
    for first in range(0, int(number), 1_000):
        drafts = [
            _promised(last - step * n, version())
            for n in range(first, min(first + 1_000, int(number)))
        ]
        with store.writing(actor=WRITER, at=now) as work:
            work.append(drafts)
    return {"promises": int(number)}


def open_and_kept(number: str) -> dict[str, Any]:
    """So many promises in business days that are open, and as many that were kept."""
    from troth.operations import Keep, Make, keep, make
    from troth_web.ledger import current_store

    store = current_store()
    wanted = Make(metric="first-reply", promisee="team:billing", term="within 20 business days")
    for first in range(0, int(number), 500):
        with store.writing(actor=BOSS, at=datetime.now(UTC)) as work:
            for _ in range(first, min(first + 500, int(number))):
                make(work, wanted)
                keep(work, make(work, wanted).id, Keep())
    return {"promises": 2 * int(number)}


def publish_calendars(*closed: str) -> dict[str, Any]:
    """An edition for each word: the dates, with `+` between, on which the office is closed."""
    from lab.founding import PLAYBOOK
    from troth.operations import Publish, publish
    from troth_web.ledger import current_store

    text = PLAYBOOK.read_text()
    hours = "    hours: Mo-Fr 09:00-17:00\n"
    for dates in closed:
        named = ", ".join(f"{date}: closed" for date in dates.split("+") if date != "-")
        extra = f"    exceptions: {{{named}}}\n" if named else ""
        with current_store().writing(actor=BOSS, at=datetime.now(UTC)) as work:
            publish(work, Publish(text=text.replace(hours, hours + extra)))
    return {"editions": len(closed)}


def tamper(count: str, entries: str, seed: str) -> dict[str, Any]:
    """Make a history of promises, then change it in every way; see `lab.trial.tampering_run`."""
    from lab.trial.tampering_run import tamper
    from troth.operations import Keep, Make, Tell, keep, make, tell
    from troth_web.ledger import current_store

    luck = random.Random(int(seed))
    store = current_store()
    for _ in range(int(entries) // 4):
        at = datetime.now(UTC)
        with store.writing(actor=WRITER, at=at) as work:
            wanted = Make(metric="first-reply", promisee="team:billing", wording="by tomorrow")
            promise = make(work, wanted).id
            for _ in range(luck.randint(1, 3)):
                tell(work, promise, Tell(says=f"soon, {luck.random()}"))
            keep(work, promise, Keep())
    return tamper(int(count), int(seed))


def _promised(due: datetime, tzdata: str) -> Draft:
    at = due - timedelta(hours=8)
    return Draft(
        type=EntryType.PROMISE_MADE,
        subject=new_id(at),
        at=at,
        payload={
            "promiser": "team:support",
            "promisee": "team:billing",
            "metric": "first-reply",
            "term": "within 8 hours",
            "calendar": "office",
            "due": due.isoformat(),
            "tzdata": tzdata,
            "holder": "team:support",
        },
        personal={"wording": "soon"},
        person=COMPANY,
        edition="edition-1",
    )


def _heard(customer: str, at: datetime) -> Draft:
    return Draft(
        type=EntryType.CUSTOMER_RECTIFIED,
        subject=customer,
        at=at,
        personal={"reason": "they said so"},
        person=customer,
    )


def _note(subject: str, at: datetime) -> Draft:
    personal = {"says": "soon"}
    return Draft(
        type=EntryType.MILESTONE_OPENED, subject=subject, at=at, personal=personal, person=COMPANY
    )


def _followed(store: Any, until: Path) -> Iterator[Any]:  # noqa: ANN401 - the store, once Django runs
    cursor = None
    while True:
        ended = until.exists()
        page = store.feed(cursor, 500)
        yield from page.items
        cursor = page.next
        if not page.items:
            if ended:
                return
            time.sleep(0.002)


def _together(count: int, seed: int, work: Callable[[random.Random], None]) -> None:
    threads = [
        threading.Thread(target=work, args=(random.Random(f"{seed}-{number}"),))
        for number in range(count)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


WORK: dict[str, Callable[..., dict[str, Any]]] = {
    work.__name__: work
    for work in (
        *(contend, delay, read, both, fill, tamper),
        *(due, open_and_kept, publish_calendars),
    )
}

if __name__ == "__main__":
    django.setup()
    print(json.dumps(WORK[sys.argv[1]](*sys.argv[2:])))
