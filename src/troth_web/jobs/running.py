"""The round `jobs`: what was asked for is done, one after the other.

It runs in a thread of its own while the round keeps its lease. Whoever takes the lease over knows
that nobody else is at a job, and begins what was left in the middle at once.
"""

import json
import logging
import threading
import time
from datetime import timedelta
from typing import Any

from django.db import connections, transaction
from django.utils import timezone
from django_q.brokers.orm import ORM
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from troth.promises.parties import Actor
from troth_web.crashpoints import crashpoint
from troth_web.jobs.kinds import Doing, kind_of
from troth_web.jobs.models import JobRow
from troth_web.ledger.projection import microseconds
from troth_web.worker.beats import beat
from troth_web.worker.leases import LostLeaseError, must_hold, renew, shared_now
from troth_web.worker.stuck import place_of_error
from troth_web.worker.turn import Turn

log = logging.getLogger("troth.jobs")

#: A job that failed so often is not tried again.
TRIES = 3
#: How long it waits after the first failure; twice as long after the second.
PATIENCE = timedelta(minutes=1)
#: The lease while a job runs, and how often it is renewed.
LASTING, OFTEN = timedelta(seconds=30), 5.0


class Jobs:
    """The round, with the lease under which it last looked."""

    def __init__(self) -> None:
        self._token = 0

    def __call__(self, turn: Turn) -> int:
        """Do the next job; how many were done."""
        if turn.lease.token != self._token:
            # What the one before was at when it ended.
            OrmQ.objects.filter(lock__gt=timezone.now()).update(lock=timezone.now())
            self._token = turn.lease.token
        for place, payload in ORM().dequeue() or ():
            _do(turn, place, SignedPackage.loads(payload)["args"][0])
            return 1
        return 0


def _do(turn: Turn, place: int, job_id: int) -> None:
    row = JobRow.objects.filter(pk=job_id, state__in=("waiting", "running")).first()
    if row is None:
        OrmQ.objects.filter(pk=place).delete()
        return
    _told(turn, row, state="running", begun_us=_now_us(turn), progress=None)
    try:
        result = _aside(turn, row)
    except LostLeaseError:
        raise
    except Exception as error:
        log.exception("the job %s failed", row.name)
        _failed(turn, place, row, error)
    else:
        crashpoint("after-job")
        _ended(turn, place, row, state="done", progress=1.0, result=json.dumps(result))


def _aside(turn: Turn, row: JobRow) -> Any:  # noqa: ANN401 - a JSON value
    """Do it in a thread, and keep the lease meanwhile."""
    came: list[Any] = []
    raised: list[BaseException] = []
    doing = Doing(turn.at, turn.store, turn.lease, Actor.parse(row.asked_by), Progress(turn, row))

    def act() -> None:
        try:
            came.append(kind_of(row.name).act(doing, json.loads(row.arguments)))
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody waits for it
            raised.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=act, name=f"job {row.name}", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(OFTEN)
        at = shared_now(turn.lease.using)
        if not renew(turn.lease, at, LASTING):
            raise LostLeaseError(turn.lease.name)
        beat(turn.lease.name, at, 0)
    if raised:
        raise raised[0]
    return came[0]


def _failed(turn: Turn, place: int, row: JobRow, error: BaseException) -> None:
    tries, why = row.tries + 1, place_of_error(error)
    if tries >= TRIES:
        _ended(turn, place, row, state="failed", tries=tries, why=why)
        return
    with transaction.atomic():
        must_hold(turn.lease)
        again = timezone.now() + PATIENCE * 2 ** (tries - 1)
        OrmQ.objects.filter(pk=place).update(lock=again)
        JobRow.objects.filter(pk=row.pk).update(state="waiting", tries=tries, why=why)


def _ended(turn: Turn, place: int, row: JobRow, **values: Any) -> None:
    with transaction.atomic():
        _told(turn, row, ended_us=_now_us(turn), arguments="", **values)
        OrmQ.objects.filter(pk=place).delete()


def _told(turn: Turn, row: JobRow, **values: Any) -> None:
    with transaction.atomic():
        must_hold(turn.lease)
        JobRow.objects.filter(pk=row.pk).update(**values)


def _now_us(turn: Turn) -> int:
    return microseconds(shared_now(turn.lease.using))


class Progress:
    """Writes down how much of a job is done, once a second."""

    def __init__(self, turn: Turn, row: JobRow) -> None:
        self._turn, self._row = turn, row
        self._next = 0.0

    def __call__(self, share: float) -> None:
        """So much is done, from 0 to 1.

        Raises:
            LostLeaseError: another worker does it now.
        """
        if time.monotonic() >= self._next:
            _told(self._turn, self._row, progress=share)
            self._next = time.monotonic() + 1.0
