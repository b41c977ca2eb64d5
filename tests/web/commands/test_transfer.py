"""What is exported can be imported, anywhere, with every hash as it was."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.contracts.stores.cast import ANNA, NOW, customer, made, published
from tests.web.commands.desk import CANARY
from tests.web.commands.machine import Machine
from troth import operations
from troth.promises.store import BrokenChainError, Sealed
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


def opened(path: Path) -> list[dict[str, Any]]:
    """The rows of a file."""
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return rows
    return [json.loads(line) for line in path.read_text().splitlines()]


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


@pytest.fixture
def attached(store: MemoryStore) -> str:
    """The id of a file of the promise; another was removed."""
    promise = next(
        each.entry.subject for each in store.sealed() if each.entry.type.kind == "promise"
    )
    with store.writing(actor=ANNA, at=NOW) as work:
        for name in ("gone.txt", "order.pdf"):
            upload = operations.Upload(name, b"%PDF-1.7")
            file = operations.attach_file(work, promise, operations.AttachFile(), upload)
            if name == "gone.txt":
                gone = operations.RemoveFile()
                operations.remove_file(work, promise, file.id, gone)
    return file.id


@pytest.mark.parametrize("form", FORMATS)
def test_files_lie_beside_the_entries(
    store: MemoryStore, attached: str, tmp_path: Path, form: Format
) -> None:
    """Sealed, each under the id of its entry; what was removed is not there."""
    export(store, tmp_path / "out", form, at=NOW)
    assert [path.name for path in (tmp_path / "out/files").iterdir()] == [attached]
    other = MemoryStore()
    take_over(other, tmp_path / "out")
    files = [each.file for each in store.sealed()]
    assert [each.file for each in other.sealed()] == files
    assert sum(each is not None for each in files) == 1
    alone = MemoryStore()
    take_over(alone, tmp_path / "out" / f"entries.{form}")
    assert all(each.file is None for each in alone.sealed())


def test_a_file_that_was_lost_or_changed_is_refused(
    store: MemoryStore, attached: str, tmp_path: Path
) -> None:
    """The manifest says how many there are, and each entry says its seal."""
    export(store, tmp_path / "out", "jsonl", at=NOW)
    path = tmp_path / "out/files" / attached
    path.write_bytes(b"other")
    with pytest.raises(BrokenChainError, match="its file is not what was sealed"):
        take_over(MemoryStore(), tmp_path / "out")
    path.unlink()
    with pytest.raises(BadEntryError, match="there are 0 files, and the manifest speaks of 1"):
        take_over(MemoryStore(), tmp_path / "out")


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
    filled_machine: NewMachine, new_machine: NewMachine, here: str, there: str, form: str
) -> None:
    """With the keys, everything is read there as here; exported again, it is the same file."""
    machine, other = filled_machine(here), new_machine(there)
    out, keys = machine.folder / "out", machine.folder / "keys"
    machine.troth("ledger", "export", out, "--format", form, "--keys", keys)
    assert "13 entries read, 13 new" in other.troth("ledger", "import", out, "--keys", keys).stdout
    assert "13 entries read, 0 new" in other.troth("ledger", "import", out, "--keys", keys).stdout
    known = other.asked("ledger", "access", "crm:2")
    assert known == machine.asked("ledger", "access", machine.customers[2])
    assert known["customer"]["name"]["text"] == f"Carla {CANARY}"
    other.troth("ledger", "verify")
    other.troth("ledger", "export", other.folder / "out", "--format", "jsonl")
    machine.troth("ledger", "export", machine.folder / "again", "--format", "jsonl")
    assert (other.folder / "out/entries.jsonl").read_bytes() == (
        machine.folder / "again/entries.jsonl"
    ).read_bytes()
    # Nobody is told of what was told elsewhere.
    assert other.asked("ledger", "status", "--format", "json")["waiting"] == 0


def test_without_the_keys_it_is_refused(filled: Machine, new_machine: NewMachine) -> None:
    """What is personal could never be read again."""
    filled.troth("ledger", "export", filled.folder / "out")
    other = new_machine("sqlite")
    assert "bring the keys" in other.refused("ledger", "import", filled.folder / "out")


@pytest.mark.parametrize("form", FORMATS)
def test_in_the_open_it_is_for_who_may_have_it(filled: Machine, form: str) -> None:
    """An admin who is named; it says for whom."""
    arguments = ("ledger", "export", filled.folder / "open", "--plain", "--format", form)
    assert "say who: --by" in filled.refused(*arguments)
    assert "nobody who may" in filled.refused(*arguments, "--by", "eve@example.com")
    filled.troth("people", "add-admin", "ada@example.com")
    said = filled.troth(*arguments, "--by", "ada@example.com")
    assert "entries and 3 promises in the open, for person:" in said.stdout
    assert f"still at it, {CANARY}" in str(opened(filled.folder / f"open/entries.{form}"))
    promises = opened(filled.folder / f"open/promises.{form}")
    assert {(each["metric"], each["outcome"]) for each in promises} == {("first-reply", "open")}
    assert json.loads((filled.folder / "open/for.json").read_text())["by"].startswith("person:")
