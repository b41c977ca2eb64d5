"""Whether anything was rewritten, and a proof of it that is kept outside."""

import sqlite3
from pathlib import Path

import pytest

from tests.web.commands.machine import Machine

#: An entry of a promise.
MADE = "(SELECT MIN(rowid) FROM ledger_entry WHERE type = 'promise.made')"


def rewritten(machine: Machine, statement: str) -> None:
    """Somebody owns the file, and takes the guards away first."""
    with sqlite3.connect(machine.sqlite) as connection:
        connection.execute("DROP TRIGGER entry_no_update")
        assert connection.execute(statement).rowcount == 1
        connection.execute(
            "CREATE TRIGGER entry_no_update BEFORE UPDATE ON ledger_entry "
            "BEGIN SELECT RAISE(ABORT, 'entries of the journal never change'); END"
        )
    connection.close()


def test_it_works(filled: Machine) -> None:
    """Everything stands as it was written; a checkpoint that was kept says the same."""
    assert "everything stands as written" in filled.troth("ledger", "verify").stdout
    filled.troth("ledger", "checkpoint", "-o", "point")
    filled.fill(1)
    report = filled.asked("ledger", "verify", "--all", "--checkpoint", "point", "--format", "json")
    assert report["holds"]
    assert report["findings"] == []
    assert (report["entries"], report["promises"]) == (17, 4)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (
            "UPDATE ledger_entry SET at = '2020-01-01T00:00:00.000000Z' WHERE sequence = 2",
            "it does not say what was written",
        ),
        (
            "UPDATE ledger_promise SET metric = 'refund' WHERE rowid = 1",
            "is not what its entries leave",
        ),
        ("DELETE FROM ledger_sealed WHERE rowid = 2", "its personal part is missing"),
        ("UPDATE ledger_sealed SET content = 'x' WHERE rowid = 2", "is not what was sealed"),
        (
            "UPDATE ledger_entry SET payload = '[]' WHERE rowid = :made",
            "is not what its entries leave",
        ),
        (
            "UPDATE ledger_entry SET payload = '{\"due\": 7}' WHERE rowid = :made",
            "is not what its entries leave",
        ),
    ],
)
def test_what_was_changed_is_found(filled: Machine, statement: str, why: str) -> None:
    """It says where, and leaves with 1."""
    statement = statement.replace("sequence = 2", f"subject = '{filled.customers[0]}'")
    rewritten(filled, statement.replace(":made", MADE))
    assert why in filled.troth("ledger", "verify", "--all", code=1).stdout
    report = filled.asked("ledger", "verify", "--all", "--format", "json", code=1)
    assert not report["holds"]
    assert why in str(report["findings"])


def test_a_checkpoint_goes_to_the_output_too(filled: Machine) -> None:
    """To be mailed, or kept by another program."""
    text = filled.troth("ledger", "checkpoint").stdout
    Path(filled.folder / "point").write_text(text)
    filled.troth("ledger", "verify", "--checkpoint", "point")


def test_what_is_no_checkpoint_is_refused(filled: Machine) -> None:
    """With what would be one."""
    (filled.folder / "notes").write_text("hello")
    refusal = filled.refused("ledger", "verify", "--checkpoint", "notes")
    assert "not a checkpoint of a ledger" in refusal
    assert "no checkpoint here" in filled.refused("ledger", "verify", "--checkpoint", "missing")
