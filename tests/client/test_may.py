"""`troth may`, asked of a server."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from tests.client.server import Server
from troth.cli.asking import NoLedgerError
from troth.cli.main import app
from troth.operations import Make


def _run(ledger: Server, *arguments: str) -> tuple[int, str]:
    return _asked(ledger, "may", *arguments)


def _asked(ledger: Server, *arguments: str) -> tuple[int, str]:
    environment = {"TROTH_URL": ledger.url, "TROTH_KEY": ledger.keys["agent"]}
    result = CliRunner().invoke(app, arguments, env=environment)
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


def test_a_reminder(ledger: Server, customer: str) -> None:
    """Our own record comes first; 0 where a reminder may go out, 1 where it is on hold."""
    asked = ["may-remind", customer, "INV-7"]
    assert _asked(ledger, *asked)[0] == 0
    begun = datetime.now(UTC) - timedelta(days=30)
    with ledger.client() as client:
        client.promises.make(Make(metric="first-reply", customer=customer, at=begun))
    code, output = _asked(ledger, *asked)
    lines = output.splitlines()
    assert code == 1
    assert lines[0].startswith("our word to them, 365 days: of 1 made 0 kept")
    assert lines[1].startswith("reminder: hold, because 1 promise")
    assert "stops no statutory deadline" in output
    code, output = _asked(ledger, *asked, "--format", "json")
    assert (code, next(iter(json.loads(output)))) == (1, "record")


def test_which_ledger() -> None:
    """Without address and key it says what to set."""
    with pytest.raises(NoLedgerError, match="TROTH_URL"):
        CliRunner().invoke(
            app, ["may", "x"], env={"TROTH_URL": "", "TROTH_KEY": ""}, catch_exceptions=False
        )
