"""`troth mcp --http`: each caller with a key of their own."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from mcp import Client, MCPError
from tests.client.server import Server
from tests.mcp.talk import ROOT, listening, over_http
from troth.cli.main import main

_HELLO = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
_ACCEPTS = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def url(ledger: Server) -> Iterator[str]:
    """Tools over the ledger, on a port of this machine."""
    with listening(TROTH_URL=ledger.url) as address:
        yield address


def test_each_caller_has_their_own_key(ledger: Server, url: str, customer: str) -> None:
    """What one key may, another may not, at the same server and at the same time."""

    async def act(client: Client) -> Any:
        asked = {"metric": "first-reply", "customer": customer, "wording": "soon", "key": "k"}
        return await client.call_tool("record_promise", asked)

    made = over_http(url, ledger.keys["ai-agent"], act)
    assert not made.is_error
    refused = over_http(url, ledger.keys["viewer"], act)
    assert "not-allowed" in str(refused.content[0])
    unknown = over_http(url, "troth_nobody_at-all", act)
    assert unknown.is_error


def test_resources_go_by_the_key(ledger: Server, url: str) -> None:
    """A resource is read with the key of whoever reads it."""

    async def act(client: Client) -> str:
        try:
            read = await client.read_resource("troth://playbook")
        except MCPError as error:
            return str(error)
        return str(getattr(read.contents[0], "text", ""))

    assert "company" in over_http(url, ledger.keys["agent"], act)
    refused = over_http(url, "troth_nobody_at-all", act)
    assert "key-refused" in refused or "not-signed-in" in refused


def test_no_key(url: str) -> None:
    """Without one nothing is read of a request."""
    for headers in ({}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}):
        answer = httpx.post(url, json=_HELLO, headers={**_ACCEPTS, **headers})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_another_name(ledger: Server, url: str) -> None:
    """A page of another site that leads a browser here is refused."""
    key = {"Authorization": f"Bearer {ledger.keys['agent']}", **_ACCEPTS}
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        answer = httpx.post(url, json=_HELLO, headers=key | headers)
        assert answer.status_code in {403, 421}


@pytest.mark.parametrize(
    ("arguments", "settings", "says"),
    [
        (["--http"], {"TROTH_URL": "http://127.0.0.1:9", "TROTH_KEY": "k"}, "each caller brings"),
        (["--http"], {}, "which ledger?"),
        ([], {}, "which ledger?"),
        (["--playbook", "none.yaml"], {}, "none.yaml"),
        (
            ["--playbook", "examples/airline/playbook"],
            {"TROTH_URL": "http://127.0.0.1:9", "TROTH_KEY": "k"},
            "without a ledger",
        ),
        (["--playbook", "examples/airline/playbook", "--history", "none.parquet"], {}, "none"),
    ],
)
def test_wrong_starts(
    arguments: list[str],
    settings: dict[str, str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What does not go together is said at once."""
    for name in ("TROTH_URL", "TROTH_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as left:
        main(["mcp", *arguments])
    assert left.value.code == 2
    assert says in capsys.readouterr().err
