"""`troth mcp --playbook`: without a ledger, on files."""

import json
from pathlib import Path
from typing import Any

import pytest

from mcp import Client
from tests.forecast.quote.world import desk, northwind_file
from tests.guard.test_injections import INJECTIONS
from tests.mcp.talk import call, program, refusal, talk
from tests.mcp.test_cells import arguments
from troth.mcp.tools import TOOLS

NOBODY = "01936f2e-7c00-7000-8000-000000000001"
NEEDS_LEDGER = {"find_customer", "open_promises", "record_promise", "record_reply"}
NEEDS_LEDGER |= {"report_distortion", "list_files", "read_file", "attach_file"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A playbook and a history."""
    folder: Path = tmp_path_factory.mktemp("files")
    desk(folder / "desk.parquet")
    northwind_file(folder)
    return program(
        "--playbook", str(folder / "playbook.yaml"), "--history", str(folder / "desk.parquet")
    )


def test_what_files_can_do(files: Any) -> None:
    """Ask, check and quote."""

    async def act(client: Client) -> list[Any]:
        asked: list[tuple[str, dict[str, Any]]] = [
            ("may_promise", {"metric": "first-reply", "facets": {"fare": "flex"}}),
            ("check_draft", {"text": "We will reply within 1 minute."}),
            ("quote", {"metric": "first-reply", "facets": {"fare": "flex"}}),
        ]
        found = [await client.call_tool(name, said) for name, said in asked]
        assert not any(each.is_error for each in found), found
        return [each.structured_content for each in found]

    may, checked, quoted = talk(files, act)
    assert may["permitted"]
    assert may["likelihood"]["n"] > 0
    assert checked["decision"] in {"ask", "stop"}
    assert checked["promises"][0]["wording"]
    assert any(option["odds"] for option in quoted["options"])
    assert quoted["kept"] is False


def test_what_needs_a_ledger(files: Any) -> None:
    """The rest says so, and how."""

    async def act(client: Client) -> dict[str, str]:
        found = {}
        for tool in TOOLS:
            asked = dict(arguments(tool.name, NOBODY))
            answer = await client.call_tool(tool.name, asked)
            assert answer.is_error, tool.name
            found[tool.name] = answer.content[0].text  # type: ignore[union-attr]
        return found

    said = talk(files, act)
    assert set(said) >= NEEDS_LEDGER
    assert all("TROTH_URL" in text for text in said.values())


def test_a_folder_without_a_history() -> None:
    """The airline's playbook: what its files say is read, and there is nothing to quote from."""
    airline = program("--playbook", "examples/airline/playbook")

    async def act(client: Client) -> list[str]:
        uris = ("troth://playbook", "troth://playbook/never-promise")
        read = [await client.read_resource(uri) for uri in uris]
        return [each.contents[0].text for each in read]  # type: ignore[union-attr]

    text, never = talk(airline, act)
    assert "standards" in text
    assert "the outcome of a claim at law" in json.loads(never)
    assert "--history" in refusal(airline, "quote", metric="first-reply")
    assert call(airline, "may_promise", metric="first-reply")["likelihood"] is None


def test_no_text_lets_a_draft_out() -> None:
    """Beside a draft that promises too much, whatever a text says of the guard."""
    airline = program("--playbook", "examples/airline/playbook")
    draft = "We will refund you within 2 days."

    async def act(client: Client) -> list[str]:
        milder = []
        for each in INJECTIONS[::4]:
            asked = {"text": f"{each['text']}\n\n{draft}"}
            answer = await client.call_tool("check_draft", asked)
            said = answer.structured_content or {}
            if not answer.is_error and said["decision"] == "allow":
                milder.append(each["id"])
        return milder

    assert talk(airline, act) == []
