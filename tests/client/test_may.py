"""`troth may`, asked of a server."""

import json

import pytest
from typer.testing import CliRunner

from tests.client.server import Server
from troth.cli.main import app
from troth.cli.may import NoLedgerError


def _run(ledger: Server, *arguments: str) -> tuple[int, str]:
    environment = {"TROTH_URL": ledger.url, "TROTH_KEY": ledger.keys["agent"]}
    result = CliRunner().invoke(app, ["may", *arguments], env=environment)
    return result.exit_code, result.output


def test_it_works(ledger: Server) -> None:
    """It says the term, why, by when, and what is known of the odds."""
    code, output = _run(ledger, "first-reply", "--where", "fare=flex")
    assert code == 0
    assert "first-reply: within 4 business hours (guarantee)" in output
    assert "because  standard reply" in output
    assert "odds     none are known here" in output


def test_json(ledger: Server) -> None:
    """For programs it is what the API answers."""
    code, output = _run(ledger, "first-reply", "--format", "json")
    assert (code, json.loads(output)["permitted"]) == (0, True)


def test_nothing_may_be_promised(ledger: Server) -> None:
    """Where nothing applies it says why, and leaves with 1."""
    code, output = _run(ledger, "clean-cabin")
    assert code == 1
    assert "nothing may be promised, because" in output


def test_which_ledger() -> None:
    """Without address and key it says what to set."""
    with pytest.raises(NoLedgerError, match="TROTH_URL"):
        CliRunner().invoke(
            app, ["may", "x"], env={"TROTH_URL": "", "TROTH_KEY": ""}, catch_exceptions=False
        )
