"""The worker of a simulated process: its real rounds, run whenever one of them has something."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace

from django.db import connection

from lab.simulation.times import Times
from troth_web.jobs.running import Jobs
from troth_web.ledger.projection import microseconds
from troth_web.ledger.store import SqlStore
from troth_web.prepared import Written, prepared_update
from troth_web.webhooks.sending import Sender
from troth_web.worker.deadlines import Deadlines
from troth_web.worker.leases import LostLeaseError, release_all
from troth_web.worker.likelihoods import Likelihoods
from troth_web.worker.loop import Runner
from troth_web.worker.models import BeatRow
from troth_web.worker.rounds import ROUNDS
from troth_web.worker.turn import Turn
from troth_web.worker.watch import Watch

#: When each round has something to do, by the server's clock in us; 0 for at once.
_DUE = """
    select
        (select min(wakes_us) from ledger_promise where wakes_us is not null),
        (select 0 from ledger_outbox limit 1),
        (select min(ready_us) from notices_line where message_id is null and ended_us is null),
        (select min({later}(next_us, leased_until_us)) from notices_message
            where state = 'pending'),
        (select min({later}(d.due_us, e.not_before_us)) from webhooks_delivery d
            join webhooks_endpoint e on e.id = d.endpoint_id
            where d.due_us is not null and e.disabled_us is null)
"""
_NAMES = ("deadlines", "dispatch", "notices", "notices-email", "webhooks")
#: Rounds that send, or prepare what is sent.
SENDING = frozenset({"dispatch", "notices", "notices-email", "webhooks"})
#: Rounds with nothing of their own to wait for.
NOW_AND_THEN = ("recount", "likelihoods", "nightly", "jobs", "deadlines", "notices", "tidy")
#: So often a round may find something at one instant.
_MOST = 300


@prepared_update
def _beats(at_us: int) -> Written:
    rows = BeatRow.objects.filter(name__in=("deadlines", "notices"), at_us__lt=at_us)
    return rows, {"at_us": at_us}


class Hands:
    """All rounds of one process, from its beginning to its end."""

    def __init__(self, store: SqlStore, times: Times, number: int, *, alone: bool) -> None:
        """A worker that begins.

        Args:
            store: what it works on.
            times: what time it is.
            number: which life of the process it is.
            alone: whether no other worker can live, as on SQLite.
        """
        if alone:
            release_all()
        self._times = times
        self._due = _DUE.format(later="max" if connection.vendor == "sqlite" else "greatest")
        self._loop = asyncio.new_event_loop()
        sender = Sender(loop=self._loop)

        def webhooks(turn: Turn) -> int:
            self._let_fly(sender)
            return sender.act(turn)

        own: dict[str, Callable[[Turn], int]] = {
            "deadlines": Deadlines(Watch(times.passed)),
            "likelihoods": Likelihoods(Watch(times.passed)),
            "jobs": Jobs(),
            "webhooks": webhooks,
        }
        self._runners = {
            each.name: Runner(
                replace(each, act=own.get(each.name, each.act)),
                store,
                f"lab:{number}",
                times.passed,
            )
            for each in ROUNDS
        }
        #: What rounds raised.
        self.failed: list[tuple[str, Exception]] = []

    def due(self) -> dict[str, int]:
        """When each round has something to do, by the server's clock."""
        with connection.cursor() as cursor:
            cursor.execute(self._due)
            found = zip(_NAMES, cursor.fetchone(), strict=True)
            return {name: us for name, us in found if us is not None}

    def act(self, name: str) -> int:
        """Let a round act until it finds nothing; how many things it did."""
        runner, done = self._runners[name], 0
        try:
            for _ in range(_MOST):
                now = runner.once()
                if not now:
                    return done
                done += now
        except LostLeaseError:
            runner.lease = None
        except Exception as error:  # noqa: BLE001 - the loop goes on after any, and so do we
            self.failed.append((name, error))
        else:
            self.failed.append((name, RuntimeError(f"{name} never comes to an end")))
        return done

    def beat(self) -> None:
        """What rounds with nothing to do said until now: that they live."""
        at_us = microseconds(self._times.now) - 5_000_000
        _beats.run(at_us)

    def end(self) -> None:
        """The process dies; whatever was under way is gone."""
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        with contextlib.suppress(RuntimeError):
            self._loop.close()

    def _let_fly(self, sender: Sender) -> None:
        if not sender.busy:
            return
        self._loop.run_until_complete(asyncio.sleep(0))
        while asyncio.all_tasks(self._loop):
            self._loop.run_until_complete(asyncio.sleep(0))
