"""A server on this machine that takes what channels send, and answers as a test says."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from lab.listener import head_of, listening


@dataclass
class Receiver:
    """What came."""

    url: str = ""
    answer: str = "200 OK"
    #: Headers beside the answer: `Retry-After: 120`.
    extra: str = ""
    bodies: list[bytes] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)

    @property
    def said(self) -> Any:  # noqa: ANN401 - JSON
        """The last body."""
        return json.loads(self.bodies[-1])

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one call."""
        lines = (await head_of(reader)).decode().split("\r\n")[1:]
        head = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        self.heads.append(head)
        self.bodies.append(await reader.readexactly(int(head["content-length"])))
        writer.write(f"HTTP/1.1 {self.answer}\r\n{self.extra}Content-Length: 0\r\n\r\n".encode())
        await writer.drain()


@contextmanager
def receiving(answer: str = "200 OK", extra: str = "") -> Iterator[Receiver]:
    """Listen until the block ends."""
    receiver = Receiver(answer=answer, extra=extra)
    with listening(receiver.serve) as seen:
        receiver.url = f"http://127.0.0.1:{seen.port}/hook"
        yield receiver
