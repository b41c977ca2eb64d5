"""A receiver on this machine that answers as it is told, and keeps what it gets."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from unittest.mock import patch

from standardwebhooks import webhooks as library

from lab.listener import head_of, listening

#: What to do with a request, given its id and how often it came before.
Plan = Callable[[str, int], str | bytes]

STATUS = {
    "ok": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone",
    "error": b"HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nno",
    "redirect": b"HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
    "gone": b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",
    "busy": b"HTTP/1.1 429 Slow\r\nRetry-After: 7200\r\nContent-Length: 0\r\n\r\n",
    "brief": b"HTTP/1.1 429 Slow\r\nRetry-After: 20\r\nContent-Length: 0\r\n\r\n",
    "away": b"HTTP/1.1 503 Away\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n",
    #: Taken, but the answer breaks off.
    "cut": b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nhalf",
}


@dataclass(frozen=True)
class Got:
    """One request."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The id of its message."""
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """What came."""

    port: int = 0
    got: list[Got] = field(default_factory=list)
    #: When each of them came, by the clock on the wall.
    came_at: list[float] = field(default_factory=list)

    def url(self, path: str = "/hook") -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}{path}"

    def ids(self) -> list[str]:
        """The ids that came, in order."""
        return [each.id for each in self.got]


def always(kind: str) -> Plan:
    """The same each time."""
    return lambda _id, _times: kind


@contextmanager
def receiving(plan: Plan) -> Iterator[Receiver]:
    """Receive until the block ends."""
    receiver = Receiver()
    came: dict[str, int] = {}

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        got = await _request(reader)
        receiver.got.append(got)
        receiver.came_at.append(time.time())
        times = came[got.id] = came.get(got.id, -1) + 1
        await _answer(plan(got.id, times), writer)

    with listening(act) as listener:
        receiver.port = listener.port
        yield receiver


async def _request(reader: asyncio.StreamReader) -> Got:
    head = (await head_of(reader)).decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
    kept = {line.split(": ", 1)[0].lower(): line.split(": ", 1)[1] for line in head[1:] if line}
    body = await reader.readexactly(int(headers["content-length"]))
    return Got(head[0].split(" ")[1], kept, body)


async def _answer(kind: str | bytes, writer: asyncio.StreamWriter) -> None:
    if kind == "hang":
        await asyncio.sleep(60)
    elif kind == "reset":
        writer.transport.abort()
    elif kind == "slow":
        writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(0.02)
    else:
        writer.write(kind if isinstance(kind, bytes) else STATUS[kind])
        await writer.drain()
        if kind == "cut":
            writer.transport.abort()


def verified(got: Got, secret: str) -> object:
    """What the reference library reads, at the instant at which the request says it was sent.

    Raises:
        WebhookVerificationError: it is not signed with this secret.
    """
    sent = int(got.headers["webhook-timestamp"])

    class Then(datetime):
        """The library asks the clock; here it is then."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Then":
            return cls.fromtimestamp(sent, tz)

    with patch.object(library, "datetime", Then):
        return library.Webhook(secret).verify(got.body, dict(got.headers))
