"""The oracle: a file, outside of what is tortured, of every answer that a client got.

A line is on the disk before the client goes on. What stands here was acknowledged, and must be in
the journal ever after, once.
"""

import json
import os
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """An answer that a client got to a write."""

    #: The idempotency key of the request.
    key: str
    #: Id of what was written about.
    subject: str
    #: How many entries the subject had then.
    sequence: int
    #: Seconds since 1970 at which the answer was read.
    at: float
    #: Seconds since 1970 at which the request, or its first try, was sent.
    asked: float


class Oracle:
    """Safe for threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def heard(self, ack: Ack) -> None:
        """Write an answer down, and come back when it is on the disk."""
        line = json.dumps(asdict(ack)) + "\n"
        with self._turn:
            os.write(self._handle, line.encode())
            os.fsync(self._handle)

    def acks(self) -> list[Ack]:
        """All answers so far."""
        return read(self.path)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._handle)


def read(path: Path) -> list[Ack]:
    """The answers in an oracle's file."""
    return list(_acks(path.read_text().splitlines()))


def _acks(lines: Iterable[str]) -> Iterable[Ack]:
    return (Ack(**json.loads(line)) for line in lines)
