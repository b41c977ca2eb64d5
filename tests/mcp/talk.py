"""Conversations with a server of tools: in this process, with a program of its own, over HTTP."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx2
from mcp.client.streamable_http import streamable_http_client

from mcp import Client as Agent
from mcp import StdioServerParameters
from tests.client.server import Server
from troth.client import Client
from troth.mcp.elsewhere import Elsewhere
from troth.mcp.server import server

ROOT = Path(__file__).resolve().parents[2]
#: Seconds that a program may take to start on a busy machine.
PATIENCE = 60.0
Said = TypeVar("Said")
Act = Callable[[Agent], Awaitable[Said]]


def talk(target: Any, act: Act[Said]) -> Said:
    """One conversation with whatever the SDK's client takes."""

    async def conversation() -> Said:
        async with Agent(target) as client:
            return await act(client)

    return anyio.run(conversation)


def call(target: Any, name: str, /, **arguments: Any) -> Any:
    """One call: the structured answer, or the text of the refusal as an `AssertionError`."""

    async def one(client: Agent) -> Any:
        return await client.call_tool(name, arguments)

    found = talk(target, one)
    assert not found.is_error, found.content[0].text
    return found.structured_content


def refusal(target: Any, name: str, /, **arguments: Any) -> str:
    """The text with which a call is refused."""

    async def one(client: Agent) -> Any:
        return await client.call_tool(name, arguments)

    found = talk(target, one)
    assert found.is_error, found.structured_content
    text: str = found.content[0].text
    return text


def here(ledger: Server, key: str = "ai-agent") -> Any:
    """The server in this process, over a ledger, with one of its keys."""
    return _here(ledger.url, ledger.keys[key])


@cache
def _here(url: str, key: str) -> Any:
    desk = Elsewhere(Client(url, key), lambda: datetime.now(UTC))
    return server(lambda _: nullcontext(desk))


def environment(**more: str) -> Mapping[str, str]:
    """What a program of ours needs to run, and no settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TROTH_")}
    paths = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    return {**kept, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", **more}


def command(*arguments: str) -> list[str]:
    """`troth mcp`, as a program of its own."""
    return [sys.executable, "-c", "from troth.cli.main import main; main()", "mcp", *arguments]


def program(*arguments: str, **settings: str) -> StdioServerParameters:
    """`troth mcp` over stdio."""
    first, *rest = command(*arguments)
    return StdioServerParameters(
        command=first, args=rest, env=dict(environment(**settings)), cwd=ROOT
    )


@contextmanager
def listening(*arguments: str, **settings: str) -> Iterator[str]:
    """`troth mcp --http`: its address; it is stopped at the end."""
    port = _free_port()
    process = subprocess.Popen(
        command("--http", "--port", str(port), *arguments),
        env=dict(environment(**settings)),
        cwd=ROOT,
    )
    try:
        _await(port, process)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def over_http(url: str, key: str, act: Act[Said]) -> Said:
    """One conversation over HTTP, with a key."""

    async def conversation() -> Said:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=30) as http,
            Agent(streamable_http_client(url, http_client=http)) as client,
        ):
            return await act(client)

    return anyio.run(conversation)


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("troth mcp did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
