"""`troth ledger retain`, asked of a server that has the database open."""

import json

from typer.testing import CliRunner

from tests.client.server import Server
from troth.cli.main import app
from troth.client import NotAllowedError


def test_it_works(ledger: Server) -> None:
    """The server does it; nothing is old enough here."""
    for more, said in (([], "would be dropped"), (["--apply"], "0 personal parts dropped")):
        arguments = ["ledger", "retain", *more, "--url", ledger.url]
        done = CliRunner().invoke(app, arguments, env={"TROTH_KEY": ledger.keys["admin"]})
        assert (done.exit_code, said in done.output) == (0, True), done.output
        done = CliRunner().invoke(
            app, [*arguments, "--format", "json"], env={"TROTH_KEY": ledger.keys["admin"]}
        )
        assert json.loads(done.output)["dropped"] == {}


def test_it_is_for_admins(ledger: Server) -> None:
    """The server decides, and the command says what it said."""
    arguments = ["ledger", "retain", "--apply", "--url", ledger.url]
    done = CliRunner().invoke(app, arguments, env={"TROTH_KEY": ledger.keys["manager"]})
    assert isinstance(done.exception, NotAllowedError)
    assert "ledger.retain" in str(done.exception)
