"""T26, from the command line: each command that asks a server, by eight kinds of callers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.client.server import Server
from troth.cli.main import app
from troth.client import NotAllowedError, NotFoundError, NotSignedInError
from troth_web.people.permissions import BY_NAME
from troth_web.people.roles import Role

#: An id that nothing has: the right to ask is looked at first.
NONE = "01936f2e-7c00-7000-8000-000000000001"
PAYLOAD = str(
    Path(__file__).resolve().parents[2] / "tests/web/connectors/fixtures/zammad/created.json"
)
#: Commands that reach a server, with the permission that it looks at.
COMMANDS = {
    "may": (["may", "first-reply", "--url"], "may.promise"),
    "may-remind": (["may-remind", NONE, "4711", "--url"], "may.remind"),
    "capture": (["capture", "--url"], "capture.mail"),
    "connector add": (["connector", "add", "zammad", "desk", "--url"], "connectors.make"),
    "connector list": (["connector", "list", "--url"], "connectors.list"),
    "connector change": (["connector", "change", NONE, "--off", "--url"], "connectors.change"),
    "connector rotate": (["connector", "rotate", NONE, "--url"], "connectors.rotate"),
    "connector remove": (["connector", "remove", NONE, "--url"], "connectors.remove"),
    "connector deliveries": (["connector", "deliveries", NONE, "--url"], "connectors.deliveries"),
    "connector try": (["connector", "try", NONE, PAYLOAD, "--url"], "connectors.try"),
    "retain": (["ledger", "retain", "--url"], "ledger.retain"),
    "retain --apply": (["ledger", "retain", "--apply", "--url"], "ledger.retain"),
}
#: What they read.
INPUT = {"capture": "To: a@example.com\n\nhello\n"}
#: They leave with 1 where the answer is no.
ANSWERS_NO = {"capture", "may-remind"}


def asking(command: object, names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Commands that take the address of a ledger."""
    if any("--url" in each.opts for each in getattr(command, "params", ())):
        yield names
    for name, part in getattr(command, "commands", {}).items():
        yield from asking(part, (*names, name))


def test_every_command_that_asks_is_here() -> None:
    """One that is added without its cells fails here."""
    known = {words.split(" --")[0].removeprefix("ledger ") for words in COMMANDS}
    # It asks for nothing itself: each of its tools has cells of its own, in tests/mcp.
    known |= {"mcp"}
    found = {" ".join(each).removeprefix("ledger ") for each in asking(_command())}
    assert found == known


def _command() -> object:
    return typer.main.get_command(app)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("command", COMMANDS)
def test_its_cells(ledger: Server, command: str, role: Role) -> None:
    """What the matrix says is what the command does; without a key nothing."""
    arguments, permission = COMMANDS[command]
    key = ledger.keys.get(role, "troth_link_of-a-customer")
    said = INPUT.get(command, "")
    done = CliRunner().invoke(app, [*arguments, ledger.url], said, env={"TROTH_KEY": key})
    if role not in ledger.keys:
        assert isinstance(done.exception, NotSignedInError)
    elif role in BY_NAME[permission].roles:
        # What they name is not there, which who has the right is told.
        not_there = isinstance(done.exception, NotFoundError)
        assert done.exit_code == 0 or not_there or command in ANSWERS_NO, done.output
    else:
        assert isinstance(done.exception, NotAllowedError)
