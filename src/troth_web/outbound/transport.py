"""A transport of httpx that connects to checked addresses alone."""

import asyncio
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import httpx

from troth_web.outbound.addresses import Address, callable_addresses, is_loopback
from troth_web.outbound.errors import (
    HTTPS_ONLY,
    NO_ADDRESS,
    RefusedAddressError,
    UnreachableError,
)
from troth_web.outbound.names import Resolver
from troth_web.outbound.urls import checked, literal_of

#: How many addresses of a name are tried.
_TRIES = 3
#: Seconds for each step of connecting, at most.
_STEP = 5.0
#: Where a request carries when it must have ended, by the clock of its loop.
ENDS = "ends"


@cache
def trusted() -> ssl.SSLContext:
    """Whom this machine trusts to vouch for servers."""
    return httpx.create_ssl_context()


@dataclass
class Pinned(httpx.AsyncBaseTransport):
    """Looks a name up once, checks all that it has, and connects to what was checked.

    The server still hears its own name, in TLS and in the header `Host`.
    """

    resolve: Resolver
    local: bool
    inner: httpx.AsyncBaseTransport
    inside: bool = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        url = checked(str(request.url), local=self.local, inside=self.inside)
        last: Exception = UnreachableError(NO_ADDRESS.of(name=repr(url.host)))
        for address in (await self._addresses(url))[:_TRIES]:
            try:
                return await self.inner.handle_async_request(_in_time(_to(request, address)))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                last = error
        raise last

    async def _addresses(self, url: httpx.URL) -> Sequence[Address]:
        host = url.raw_host.decode("ascii")
        literal = literal_of(host)
        port = url.port or (443 if url.scheme == "https" else 80)
        found = [literal] if literal else await self.resolve(host, port)
        if self.inside:
            return found
        callable_addresses(host, found, local=self.local)
        if url.scheme == "http" and not all(map(is_loopback, found)):
            raise RefusedAddressError(repr(host), HTTPS_ONLY)
        return found

    async def aclose(self) -> None:
        """Let all connections go."""
        await self.inner.aclose()


@dataclass
class Proxied(httpx.AsyncBaseTransport):
    """Leaves looking up and checking names to an egress proxy; plain addresses are checked here."""

    inner: httpx.AsyncBaseTransport
    inside: bool = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        checked(str(request.url), inside=self.inside)
        return await self.inner.handle_async_request(_in_time(request))

    async def aclose(self) -> None:
        """Let all connections go."""
        await self.inner.aclose()


def _to(request: httpx.Request, address: Address) -> httpx.Request:
    """The request on its way to an address; its headers name the host already."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")},
    )


def _in_time(request: httpx.Request) -> httpx.Request:
    """The request with limits that end it by itself.

    Connecting takes two steps, TCP and TLS. Were it cut off in the second, its socket would stay
    open; so each step has less than half of the time that is left.
    """
    left = max(0.0, request.extensions[ENDS] - asyncio.get_running_loop().time())
    limits = {"connect": min(_STEP, left * 0.45), "read": left, "write": left, "pool": left}
    request.extensions = {**request.extensions, "timeout": limits}
    return request
