"""Looking up the addresses of a name, once for each call."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import ip_address

from troth_web.outbound.addresses import Address
from troth_web.outbound.errors import NO_NAME, UnreachableError

Resolver = Callable[[str, int], Awaitable[Sequence[Address]]]


async def resolve(host: str, port: int) -> Sequence[Address]:
    """The addresses of a name, as this machine's resolver knows them, in its order.

    The resolver may hang; then its thread is left behind, and nobody waits for it.

    Raises:
        UnreachableError: there is no such name, or nobody knows.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[Address]] = loop.create_future()

    def look() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = [ip_address(str(info[4][0])) for info in found]
            tell(lambda: answer.set_result(list(dict.fromkeys(addresses))))
        except (OSError, ValueError, UnicodeError):
            sentence = NO_NAME.of(name=repr(host))
            tell(lambda: answer.set_exception(UnreachableError(sentence)))

    def tell(act: Callable[[], None]) -> None:
        try:
            loop.call_soon_threadsafe(lambda: None if answer.done() else act())
        except RuntimeError:
            # The loop is closed: whoever asked has given up.
            return

    threading.Thread(target=look, name=f"look-up {host}", daemon=True).start()
    return await answer
