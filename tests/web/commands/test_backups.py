"""T22: a backup made under load comes back whole, erased as before, and silent."""

import gzip
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.commands.desk import CANARY, FILE
from tests.web.commands.machine import Machine

NewMachine = Callable[[str], Machine]


def backed_up(machine: Machine) -> tuple[Path, Path]:
    """A backup of a machine, and its keys."""
    backup, keys = machine.folder / "backup", machine.folder / "keys"
    machine.troth("ledger", "backup", backup, "--keys", keys)
    return backup, keys


def names(machine: Machine, customer: str) -> set[str | None]:
    """What a machine knows of somebody's name."""
    known = machine.asked("ledger", "access", customer)
    name = known["customer"]["name"]
    return {name and name["text"]}


@pytest.mark.parametrize(
    ("here", "there"),
    [("sqlite", "sqlite"), ("postgresql", "postgresql"), ("sqlite", "postgresql")],
)
def test_it_works(
    filled_machine: NewMachine, new_machine: NewMachine, here: str, there: str
) -> None:
    """Everything is back, also on the other engine; it verifies, and it is read as before."""
    machine = filled_machine(here)
    before = machine.asked("ledger", "status", "--format", "json")
    backup, keys = backed_up(machine)
    other = new_machine(there)
    other.troth("ledger", "restore", backup, "--keys", keys)
    after = other.asked("ledger", "status", "--format", "json")
    assert after["entries"] == before["entries"] + 1
    assert after["subjects"] == before["subjects"] | {"ledger": 1}
    assert after["epoch"] == before["epoch"] + 1
    old, new = (each.asked("ledger", "access", machine.customers[1]) for each in (machine, other))
    assert new == old
    assert new["customer"]["name"]["text"] == f"Carla {CANARY}"
    other.troth("ledger", "access", machine.customers[1], "--files", other.folder / "files")
    assert [each.read_bytes() for each in (other.folder / "files").iterdir()] == [FILE]
    other.troth("ledger", "verify")


def test_it_loses_nothing_under_load(either: Machine, new_machine: NewMachine) -> None:
    """What was acknowledged before the backup began is in it; what is in it holds together."""
    desk = either.desk("forever")
    assert desk.stdout
    acknowledged = [desk.stdout.readline().strip() for _ in range(60)]
    started = time.monotonic()
    backup, keys = backed_up(either)
    took = time.monotonic() - started
    desk.terminate()
    later = desk.communicate()[0].split()
    assert len(later) > 5, f"there was no load in the {took:.1f} s of the backup"
    other = new_machine("postgresql" if either.database else "sqlite")
    other.troth("ledger", "restore", backup, "--keys", keys)
    other.troth("ledger", "verify")
    for customer in (acknowledged[0], acknowledged[-1]):
        assert names(other, customer) == {f"Carla {CANARY}"}
    kept = other.asked("ledger", "status", "--format", "json")["subjects"]["customer"]
    assert len(acknowledged) <= kept <= len(acknowledged) + len(later)


def test_a_restored_copy_sends_nothing_until_it_is_told_to(
    filled: Machine, new_machine: NewMachine
) -> None:
    """And it says what becomes of what was waiting."""
    backup, keys = backed_up(filled)
    other = new_machine("sqlite")
    other.troth("ledger", "restore", backup, "--keys", keys)
    waiting = filled.asked("ledger", "status", "--format", "json")["waiting"]
    held = other.asked("ledger", "status", "--format", "json")
    assert held["held_since"]
    assert "wait to be told" in other.refused("ledger", "resume")
    done = other.asked("ledger", "resume", "--backlog", "drop", "--format", "json")
    assert done["backlog"] == waiting
    now = other.asked("ledger", "status", "--format", "json")
    assert now["held_since"] is None
    # What is left to tell came after: that it was restored, and resumed.
    assert now["waiting"] == 2
    assert "not held back" in other.refused("ledger", "resume")


def test_who_was_erased_since_is_erased_again(filled: Machine, new_machine: NewMachine) -> None:
    """Nothing of them reaches the disk of the restored copy; all others are back."""
    gone, here, _ = filled.customers
    backup, keys = backed_up(filled)
    filled.troth("ledger", "erase", gone, "--yes")
    other = new_machine("sqlite")
    other.troth("ledger", "restore", backup, "--keys", keys, "--erased", filled.data / "erased.txt")
    assert names(other, gone) == {None}
    assert other.asked("ledger", "access", gone)["customer"]["erased_at"]
    assert names(other, here) == {f"Carla {CANARY}"}
    other.troth("ledger", "verify")
    # And in whatever is made from the copy.
    assert gone in (other.data / "erased.txt").read_text()


def test_a_list_of_the_erased_goes_with_later_keys(
    filled: Machine, new_machine: NewMachine
) -> None:
    """Keys saved later lack those of the erased; without the list it looks like a loss."""
    gone = filled.customers[0]
    backup, _ = backed_up(filled)
    filled.troth("ledger", "erase", gone, "--yes")
    filled.troth("ledger", "backup", filled.folder / "later", "--keys", filled.folder / "new")
    other = new_machine("sqlite")
    arguments = ("ledger", "restore", backup, "--keys", filled.folder / "new")
    assert f"something sealed of {gone}" in other.refused(*arguments)
    other.troth(*arguments, "--erased", filled.data / "erased.txt")
    assert names(other, gone) == {None}


def test_a_refused_restore_leaves_a_database_that_can_be_restored_into(
    filled: Machine, new_machine: NewMachine
) -> None:
    """Keys of another ledger are refused, and nothing is left behind."""
    backup, keys = backed_up(filled)
    stranger = new_machine("sqlite")
    stranger.fill(1)
    _, wrong = backed_up(stranger)
    other = new_machine("sqlite")
    assert "keys" in other.refused("ledger", "restore", backup, "--keys", wrong)
    other.troth("ledger", "restore", backup, "--keys", keys)
    other.troth("ledger", "verify")


def test_it_is_restored_into_an_empty_database_alone(filled: Machine) -> None:
    """Nothing is ever written over."""
    backup, keys = backed_up(filled)
    assert "not empty" in filled.refused("ledger", "restore", backup, "--keys", keys)


def test_people_come_back_with_their_passwords(machine: Machine, new_machine: NewMachine) -> None:
    """Who could sign in still can; nobody else becomes the first admin."""
    machine.troth(
        "people", "add-admin", "ada@example.com", "--password-stdin", given="correct horse staple\n"
    )
    backup, keys = backed_up(machine)
    other = new_machine("sqlite")
    other.troth("ledger", "restore", backup, "--keys", keys)
    assert "has people already" in other.refused("people", "add-admin", "eve@example.com")


def test_the_backup_holds_nothing_in_the_open(filled: Machine) -> None:
    """Neither it nor the keys alone say who anybody is."""
    for path in backed_up(filled):
        assert CANARY.encode() not in gzip.decompress(path.read_bytes())


def test_a_backup_that_is_no_backup_is_refused(machine: Machine) -> None:
    """With the file, and what to do."""
    (machine.folder / "notes").write_text("hello")
    refusal = machine.refused("ledger", "restore", "notes", "--keys", "notes")
    assert "notes: this is not a backup" in refusal
    assert "missing" in machine.refused("ledger", "restore", "missing", "--keys", "notes")
