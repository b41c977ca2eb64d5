"""Writers: clients that ask for one write after another, and know which answers they still owe."""

import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from lab.asking import Caller, NoAnswerError, Reply
from lab.oracle import Ack, Oracle
from lab.server import Server

#: Of so many writes on a promise the last one keeps it; then the writer makes another.
STEPS = 6


@dataclass
class Asked:
    """A request whose answer is not known yet; it is asked again with the same key."""

    key: str
    path: str
    body: dict[str, Any]
    at: float


@dataclass
class Writer:
    """One client. Every write it asks for leaves one entry, by an idempotency key of its own."""

    name: str
    oracle: Oracle
    luck: random.Random
    #: The request without an answer.
    owed: Asked | None = None
    #: How many answers came, and how many of these to a request that had been done before.
    answered: int = 0
    repeated: int = 0
    #: Answers that were neither done nor "not now, try again".
    wrong: list[str] = field(default_factory=list)
    #: Refusals by their status, such as 503.
    refused: dict[int, int] = field(default_factory=dict)
    #: Seconds that each answer took.
    seconds: list[float] = field(default_factory=list)
    _promise: str | None = None
    _steps: int = 0
    _count: int = 0

    def write(self, caller: Caller) -> Reply | None:
        """Ask for what is owed, or for the next thing; the answer, if one came."""
        asked = self.owed = self.owed or self._next()
        begun = time.monotonic()
        try:
            reply = caller.post(asked.path, asked.body, asked.key)
        except NoAnswerError:
            return None
        self.seconds.append(time.monotonic() - begun)
        if reply.done:
            self._heard(asked, reply)
        elif reply.status in {429, 503, 507}:
            self.refused[reply.status] = self.refused.get(reply.status, 0) + 1
        else:
            self.wrong.append(f"{asked.path}: {reply.status} {str(reply.body)[:300]}")
            self.owed = None
        return reply

    def _heard(self, asked: Asked, reply: Reply) -> None:
        subject, sequence = reply.body["id"], reply.body["sequence"]
        self.oracle.heard(
            Ack(key=asked.key, subject=subject, sequence=sequence, at=time.time(), asked=asked.at)
        )
        self.owed = None
        self.answered += 1
        self.repeated += reply.headers.get("idempotent-replayed") == "true"
        self._promise = subject
        self._steps = (self._steps + 1) % STEPS

    def _next(self) -> Asked:
        self._count += 1
        key = f"{self.name}-{self._count}"
        if self._steps == 0 or self._promise is None:
            body = {"metric": "first-reply", "promisee": "team:billing", "wording": self._words()}
            return Asked(key, "/promises", body, time.time())
        if self._steps == STEPS - 1:
            return Asked(key, f"/promises/{self._promise}/keep", {}, time.time())
        told = {"says": self._words()}
        return Asked(key, f"/promises/{self._promise}/tell", told, time.time())

    def _words(self) -> str:
        return f"we are on it, {self.luck.randint(1, 10**9)}"


class Crowd:
    """Several writers at once, until they are told to stop or the server is gone."""

    def __init__(self, count: int, oracle: Oracle, name: str, luck: random.Random) -> None:
        self.writers = [
            Writer(f"{name}-{number}", oracle, random.Random(luck.random()))
            for number in range(count)
        ]
        self.heard_one = threading.Event()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def begin(self, server: Server, *, patient: bool = False, seconds: float = 30) -> None:
        """Let them write; the patient go on when no answer comes."""
        self.heard_one.clear()
        self._stop.clear()
        self._threads = [
            threading.Thread(target=self._work, args=(each, server, patient, seconds))
            for each in self.writers
        ]
        for thread in self._threads:
            thread.start()

    def _work(self, writer: Writer, server: Server, patient: bool, seconds: float) -> None:
        caller = server.caller(seconds)
        while not self._stop.is_set():
            reply = writer.write(caller)
            if reply is None and not patient:
                break
            if reply is not None and reply.done:
                self.heard_one.set()
            else:
                time.sleep(0.05)
        caller.close()

    def end(self) -> None:
        """Let each finish what it has asked, and no more."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def until(self, answers: int) -> None:
        """Wait until so many answers came, or nobody writes any more; then end."""
        while self.answered < answers and any(thread.is_alive() for thread in self._threads):
            time.sleep(0.02)
        self.end()

    def refusals(self, count: int, seconds: float) -> None:
        """Wait until there were so many refusals, but no longer than that."""
        end = time.monotonic() + seconds
        while sum(self.refused.values()) < count and time.monotonic() < end:
            time.sleep(0.05)

    def lost_it(self, seconds: float) -> bool:
        """Wait until no writer gets answers any more; whether it came to that."""
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0, end - time.monotonic()))
        gone = not any(thread.is_alive() for thread in self._threads)
        self.end()
        return gone

    def settle(self, server: Server) -> None:
        """Ask again for every write whose answer is not known, until it is."""
        caller = server.caller()
        for writer in self.writers:
            tries = 0
            while writer.owed is not None and tries < 100:
                if writer.write(caller) is None or writer.owed is not None:
                    time.sleep(0.1)
                tries += 1
        caller.close()

    @property
    def answered(self) -> int:
        """Answers in all."""
        return sum(writer.answered for writer in self.writers)

    @property
    def repeated(self) -> int:
        """Answers to requests that had been done, without anybody having heard of it."""
        return sum(writer.repeated for writer in self.writers)

    @property
    def wrong(self) -> list[str]:
        """Answers that nobody should get."""
        return [text for writer in self.writers for text in writer.wrong]

    @property
    def refused(self) -> dict[int, int]:
        """Refusals by their status."""
        statuses = {status for writer in self.writers for status in writer.refused}
        return {
            status: sum(writer.refused.get(status, 0) for writer in self.writers)
            for status in sorted(statuses)
        }
