"""`troth doctor`: each fault is found by its check, and by no other."""

import json
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.test import override_settings

from tests.web.commands.machine import Machine
from tests.web.connectors.imap import Box, served
from troth_web.doctor import machine as machine_checks
from troth_web.doctor.check import Check, Found, examined

LINES = [
    *("versions", "database", "tables", "sqlite", "clock", "keys", "master-key", "time-zones"),
    *("disk", "backup", "history", "mail", "mailbox", "worker", "held", "outbox", "pending"),
]


def states(machine: Machine, code: int) -> dict[str, str]:
    """How each check stands."""
    found = machine.asked("doctor", "--format", "json", code=code)
    assert found["ok"] is (code == 0)
    return {check["name"]: check["state"] for check in found["checks"]}


def says(machine: Machine, name: str) -> str:
    """The line of one check."""
    checks: list[dict[str, Any]] = machine.asked("doctor", "--format", "json", code=1)["checks"]
    return next(f"{each['says']}; {each['do']}" for each in checks if each["name"] == name)


def beat(machine: Machine, age: timedelta = timedelta()) -> None:
    """Let every round have been done so long ago, and everything be passed on."""
    from troth_web.worker.rounds import ROUNDS

    us = int((datetime.now(UTC) - age).timestamp() * 1_000_000)
    with sqlite3.connect(machine.sqlite) as connection:
        connection.execute("DELETE FROM worker_beat")
        connection.execute("DELETE FROM ledger_outbox")
        names = [column[1] for column in connection.execute("PRAGMA table_info(worker_beat)")]
        for each in ROUNDS:
            row = {"name": each.name, "at_us": us, "done": 1, "note": "", "place": ""}
            values = [row[name] for name in names]
            marks = ", ".join("?" * len(names))
            connection.execute(f"INSERT INTO worker_beat VALUES ({marks})", values)  # noqa: S608


class Kept(Message):
    """Keeps mails."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Any] = []

    def handle_message(self, message: Any) -> None:  # noqa: ANN401 - of the library
        self.mails.append(message)


@pytest.fixture
def smtp() -> Iterator[tuple[str, Kept]]:
    """A mail server on this machine."""
    kept = Kept()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}", kept
    controller.stop()


@pytest.fixture
def well(filled: Machine, smtp: tuple[str, Kept], tmp_path: Path) -> Machine:
    """A machine on which all is well."""
    filled.more["TROTH_MAIL"] = smtp[0]
    filled.troth("ledger", "backup", tmp_path / "b", "--keys", tmp_path / "k")
    beat(filled)
    return filled


def test_it_works(well: Machine) -> None:
    """All is well: 0, and a line for each check."""
    assert states(well, 0) == dict.fromkeys(LINES, "ok")
    lines = well.troth("doctor").stdout.splitlines()
    assert [line.split()[1] for line in lines] == LINES
    assert all(line.startswith("ok ") for line in lines)


def _silent(machine: Machine) -> None:
    beat(machine, timedelta(hours=1))


def _open_key(machine: Machine) -> None:
    (machine.data / "master-key").chmod(0o644)


def _open_folder(machine: Machine) -> None:
    machine.data.chmod(0o755)


def _other_key(machine: Machine) -> None:
    machine.more["TROTH_MASTER_KEY"] = "A" * 43 + "="


def _nobody_listens(machine: Machine) -> None:
    machine.more["TROTH_MAIL"] = "smtp://127.0.0.1:9"


def _stuck(machine: Machine) -> None:
    with sqlite3.connect(machine.sqlite) as connection:
        connection.execute("DROP TRIGGER entry_no_update")
        connection.execute(
            "UPDATE ledger_entry SET recorded_at = '2026-01-01T09:00:00.000000Z' WHERE position = 1"
        )
        connection.execute(
            "INSERT INTO ledger_outbox (entry) SELECT id FROM ledger_entry WHERE position = 1"
        )


def _older(machine: Machine) -> None:
    with sqlite3.connect(machine.sqlite) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'feeds'")


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (_silent, "worker"),
        (_open_key, "keys"),
        (_open_folder, "keys"),
        (_other_key, "master-key"),
        (_nobody_listens, "mail"),
        (_stuck, "outbox"),
        (_older, "tables"),
    ],
)
def test_a_fault(well: Machine, spoil: Callable[[Machine], None], name: str) -> None:
    """It fails by its own check, which says what to do; all others stand as before."""
    spoil(well)
    found = states(well, 1)
    # Where a key cannot be had, what it opens cannot be either.
    known = {"master-key"} if spoil is _open_key else set()
    assert {check for check, state in found.items() if state == "fail"} - known == {name}
    assert not says(well, name).endswith("; ")


@pytest.fixture
def imap(well: Machine) -> Iterator[Box]:
    """A mailbox on this machine, with a secret that nobody must see."""
    with served() as box:
        well.more["TROTH_MAILBOX"] = f"imap://troth:canary%2Fwrong@127.0.0.1:{box.port}/Promises"
        yield box


def test_a_mailbox_that_can_be_read(well: Machine, imap: Box) -> None:
    """How many mails wait; none is marked. Those that could not be taken in are worth a look."""
    well.more["TROTH_MAILBOX"] = f"imap://troth:canary@127.0.0.1:{imap.port}/Promises"
    imap.mails = {1: b"", 2: b"", 3: b""}
    imap.seen = {3}
    assert (
        "ok    mailbox     127.0.0.1 lets us in; 2 mails not taken" in well.troth("doctor").stdout
    )
    assert imap.seen == {3}
    imap.flagged = {2}
    line = "warn  mailbox     127.0.0.1 lets us in; 1 mail not taken in yet, 1 could not be"
    assert line in well.troth("doctor").stdout


def test_a_mailbox_that_cannot_be_read(well: Machine, imap: Box) -> None:
    """It says where and why, and never the secret, though the server repeats it."""
    imap.repeats = True
    assert {name for name, state in states(well, 1).items() if state == "fail"} == {"mailbox"}
    said = says(well, "mailbox")
    assert said.startswith("the mailbox Promises at 127.0.0.1: ")
    assert "***" in said
    assert "canary" not in well.troth("doctor", code=1).stdout
    well.more["TROTH_MAILBOX"] = "imap://troth:canary@127.0.0.1:9/Promises"
    assert "refused" in says(well, "mailbox")
    well.more["TROTH_MAILBOX"] = "imap://troth:canary@mail.example.com/Promises"
    assert "canary" not in well.refused("doctor")


def test_the_history(well: Machine, tmp_path: Path) -> None:
    """Where it is set, it is written, and lately."""
    folder = tmp_path / "history"
    well.more["TROTH_HISTORY"] = str(folder)
    assert f"TROTH_HISTORY is '{folder}'" in well.refused("doctor")
    folder.mkdir()
    assert "nothing was written into" in well.troth("doctor").stdout
    for age, state in ((timedelta(hours=1), "ok  "), (timedelta(hours=49), "warn")):
        at = (datetime.now(UTC) - age).isoformat()
        (folder / "history.json").write_text(json.dumps({"at": at, "cases": {"a": 1, "b": 2000}}))
        line = f"{state}  history     2,001 cases, written {age // timedelta(hours=1)} hours ago"
        assert line in well.troth("doctor").stdout


def test_a_history_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the folder went away, or was closed, since the server began."""
    now = datetime.now(UTC)
    with override_settings(HISTORY=tmp_path / "gone"):
        assert "is not there" in machine_checks.history(now).says
    with override_settings(HISTORY=tmp_path):
        assert machine_checks.history(now).state == "warn"
        # To root, everything can be written to.
        monkeypatch.setattr("os.access", lambda *_: False)
        found = machine_checks.history(now)
    assert (found.state, "cannot be written to" in found.says) == ("fail", True)


