"""Entries sent to receivers that do their worst, in one process with its own worker.

`python -m lab.hostile chaos|beside COUNT SEED`; each prints one JSON object when it is done.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import django
from standardwebhooks.webhooks import WebhookVerificationError

from lab.receiver import Got, Receiver, always, receiving, verified
from troth.promises import Actor, ActorKind, Draft, EntryType
from troth.promises.ids import new_id

WRITER = Actor(ActorKind.SERVICE, "lab")
#: What a receiver may do to a request before it takes it.
WORST = ("hang", "slow", "reset", "error", "redirect", "cut")
#: How it asks to be left alone, which stops everything that goes there, and how often it does.
REST, OFTEN = ("away", "brief"), 0.03
#: After so many times it does take it: the schedule has ten.
PATIENT = 4
#: Seconds that are waited for an answer here, in place of 15.
SECONDS = 0.25
BEGUN = datetime(2026, 12, 1, 9, tzinfo=UTC)
HANGING = 50


def chaos(count: str, seed: str) -> dict[str, Any]:
    """So many entries to a hostile endpoint, to one that never takes any, and to one that is gone.

    The clock is virtual: from one due to the next, so that the days of the schedule pass at once.
    """
    from troth_web.webhooks.models import Delivery

    luck = random.Random(int(seed))
    cut: set[str] = set()

    def hostile(message: str, times: int) -> str:
        if message in cut or times >= PATIENT or luck.random() < 0.4:
            return "ok"
        kind = luck.choice(REST if luck.random() < OFTEN else WORST)
        if kind == "cut":
            cut.add(message)
        return kind

    with receiving(hostile) as bad, receiving(always("error")) as never, _gone() as gone:
        secret = _endpoint(bad, "customer.rectified")
        _endpoint(never, "milestone.closed")
        _endpoint(gone, "milestone.opened")
        _write(int(count))
        began = time.monotonic()
        at = _run_out(BEGUN, timedelta(minutes=1))
        took = time.monotonic() - began
        _write(1, EntryType.MILESTONE_CLOSED)
        _write(1, EntryType.MILESTONE_OPENED)
        _run_out(at, timedelta())
    disabled = _entries("webhook.disabled")
    return {
        **_checked(bad.got, secret),
        "seconds": round(took, 1),
        "delivered": Delivery.objects.filter(state="delivered").count(),
        "waits off the schedule": _off_schedule(never.got),
        "tries of what nobody takes": len(never.got),
        "redirects followed": sum(got.path == "/elsewhere" for got in (*bad.got, *never.got)),
        "disabled, with an entry that names its owner": sum("owner" in each for each in disabled),
    }


def beside(count: str, seed: str) -> dict[str, Any]:  # noqa: ARG001 - nothing is left to chance
    """So many entries, ten a second, to a good endpoint beside fifty that hang, in real time."""
    from troth_web.ledger import current_store
    from troth_web.worker.loop import Worker
    from troth_web.worker.rounds import ROUNDS

    with receiving(always("ok")) as good, receiving(always("hang")) as bad:
        _endpoint(good, "customer.rectified")
        rounds = [each for each in ROUNDS if each.name in {"dispatch", "webhooks"}]
        worker = Worker(current_store(), rounds, alone=True)
        worker.start()
        alone = _late(good, max(10, int(count) // 5))
        for number in range(HANGING):
            _endpoint(bad, "customer.rectified", f"/{number}")
        late = _late(good, int(count))
        worker.stop()
    return {
        "hanging": len({got.path for got in bad.got}),
        "arrived": len(late),
        "p50": _share(late, 0.5),
        "p99": _share(late, 0.99),
        "p99 without those that hang": _share(alone, 0.99),
    }


def _late(good: Receiver, count: int) -> list[float]:
    """After how many seconds each of so many entries arrives, ten of them written a second."""
    written: dict[str, float] = {}
    for _ in range(count):
        began = time.time()
        written |= dict.fromkeys(_write(1), began)
        time.sleep(0.1)
    until = time.monotonic() + 60
    while not set(written) <= set(good.ids()) and time.monotonic() < until:
        time.sleep(0.05)
    came = {got.id: moment for got, moment in zip(good.got, good.came_at, strict=False)}
    return sorted(came[each] - written[each] for each in written if each in came)


def _share(late: list[float], share: float) -> float:
    return round(late[int(len(late) * share)], 2) if late else -1


@contextmanager
def _gone() -> Iterator[Receiver]:
    with receiving(always("gone")) as receiver:
        yield receiver


def _checked(got: list[Got], secret: str) -> dict[str, Any]:
    bad = 0
    for each in got:
        try:
            verified(each, secret)
        except WebhookVerificationError:
            bad += 1
    kept = {json.loads(each.body)["data"]["id"] == each.id for each in got}
    return {
        "requests": len(got),
        "ids": len({each.id for each in got}),
        "ids that are not the entry's": sum(not each for each in kept),
        "signatures refused": bad,
    }


def _off_schedule(got: list[Got]) -> int:
    """How many waits differ by more than a tenth from Standard Webhooks."""
    from troth_web.webhooks.schedule import WAITS

    sent = [int(each.headers["webhook-timestamp"]) for each in got]
    waits = [later - earlier for earlier, later in pairwise(sent)]
    wanted = [each.total_seconds() for each in WAITS[: len(waits)]]
    return (
        sum(abs(wait - want) > want / 10 + 1 for wait, want in zip(waits, wanted, strict=True))
        + len(WAITS)
        - len(waits)
    )


def _endpoint(receiver: Receiver, type: str, path: str = "/hook") -> str:
    """Add an endpoint of the administrator's; its secret."""
    from troth_web.ledger import current_store
    from troth_web.people.authentication import of_session
    from troth_web.people.models import Person
    from troth_web.webhooks.operations import add

    owner = Person.objects.get(role="admin")
    by = of_session(owner.pk)
    told = current_store().write(
        lambda work: add(work, by, url=receiver.url(path), types=[type], owner=str(owner.pk)),
        actor=by.actor,
        at=BEGUN,
    )
    return told.secret


