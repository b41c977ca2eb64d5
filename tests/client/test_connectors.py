"""`troth connector` and `troth capture`, and the client behind them, asked of a server."""

import hashlib
import hmac
import json
import urllib.request
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from tests.client.server import Server
from tests.web.connectors.desk import fixture
from tests.web.connectors.mails import mail
from troth.cli.connector import FileError
from troth.cli.main import app

MAPPING = """
rules:
  - {event: created, does: make, metric: first-reply}
  - {event: reply, does: keep, metric: first-reply}
"""


def run(ledger: Server, role: str, *words: str, stdin: bytes = b"", expect: int = 0) -> str:
    """What a command prints."""
    environment = {"TROTH_URL": ledger.url, "TROTH_KEY": ledger.keys[role]}
    result = CliRunner().invoke(app, [*words], env=environment, input=stdin)
    assert result.exit_code == expect, result.output + repr(result.exception)
    return result.output


@pytest.fixture
def connector(ledger: Server, tmp_path: Path) -> dict[str, Any]:
    """A help desk, added with a mapping of its own."""
    path = tmp_path / "mapping.yaml"
    path.write_text(MAPPING)
    words = ("connector", "add", "zammad", f"desk {uuid4().hex[:6]}", "--mapping", str(path))
    found: dict[str, Any] = json.loads(run(ledger, "manager", *words, "--format", "json"))
    return found


@pytest.mark.parametrize(
    ("name", "text"), [("odd.yaml", "at: 2026-12-01\n"), ("odd.json", '{"at": NaN}')]
)
def test_what_no_json_holds_is_no_payload(tmp_path: Path, name: str, text: str) -> None:
    """A date of YAML is none, nor is an infinity; nothing is asked of any ledger."""
    path = tmp_path / name
    path.write_text(text)
    environment = {"TROTH_URL": "http://127.0.0.1:9", "TROTH_KEY": "troth_a_b"}
    result = CliRunner().invoke(app, ["connector", "try", "x", str(path)], env=environment)
    assert isinstance(result.exception, FileError)
    assert "JSON" in str(result.exception)


def test_it_works(ledger: Server, connector: dict[str, Any], tmp_path: Path) -> None:
    """Added, tried, told something, looked at, changed, given another secret, and removed."""
    past = json.dumps(fixture("zammad/created")).replace("2026-11-30", "2026-11-02")
    payload = tmp_path / "payload.json"
    payload.write_text(past)
    assert connector["secret"]
    name = connector["id"]
    assert "first-reply: promised" in run(ledger, "manager", "connector", "try", name, str(payload))
    body = past.encode()
    found = hmac.new(connector["secret"].encode(), body, hashlib.sha1).hexdigest()
    headers = {"X-Hub-Signature": f"sha1={found}", "X-Zammad-Delivery": "d1"}
    asked = urllib.request.Request(f"{ledger.url}/in/{name}", body, headers)  # noqa: S310
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        assert json.load(answer)["outcome"] == "applied"
    told = run(ledger, "manager", "connector", "deliveries", name)
    told_json = run(ledger, "manager", "connector", "deliveries", name, "--format", "json")
    assert [each["outcome"] for each in json.loads(told_json)] == ["applied"]
    assert "applied  d1" in told
    assert "applied  d1" not in run(
        ledger, "manager", "connector", "deliveries", name, "--outcome", "refused"
    )
    assert "off)" in run(ledger, "manager", "connector", "change", name, "--off")
    rotated = run(ledger, "manager", "connector", "rotate", name)
    assert "secret: " in rotated
    assert connector["secret"] not in rotated
    assert name in run(ledger, "manager", "connector", "list")
    listed = json.loads(run(ledger, "manager", "connector", "list", "--format", "json"))
    assert name in {each["id"] for each in listed}
    run(ledger, "manager", "connector", "remove", name)
    assert name not in run(ledger, "manager", "connector", "list")


def test_mistakes(ledger: Server, connector: dict[str, Any], tmp_path: Path) -> None:
    """A sentence, and no traceback."""
    environment = {"TROTH_URL": ledger.url, "TROTH_KEY": ledger.keys["manager"]}
    path = tmp_path / "mapping.yaml"
    for text, why in (
        ("- 1", "it holds no mapping"),
        ("a: [", "it must hold one mapping"),
        ("rules: [{event: x, does: make, metric: m}]", "there is no event 'x'"),
    ):
        path.write_text(text)
        words = ["connector", "change", connector["id"], "--mapping", str(path)]
        result = CliRunner().invoke(app, words, env=environment)
        assert why in str(result.exception), text


def test_capture(ledger: Server) -> None:
    """A piped mail is recorded for who it was sent by, once."""
    with ledger.client("agent") as client:
        address = client.capture.make_address().address
        assert address is not None
        person = client.me()
        me = client.people.get(person.id).email
    message = mail("promise: first-reply", sender=me, message_id=f"<{uuid4()}@x>").as_bytes()
    told = run(ledger, "agent", "capture", "--to", address, stdin=message)
    assert "first-reply: promised within 4 business hours" in told
    again = run(ledger, "agent", "capture", "--to", address, "--format", "json", stdin=message)
    assert json.loads(again)["outcome"] == "duplicate"
    stranger = mail("promise: first-reply", message_id=f"<{uuid4()}@x>").as_bytes()
    assert "refused" in run(ledger, "agent", "capture", stdin=stranger, expect=1)
    with ledger.client("agent") as client:
        client.capture.revoke_address()


def test_nothing_is_piped(ledger: Server) -> None:
    environment = {"TROTH_URL": ledger.url, "TROTH_KEY": ledger.keys["agent"]}
    result = CliRunner().invoke(app, ["capture"], env=environment, input=b" \n")
    assert "no mail on the standard input" in str(result.exception)