def test_worth_a_look(filled: Machine) -> None:
    """Without a backup, and with mails that reach nobody, it warns and leaves with 0."""
    beat(filled)
    found = states(filled, 0)
    assert {check for check, state in found.items() if state == "warn"} == {"backup", "mail"}


def test_nothing_there(machine: Machine) -> None:
    """It says that there is no ledger, and makes none."""
    found = states(machine, 1)
    assert found["database"] == found["tables"] == found["keys"] == "fail"
    assert "worker" not in found
    assert not machine.sqlite.exists()


def test_beside_a_server_it_changes_nothing(well: Machine) -> None:
    """What it looks at stays as it was, to the byte."""
    before = well.sqlite.read_bytes()
    well.troth("doctor")
    assert well.sqlite.read_bytes() == before


def test_a_mail_to_see(well: Machine, smtp: tuple[str, Kept]) -> None:
    """It is handed over, and said so; what cannot be sent is said with what to look at."""
    done = well.troth("doctor", "--send-test", "ada@example.com")
    assert "ada@example.com was handed over" in done.stdout
    for _ in range(50):
        if smtp[1].mails:
            break
        time.sleep(0.1)
    (mail,) = smtp[1].mails
    assert mail["To"] == "ada@example.com"
    well.more["TROTH_MAIL"] = "smtp://127.0.0.1:9"
    assert "TROTH_MAIL" in well.refused("doctor", "--send-test", "ada@example.com")
    assert "no e-mail address" in well.refused("doctor", "--send-test", "ada@x.org\nBcc: b@x.org")


def test_a_check_that_breaks_is_one_line() -> None:
    """Libraries say what is wrong in several."""

    def look(_: datetime) -> Found:
        raise OSError("refused\n\tIs it running?")

    (line,) = examined([Check("clock", look)], datetime.now(UTC), tables=True)
    assert line.says == "cannot be looked at: OSError: refused Is it running?"


def test_the_fault_of_sqlite(well: Machine) -> None:
    """It says which SQLite is here, and whether it has the fault."""
    line = next(each for each in well.troth("doctor").stdout.splitlines() if " sqlite " in each)
    assert sqlite3.sqlite_version in line
    assert ("has the WAL-reset fault" in line) is (sqlite3.sqlite_version_info < (3, 51, 3))


def test_on_postgresql(filled_machine: Callable[[str], Machine]) -> None:
    """The clocks are compared; a database that does not answer is a finding, without password."""
    machine = filled_machine("postgresql")
    found = states(machine, 1)
    assert found["clock"] == found["tables"] == found["master-key"] == "ok"
    assert "deadlines are not being checked" in says(machine, "worker")
    machine.database = "postgresql://ann:canary@127.0.0.1:9/troth"
    assert "canary" not in machine.troth("doctor", code=1).stdout
    assert states(machine, 1)["database"] == "fail"


def test_a_restored_copy(well: Machine, tmp_path: Path) -> None:
    """It is said that nothing is sent."""
    shutil.rmtree(well.data)
    well.troth("ledger", "restore", tmp_path / "b", "--keys", tmp_path / "k")
    found = states(well, 1)
    assert found["held"] == "warn"
