"""The commands are found, have their rows, and cost nothing until they are called."""

import sqlite3
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import typer

from tests.web.commands.machine import Machine
from troth.cli.added import GROUP, add_commands
from troth_web.commands import ledger, people, serve, worker
from troth_web.people import walk

ROOT = Path(__file__).resolve().parents[3]
#: As the project names them for whoever installs it.
NAMED = {
    "ledger": "troth_web.commands.ledger:app",
    "people": "troth_web.commands.people:app",
    "serve": "troth_web.commands.serve:command",
    "worker": "troth_web.commands.worker:command",
}


def python(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_they_are_named_where_troth_looks_for_them() -> None:
    """By the installed package, as the project file has it."""
    found = {each.name: each.value for each in entry_points(group=GROUP)}
    assert NAMED.items() <= found.items()
    text = (ROOT / "pyproject.toml").read_text()
    for name, value in NAMED.items():
        assert f'{name} = "{value}"' in text


def test_every_one_has_its_row() -> None:
    """In the permission matrix."""
    app = typer.Typer()
    app.add_typer(ledger.app, name="ledger")
    app.add_typer(people.app, name="people")
    app.command("serve")(serve.command)
    app.command("worker")(worker.command)
    found = list(walk.commands(app))
    assert len(found) > 15
    assert not walk.without_row(found)


def test_help_stays_quick() -> None:
    """It imports neither Django nor what forecasts need."""
    done = python(
        "import sys\n"
        "from troth.cli.main import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'django', 'numpy', 'pydantic', 'pyarrow'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    assert done.returncode == 0, done.stderr
    assert "serve" in done.stdout
    assert "ledger" in done.stdout


@pytest.mark.parametrize("command", ["serve", "ledger status", "people add-admin a@example.com"])
def test_without_the_extra_they_say_how_to_get_it(command: str) -> None:
    """One sentence, no traceback."""
    done = python(
        "import sys\n"
        "sys.modules['django'] = None\n"
        "from troth.cli.main import main\n"
        f"main({command.split()!r})\n"
    )
    assert done.returncode == 2
    assert "pip install 'troth[server]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_package_that_is_not_whole_takes_no_other_command_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its command is missing, and it says why."""
    about = tmp_path / "broken-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[{GROUP}]\nbroken = not_there.at_all:command\n")
    monkeypatch.syspath_prepend(tmp_path)
    add_commands(app := typer.Typer())
    assert "'broken' cannot be added" in capsys.readouterr().err
    names = {each.name for each in app.registered_commands}
    assert "serve" in names
    assert "broken" not in names


def test_the_first_admin_can_be_made_once(machine: Machine) -> None:
    """With a password that was given, or one that is shown once."""
    said = machine.troth("people", "add-admin", "Ada@Example.com").stdout
    assert "ada@example.com can sign in as an admin; the password, shown this once: " in said
    assert "has people already" in machine.refused("people", "add-admin", "eve@example.com")


def test_a_password_that_will_not_do_is_refused(machine: Machine) -> None:
    """And nobody is made."""
    arguments = ("people", "add-admin", "ada@example.com", "--password-stdin")
    assert machine.refused(*arguments, given="short\n")
    assert machine.refused(*arguments, given="\n")
    machine.troth(*arguments, given="correct horse staple\n")


def test_a_ledger_of_another_version_is_refused(machine: Machine) -> None:
    """Older tables are brought up to date by a command, newer ones by no means."""
    machine.troth("ledger", "migrate")
    with sqlite3.connect(machine.sqlite) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('ledger', '0999_later', '2030-01-01')"
        )
    for command in ("status", "migrate"):
        assert "a newer troth wrote this database" in machine.refused("ledger", command)
    with sqlite3.connect(machine.sqlite) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app IN ('ledger', 'axes')")
    assert "troth ledger migrate" in machine.refused("ledger", "status")
    connection.close()
