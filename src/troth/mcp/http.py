"""Streamable HTTP: each request stands alone, with the key of whoever makes it."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import uvicorn
from mcp.server import MCPServer

from troth.mcp.server import bearer

PATH = "/mcp"
Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Callable[[], Awaitable[Any]], Send], Awaitable[None]]


def application(server: MCPServer[Any], *, host: str, needs_key: bool) -> Asgi:
    """The server as an ASGI application.

    Args:
        server: what to offer.
        host: where it listens; on this machine alone, names of other machines are refused.
        needs_key: whether a request without a key is refused, before anything of it is read.
    """
    made: Asgi = server.streamable_http_app(
        streamable_http_path=PATH, json_response=True, stateless_http=True, host=host
    )
    return _with_keys(made) if needs_key else made


def serve(server: MCPServer[Any], *, host: str, port: int, needs_key: bool) -> None:
    """Answer requests until the process ends."""
    uvicorn.run(
        application(server, host=host, needs_key=needs_key),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
    )


def _with_keys(inner: Asgi) -> Asgi:
    async def answer(scope: Scope, receive: Callable[[], Awaitable[Any]], send: Send) -> None:
        if scope["type"] != "http" or _has_key(scope):
            await inner(scope, receive, send)
        else:
            await _refuse(send)

    return answer


def _has_key(scope: Scope) -> bool:
    header = dict(scope["headers"]).get(b"authorization", b"")
    return bearer(header.decode("latin-1")) is not None


async def _refuse(send: Send) -> None:
    says = {"error": "send the header 'Authorization: Bearer KEY' with a key of the ledger"}
    headers = [(b"content-type", b"application/json"), (b"www-authenticate", b"Bearer")]
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(says).encode()})
