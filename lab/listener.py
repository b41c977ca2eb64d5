"""A server on this machine that answers as a test says, and remembers who came."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Act = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Listener:
    """What came."""

    port: int = 0
    connections: int = 0
    #: The head of each request.
    heads: list[bytes] = field(default_factory=list)


async def head_of(reader: asyncio.StreamReader) -> bytes:
    """The first line and the headers of a request."""
    return await reader.readuntil(b"\r\n\r\n")


@contextmanager
def listening(act: Act | bytes = OK, trust: ssl.SSLContext | None = None) -> Iterator[Listener]:
    """Listen on a free port until the block ends."""
    seen = Listener()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.connections += 1
        try:
            if isinstance(act, bytes):
                seen.heads.append(await head_of(reader))
                writer.write(act)
                await writer.drain()
            else:
                await act(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()

    with running() as loop:
        starting = asyncio.start_server(serve, "127.0.0.1", 0, ssl=trust)
        server = asyncio.run_coroutine_threadsafe(starting, loop).result(10)
        seen.port = server.sockets[0].getsockname()[1]
        try:
            yield seen
        finally:
            loop.call_soon_threadsafe(server.close)


@contextmanager
def running() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop in a thread of its own; what still runs in it at the end is ended."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(_end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end() -> None:
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    # What was closed has yet to let go of its sockets.
    for _ in range(3):
        await asyncio.sleep(0)
