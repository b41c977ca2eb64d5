"""Calls to addresses that somebody gave."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx
from django.conf import settings

from troth.said import Said
from troth_web.outbound.answer import Answer
from troth_web.outbound.errors import (
    BROKE_OFF,
    NO_ANSWER,
    NO_CONNECTION,
    TOO_LATE,
    UNTRUSTED,
    UnreachableError,
)
from troth_web.outbound.names import Resolver, resolve
from troth_web.outbound.transport import ENDS, Pinned, Proxied, trusted
from troth_web.outbound.urls import checked

#: Seconds that a call takes at most, by the clock on the wall: from looking up to the last byte.
SECONDS = 15.0
#: Bytes that are read of an answer.
MOST_BYTES = 64 * 1024
#: Packed answers could be bombs.
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "troth", "Connection": "close"}


@dataclass(frozen=True, kw_only=True)
class Client:
    """How calls are made. Keeps nothing between two calls, and may be shared by threads."""

    #: Whether this machine itself may be called.
    local: bool = False
    #: Whether any address may be called, by `http` too: never with one that others can write.
    inside: bool = False
    #: The address of an egress proxy that checks names in our place.
    proxy: str = ""
    seconds: float = SECONDS
    most_bytes: int = MOST_BYTES
    resolver: Resolver = resolve
    trust: ssl.SSLContext | None = None

    def checked(self, url: str) -> str:
        """The address, if it may be called as far as can be seen from it.

        Raises:
            RefusedAddressError: it may not.
        """
        return str(checked(url, local=self.local, inside=self.inside))

    async def send(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], at: datetime
    ) -> Answer:
        """Make one call.

        Args:
            method: `GET`, `POST`, ...
            url: an address of https.
            body: what is sent.
            headers: that go with it.
            at: now, aware; `Retry-After` counts from it.

        Raises:
            RefusedAddressError: the address is not called, and nothing was sent.
            UnreachableError: there was no answer; what was sent may have arrived.
        """
        to = checked(url, local=self.local, inside=self.inside)
        try:
            async with asyncio.timeout(self.seconds) as limit:
                return await self._answer(method, to, body, headers, at, limit)
        except (TimeoutError, httpx.TimeoutException):
            raise UnreachableError(TOO_LATE.of(n=f"{self.seconds:g}")) from None
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
            raise UnreachableError(_sentence(error)) from error

    async def _answer(
        self,
        method: str,
        url: httpx.URL,
        body: bytes,
        headers: Mapping[str, str],
        at: datetime,
        limit: asyncio.Timeout,
    ) -> Answer:
        request = httpx.Request(
            method,
            url,
            content=body,
            headers={**_HEADERS, **headers},
            extensions={ENDS: limit.when()},
        )
        transport = self._transport()
        try:
            response = await transport.handle_async_request(request)
            read, whole = await self._read(response, limit)
        finally:
            await transport.aclose()
        named = {name.lower(): value for name, value in response.headers.items()}
        return Answer(status=response.status_code, headers=named, body=read, whole=whole, at=at)

    async def _read(self, response: httpx.Response, limit: asyncio.Timeout) -> tuple[bytes, bool]:
        """The body; its status is what counts, so that a body that breaks off is none the worse."""
        # Half a second is left to close what is open.
        ends = (limit.when() or 0.0) - min(0.5, self.seconds / 10)
        read = bytearray()
        try:
            async with asyncio.timeout_at(ends):
                async for chunk in response.aiter_raw():
                    read += chunk[: self.most_bytes - len(read)]
                    if len(read) >= self.most_bytes:
                        return bytes(read), False
        except (TimeoutError, httpx.HTTPError, OSError):
            return bytes(read), False
        finally:
            await response.aclose()
        return bytes(read), True

    def _transport(self) -> httpx.AsyncBaseTransport:
        trust = self.trust or trusted()
        if self.proxy:
            proxy = httpx.Proxy(self.proxy)
            inner = httpx.AsyncHTTPTransport(verify=trust, trust_env=False, proxy=proxy)
            return Proxied(inner, self.inside)
        inner = httpx.AsyncHTTPTransport(verify=trust, trust_env=False)
        return Pinned(self.resolver, self.local, inner, self.inside)


def current() -> Client:
    """The client of this server, as its settings say."""
    return Client(local=settings.OUTBOUND_LOCAL, proxy=settings.OUTBOUND_PROXY)


def post(url: str, body: bytes, headers: Mapping[str, str], at: datetime) -> Answer:
    """Send a body to an address and wait for the answer; see `Client.send`."""
    return asyncio.run(current().send("POST", url, body, headers, at))


def get(url: str, headers: Mapping[str, str], at: datetime) -> Answer:
    """Ask an address and wait for the answer; see `Client.send`."""
    return asyncio.run(current().send("GET", url, b"", headers, at))


def _sentence(error: Exception) -> Said:
    """What happened, without the words of the other side."""
    if isinstance(error, httpx.ConnectError | ssl.SSLError | ConnectionRefusedError):
        tls = "CERTIFICATE" in str(error).upper() or "SSL" in str(error).upper()
        return UNTRUSTED if tls else NO_CONNECTION
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError):
        return BROKE_OFF
    return NO_ANSWER.of(what=type(error).__name__)
