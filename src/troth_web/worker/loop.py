"""The loop: every round in a thread of its own, until the worker is told to stop."""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import close_old_connections, connections

from troth_web import clock, telemetry
from troth_web.ledger.store import SqlStore
from troth_web.worker.beats import beat
from troth_web.worker.leases import (
    Lease,
    LostLeaseError,
    release,
    release_all,
    renew,
    shared_now,
    take,
)
from troth_web.worker.round import LEASE, Round
from troth_web.worker.turn import Turn

log = logging.getLogger("troth.worker")

#: How often a round that goes well says so, and keeps its lease.
BEAT = timedelta(seconds=10)
#: How long a round that failed waits at least.
PATIENCE = timedelta(seconds=1)


class Runner:
    """One round of one worker."""

    def __init__(
        self,
        round_: Round,
        store: SqlStore,
        holder: str,
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        """A round that has not begun.

        Args:
            round_: what it does.
            store: what it works on.
            holder: who holds its lease.
            passed: seconds that never jump.
        """
        self.round = round_
        self.store = store
        self.holder = holder
        self.lease: Lease | None = None
        self._passed = passed
        #: What was done since the last beat.
        self._done = 0
        self._kept_at = self._beat_at = self._due_at = float("-inf")
        self._acts_since: float | None = None

    def once(self) -> int:
        """Do one batch, where this worker is the one that acts; how many things were done.

        Raises:
            LostLeaseError: another worker took over meanwhile.
        """
        lease = self._held()
        if lease is None:
            return 0
        done = self._acted(Turn(clock.now(), self.store, lease))
        self._done += done
        if self._passed() - self._beat_at >= BEAT.total_seconds():
            beat(self.round.name, shared_now(self.store.using), self._done, self.store.using)
            self._done, self._beat_at = 0, self._passed()
        return done

    def _acted(self, turn: Turn) -> int:
        begun = time.perf_counter()
        self._acts_since = self._passed()
        try:
            with telemetry.span(f"round {self.round.name}", round=self.round.name):
                done = self.round.act(turn)
        finally:
            self._acts_since = None
        if done:
            ms = round((time.perf_counter() - begun) * 1000, 1)
            log.info("round", extra={"round": self.round.name, "done": done, "ms": ms})
        return done

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop."""
        while not stop.is_set():
            wait = min(self.round.every, BEAT)
            try:
                close_old_connections()
                if self._passed() < self._due_at:
                    self._held()
                elif self.once():
                    continue
                elif self.lease:
                    self._due_at = self._passed() + self.round.every.total_seconds()
            except LostLeaseError as lost:
                self.lease = None
                log.warning("%s", lost)
            except Exception:
                log.exception("the round %s failed", self.round.name)
                wait = max(wait, PATIENCE)
            stop.wait(wait.total_seconds())
        self._let_go()

    def keep(self) -> None:
        """From another thread: keep the lease while a batch takes long, until it takes too long."""
        lease, since = self.lease, self._acts_since
        if lease is None or since is None or self.round.longest <= LEASE:
            return
        if self._passed() - since <= self.round.longest.total_seconds():
            at = shared_now(lease.using)
            if renew(lease, at, LEASE):
                beat(self.round.name, at, 0, lease.using)

    def _held(self) -> Lease | None:
        if self.lease and self._passed() - self._kept_at < BEAT.total_seconds():
            return self.lease
        using, at = self.store.using, shared_now(self.store.using)
        if self.lease is None or not renew(self.lease, at, LEASE):
            self.lease = take(self.round.name, self.holder, at, LEASE, using)
        self._kept_at = self._passed()
        return self.lease

    def _let_go(self) -> None:
        try:
            if self.lease:
                release(self.lease)
        except Exception:
            log.exception("the lease of %s could not be let go", self.round.name)
        finally:
            connections.close_all()


class Worker:
    """All rounds, each in a thread, and one thread that keeps their leases."""

    def __init__(self, store: SqlStore, rounds: Sequence[Round], *, alone: bool = False) -> None:
        """A worker.

        Args:
            store: what it works on.
            rounds: what it does.
            alone: whether no other worker can live, as on SQLite: it need not wait for leases.
        """
        if alone:
            release_all(store.using)
        self._stop = threading.Event()
        name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._runners = [Runner(each, store, name) for each in rounds]
        self._threads = [
            threading.Thread(target=self._keep, name="leases", daemon=True),
            *(
                threading.Thread(
                    target=each.run, args=(self._stop,), name=each.round.name, daemon=True
                )
                for each in self._runners
            ),
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 20) -> None:
        """Let each round end its batch, and wait so long for all of them."""
        self._stop.set()
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _keep(self) -> None:
        """Keep the leases of batches that take long."""
        while not self._stop.wait(BEAT.total_seconds()):
            try:
                close_old_connections()
                for each in self._runners:
                    each.keep()
            except Exception:
                log.exception("leases could not be kept")
        connections.close_all()
