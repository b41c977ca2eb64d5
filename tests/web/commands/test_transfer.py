"""What is exported can be imported, anywhere, with every hash as it was."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.contracts.stores.cast import NOW, customer, made, published
from tests.web.commands.desk import CANARY
from tests.web.commands.machine import Machine
from troth.promises.store import Sealed
from troth.testing import MemoryStore
from troth_web.ledger.transfer.exporting import FolderInUseError, Format, export
from troth_web.ledger.transfer.importing import take_over
from troth_web.ledger.transfer.lines import BadEntryError, as_line, from_line

NewMachine = Callable[[str], Machine]
FORMATS: tuple[Format, ...] = ("jsonl", "parquet")


@pytest.fixture
def store() -> MemoryStore:
    """A few entries of all sorts."""
    store = MemoryStore()
    published(store)
    carla = customer(store, "Carla \u2028 Käse", "carla@example.com")
    made(store, carla.id)
    return store


def kept(store: MemoryStore) -> list[tuple[str, str, bytes | None]]:
    """What must be the same on both sides."""
    return [(each.entry.id, each.entry.hash, each.content) for each in store.sealed()]


@pytest.mark.parametrize("form", FORMATS)
def test_it_works(store: MemoryStore, tmp_path: Path, form: Format) -> None:
    """Everything arrives as it was; a second time nothing is new."""
    made = export(store, tmp_path / "out", form, at=NOW)
    other = MemoryStore()
    done = take_over(other, tmp_path / "out")
    assert (made.entries, done.entries, done.new) == (3, 3, 3)
    assert kept(other) == kept(store)
    assert take_over(other, tmp_path / "out").new == 0
    assert kept(other) == kept(store)


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_alone_is_enough(store: MemoryStore, tmp_path: Path, form: Format) -> None:
    """Without its folder, by its name."""
    export(store, tmp_path / "out", form, at=NOW)
    other = MemoryStore()
    assert take_over(other, tmp_path / "out" / f"entries.{form}").new == 3
    assert kept(other) == kept(store)


def test_an_import_that_broke_off_is_finished_by_another(
    store: MemoryStore, tmp_path: Path
) -> None:
    """Nothing is doubled, nothing is missing."""
    export(store, tmp_path / "out", "jsonl", at=NOW)
    other = MemoryStore()
    other.add(store.sealed()[:2])
    assert take_over(other, tmp_path / "out").new == 1
    assert kept(other) == kept(store)


def test_it_never_mixes_with_what_is_there(store: MemoryStore, tmp_path: Path) -> None:
    """A folder that holds something is refused."""
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(FolderInUseError):
        export(store, tmp_path, "jsonl", at=NOW)


def test_an_export_that_broke_off_is_refused(store: MemoryStore, tmp_path: Path) -> None:
    """It has no manifest, which is written last."""
    export(store, tmp_path / "out", "jsonl", at=NOW)
    (tmp_path / "out/manifest.json").unlink()
    with pytest.raises(BadEntryError, match="it is missing"):
        take_over(MemoryStore(), tmp_path / "out")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_was_changed_is_refused(
    store: MemoryStore, tmp_path: Path, form: Format
) -> None:
    """By a single byte; nothing is taken of it."""
    export(store, tmp_path / "out", form, at=NOW)
    path = tmp_path / "out" / f"entries.{form}"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    other = MemoryStore()
    with pytest.raises(BadEntryError, match="not the file that the manifest"):
        take_over(other, tmp_path / "out")
    assert not other.sealed()


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("actor", "person:bob (admin)", "its hash is not"),
        ("at", "2026-12-01T09:00:00Z", "not an instant such as"),
        ("at", "2026-12-01T09:00:00.000000", "not an instant such as"),
        ("sequence", 0, "not a number from 1"),
        ("sequence", True, "not a number from 1"),
        ("type", "promise.forgotten", "promise.forgotten"),
        ("id", "7", "is not an id"),
        ("payload", [], "not an object"),
        ("content", "AAAA", "not what its seal says"),
        ("content", "*", "content|Non-base64|base64"),
        ("channel", 7, "neither a text nor null"),
        ("more", 7, "exactly the keys"),
    ],
)
def test_a_line_that_was_changed_is_refused(
    store: MemoryStore, tmp_path: Path, key: str, value: object, why: str
) -> None:
    """With the line, and what is wrong with it."""
    lines = [as_line(each) for each in store.sealed()]
    lines[1] = json.dumps(json.loads(lines[1]) | {key: value})
    (path := tmp_path / "entries.jsonl").write_text("\n".join(lines) + "\n")
    with pytest.raises(BadEntryError, match=why) as refused:
        take_over(MemoryStore(), path)
    assert "2" in str(refused.value)


@pytest.mark.parametrize("line", ["", "{}", "7", "[1", '{"a":NaN}', "[" * 100_000, '"\\ud800"'])
def test_what_is_no_entry_is_refused(line: str) -> None:
    """Whatever it is."""
    with pytest.raises(BadEntryError):
        from_line(line, "here")


def test_a_line_is_read_as_it_was_written(store: MemoryStore) -> None:
    """To the last microsecond."""
    for each in store.sealed():
        again = from_line(as_line(each), "here")
        assert again == Sealed(again.entry, each.content)
        assert as_line(again) == as_line(each)
        assert again.entry.at.tzinfo in {UTC, again.entry.at.tzinfo}
        assert isinstance(again.entry.at, datetime)


@pytest.mark.parametrize(
    ("here", "there", "form"),
    [("sqlite", "postgresql", "jsonl"), ("postgresql", "sqlite", "parquet")],
)
def test_it_goes_from_engine_to_engine(
    new_machine: NewMachine, here: str, there: str, form: str
) -> None:
    """With the keys, everything is read there as here; exported again, it is the same file."""
    machine, other = new_machine(here), new_machine(there)
    customers = machine.filled(5)
    out, keys = machine.folder / "out", machine.folder / "keys"
    machine.troth("ledger", "export", out, "--format", form, "--keys", keys)
    assert "16 entries read, 16 new" in other.troth("ledger", "import", out, "--keys", keys).stdout
    assert "16 entries read, 0 new" in other.troth("ledger", "import", out, "--keys", keys).stdout
    for customer_id in customers:
        known = other.asked("ledger", "access", customer_id)
        assert known == machine.asked("ledger", "access", customer_id)
        assert known["customer"]["name"] == f"Carla {CANARY}"
    assert other.asked("ledger", "access", "crm:3")["customer"]["id"] == customers[3]
    other.troth("ledger", "verify")
    other.troth("ledger", "export", other.folder / "out", "--format", "jsonl")
    machine.troth("ledger", "export", machine.folder / "again", "--format", "jsonl")
    assert (other.folder / "out/entries.jsonl").read_bytes() == (
        machine.folder / "again/entries.jsonl"
    ).read_bytes()
    # Nobody is told of what was told elsewhere.
    assert other.asked("ledger", "status", "--format", "json")["waiting"] == 0


def test_without_the_keys_it_is_refused(machine: Machine, new_machine: NewMachine) -> None:
    """What is personal could never be read again."""
    machine.filled(1)
    machine.troth("ledger", "export", machine.folder / "out")
    other = new_machine("sqlite")
    assert "keys" in other.refused("ledger", "import", machine.folder / "out")


@pytest.mark.parametrize("form", FORMATS)
def test_in_the_open_it_is_for_who_may_have_it(machine: Machine, form: str) -> None:
    """An admin who is named; it says for whom."""
    machine.filled(2)
    arguments = ("ledger", "export", machine.folder / "open", "--plain", "--format", form)
    assert "say who: --by" in machine.refused(*arguments)
    assert "nobody who may" in machine.refused(*arguments, "--by", "eve@example.com")
    machine.troth("people", "add-admin", "ada@example.com")
    said = machine.troth(*arguments, "--by", "ada@example.com")
    assert "7 entries and 2 promises in the open, for person:" in said.stdout
    assert CANARY.encode() in (machine.folder / f"open/entries.{form}").read_bytes()
    assert json.loads((machine.folder / "open/for.json").read_text())["by"].startswith("person:")