def _write(count: int, type: EntryType = EntryType.CUSTOMER_RECTIFIED) -> list[str]:
    """So many entries, each about something else; their ids."""
    from troth_web.ledger import current_store

    ids: list[str] = []
    while len(ids) < count:
        drafts = [
            Draft(type=type, subject=new_id(BEGUN), at=BEGUN, payload={"note": number})
            for number in range(min(500, count - len(ids)))
        ]
        append: Callable[[Any], Any] = lambda work: work.append(drafts)  # noqa: B023, E731 - at once
        ids += [each.id for each in current_store().write(append, actor=WRITER, at=BEGUN)]
    return ids


def _run_out(at: datetime, step: timedelta) -> datetime:
    """Let the rounds act, and time pass from one due to the next, until nothing waits.

    Args:
        at: when it begins.
        step: how much time passes at least, so that many fall due at once.
    """
    from troth_web.ledger import current_store
    from troth_web.outbound import Client
    from troth_web.webhooks.sending import Sender
    from troth_web.worker.dispatch import dispatch
    from troth_web.worker.leases import release, take
    from troth_web.worker.turn import Turn

    store = current_store()
    sender = Sender(Client(local=True, seconds=SECONDS))
    leases = {name: take(name, "lab", at, timedelta(days=999)) for name in ("dispatch", "webhooks")}
    while True:
        turns = {name: Turn(at, store, lease) for name, lease in leases.items() if lease}
        while dispatch(turns["dispatch"]):
            pass
        while sender.act(turns["webhooks"]):
            pass
        later = _next_due(at)
        if later is None:
            break
        at = max(later, at + step)
    for turn in turns.values():
        release(turn.lease)
    return at


def _next_due(at: datetime) -> datetime | None:
    from django.db.models import Min
    from django.db.models.functions import Greatest

    from troth_web.ledger.projection import microseconds
    from troth_web.webhooks.models import Delivery

    waiting = Delivery.objects.filter(state="waiting", endpoint__disabled_us=None)
    when = Greatest("due_us", "endpoint__not_before_us")
    due = waiting.aggregate(due=Min(when))["due"]
    if due is None:
        return None
    return max(at, BEGUN + timedelta(microseconds=due - microseconds(BEGUN)))


def _entries(type: str) -> list[str]:
    from troth_web.ledger.models import LedgerEntry

    return list(LedgerEntry.objects.filter(type=type).values_list("payload", flat=True))


WORK = {work.__name__: work for work in (chaos, beside)}

if __name__ == "__main__":
    django.setup()
    print(json.dumps(WORK[sys.argv[1]](*sys.argv[2:])))
