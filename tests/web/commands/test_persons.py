"""What is kept of a person is given, put right, and erased until no byte of it is left."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.web.commands.desk import CANARY, FILE
from tests.web.commands.machine import Machine


def bytes_of(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file below a folder, opened where it was compressed."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            yield path, gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def test_access_gives_all_that_is_held(filled: Machine) -> None:
    """Their data, their promises, each entry, opened; of nobody else anything."""
    first, second, _ = filled.customers
    known = filled.asked("ledger", "access", first)
    assert known["customer"]["name"]["text"] == f"Carla {CANARY}"
    assert {each["type"] for each in known["entries"]} == {
        "customer.added",
        "promise.made",
        "promise.file-attached",
        "promise.told",
    }
    assert known["entries"][-1]["personal"]["says"]["text"] == f"still at it, {CANARY}"
    assert len(known["promises"]) == len({each["subject"] for each in known["entries"]}) - 1
    assert second not in str(known)


def test_access_writes_their_files(filled: Machine) -> None:
    """Each under its id and its name, into a folder that holds nothing else."""
    first, folder = filled.customers[0], filled.folder / "theirs"
    known = filled.asked("ledger", "access", first, "--files", folder)
    (listed,) = known["files"]
    (path,) = folder.iterdir()
    assert path.name == f"{listed['id']} {CANARY}.txt"
    assert path.read_bytes() == FILE
    assert (listed["size"], listed["media_type"]) == (len(FILE), "text/plain")
    assert "is not empty" in filled.refused("ledger", "access", first, "--files", folder)


def test_somebody_is_found_by_what_tells_them_apart(filled: Machine) -> None:
    """Id, address or reference; who is not known is refused."""
    first = filled.customers[0]
    assert filled.asked("ledger", "access", "crm:0")["customer"]["id"] == first
    address = filled.asked("ledger", "access", first)["customer"]["email"]["text"]
    assert filled.asked("ledger", "access", address.upper())["customer"]["id"] == first
    assert "no customer has the id" in filled.refused("ledger", "access", "crm:9")
    assert "no customer has the id" in filled.refused("ledger", "access", "edition-1")


def test_rectify_puts_right_what_is_named(filled: Machine) -> None:
    """What stood before stays in the journal; they are found by what is right."""
    customer = filled.customers[0]
    filled.troth("ledger", "rectify", customer, "--name", "Karla", "--reason", "she said so")
    known = filled.asked("ledger", "access", customer)
    assert known["customer"]["name"]["text"] == "Karla"
    assert known["customer"]["ref"] == "crm:0"
    assert known["entries"][0]["personal"]["name"]["text"] == f"Carla {CANARY}"
    assert "say what is to be put right" in filled.refused("ledger", "rectify", customer)
    assert "--name" in filled.refused("ledger", "rectify", customer, "--name", "")


def test_erasing_asks_first(filled: Machine) -> None:
    """Where nobody can be asked, it must be said."""
    customer = filled.customers[0]
    assert "--yes" in filled.refused("ledger", "erase", customer)
    assert filled.asked("ledger", "access", customer)["customer"]["name"]


def test_no_byte_is_left_of_who_was_erased(filled: Machine) -> None:
    """T25: not in the database, its log, exports, backups made since, or what was printed."""
    customers = filled.customers
    said = [filled.troth("ledger", "erase", each, "--yes") for each in customers]
    filled.troth("ledger", "export", filled.folder / "export")
    filled.troth("ledger", "backup", filled.folder / "backup", "--keys", filled.folder / "keys")
    found = [path for path, content in bytes_of(filled.folder) if CANARY.encode() in content]
    assert not found
    assert CANARY not in "".join(each.stdout + each.stderr for each in said)
    for customer in customers:
        assert filled.asked("ledger", "access", customer)["customer"]["name"] is None
    filled.troth("ledger", "verify")


def test_nothing_is_ever_in_the_open(filled: Machine) -> None:
    """While they are here, what is personal of them is sealed wherever it lies."""
    filled.troth("ledger", "export", filled.folder / "export")
    found = [path for path, content in bytes_of(filled.folder) if CANARY.encode() in content]
    assert not found


def test_no_row_is_left_on_postgresql(filled_machine: Callable[[str], Machine]) -> None:
    """No table holds the canary, a key or a sealed part of who was erased."""
    machine = filled_machine("postgresql")
    gone, here, _ = machine.customers
    machine.troth("ledger", "erase", gone, "--yes")
    with psycopg.connect(machine.database) as connection:
        for table in ("ledger_key", "ledger_sealed", "ledger_file"):
            persons = connection.execute(
                sql.SQL("SELECT DISTINCT person FROM {}").format(sql.Identifier(table))
            ).fetchall()
            assert (here,) in persons
            assert (gone,) not in persons
    machine.troth("ledger", "verify")


def test_who_was_erased_is_erased_once(filled: Machine) -> None:
    """A second time, there is nobody."""
    customer = filled.customers[0]
    filled.troth("ledger", "erase", customer, "--yes")
    assert "there is no customer" in filled.refused("ledger", "erase", customer, "--yes")


@pytest.mark.parametrize("command", ["access", "erase", "rectify"])
def test_without_a_ledger_they_say_where_they_looked(machine: Machine, command: str) -> None:
    """And make none."""
    assert f"there is no ledger at {machine.sqlite}" in machine.refused("ledger", command, "x")
    assert not machine.sqlite.exists()
