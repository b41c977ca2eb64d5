"""The power cut itself: it keeps what was synced, and shows what was not."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from lab.power.disk import Disk, File
from lab.power.journal import Event, Length, Name, Sync, Write
from lab.power.recording import Recording, missing

WHY_NOT = missing()
needs_strace = pytest.mark.skipif(WHY_NOT is not None, reason=str(WHY_NOT))


def cut(tmp_path: Path, *events: Event, luck: random.Random | None = None) -> dict[str, bytes]:
    (tmp_path / "before").mkdir()
    (tmp_path / "before/log").write_bytes(b"old")
    disk = Disk(tmp_path / "root", tmp_path / "before")
    disk.happened(events)
    disk.cut(tmp_path / "after", luck)
    return {path.name: path.read_bytes() for path in (tmp_path / "after").iterdir()}


def log(tmp_path: Path) -> str:
    return str(tmp_path / "root/log")


def test_it_works(tmp_path: Path) -> None:
    """What was written and synced is there."""
    path = log(tmp_path)
    left = cut(tmp_path, Write(path, 3, b" new", 1.0), Sync(path, 1.1, 1.2))
    assert left == {"log": b"old new"}


def test_what_was_not_synced_is_gone(tmp_path: Path) -> None:
    assert cut(tmp_path, Write(log(tmp_path), 3, b" new", 1.0)) == {"log": b"old"}


def test_a_sync_saves_nothing_that_was_written_while_it_ran(tmp_path: Path) -> None:
    path = log(tmp_path)
    assert cut(tmp_path, Write(path, 3, b" new", 1.5), Sync(path, 1.1, 1.6)) == {"log": b"old"}


def test_a_sync_of_one_file_saves_no_other(tmp_path: Path) -> None:
    path = log(tmp_path)
    other = str(tmp_path / "root/other")
    events = (Name(None, other, 0.5), Write(path, 0, b"new", 1.0), Sync(other, 1.1, 1.2))
    assert cut(tmp_path, *events) == {"log": b"old", "other": b""}


def test_a_renamed_file_takes_its_content_along(tmp_path: Path) -> None:
    path, other = log(tmp_path), str(tmp_path / "root/other")
    events = (Write(path, 0, b"new", 1.0), Sync(path, 1.1, 1.2), Name(path, other, 1.3))
    assert cut(tmp_path, *events) == {"other": b"new"}


def test_with_luck_pages_stand_in_any_state(tmp_path: Path) -> None:
    """Two pages written together may survive together, alone, or not."""
    file = File(None)
    file.changes = [Write("log", 0, b"old", 0.5)]
    file.synced(0.6)
    file.changes += [Length("log", 0, 0.9, cuts=True), Write("log", 0, b"a" * 4096 + b"b", 1.0)]
    seen = {file.left(random.Random(seed)) for seed in range(1_000)}
    whole = b"a" * 4096 + b"b"
    assert {b"old", b"", whole, bytes(4096) + b"b", b"a" * 4096 + b"\0", bytes(4097)} <= seen


def lost(tmp_path: Path, synchronous: str, luck: random.Random | None) -> tuple[int, int]:
    """Commits that were acknowledged and are gone after cuts, and how many cuts there were."""
    root = tmp_path / "root"
    root.mkdir()
    recording = Recording(root, tmp_path / "recording")
    writer = Path(__file__).with_name("raw_writer.py")
    command = [sys.executable, str(writer), str(root / "raw.db"), synchronous, "60"]
    told = subprocess.run([*recording.words, *command], capture_output=True, text=True, check=True)
    acks = [(int(n), float(at)) for n, at in (line.split() for line in told.stdout.splitlines())]
    events = recording.events()
    gone = 0
    cuts = acks[5::6]
    for number, at in cuts:
        disk = recording.disk()
        disk.happened(event for event in events if event.end <= at)
        image = tmp_path / f"image-{number}"
        disk.cut(image, luck)
        gone += number + 1 - len(found(image / "raw.db") & set(range(number + 1)))
    return gone, len(cuts)


def found(path: Path) -> set[int]:
    connection = sqlite3.connect(path)
    with closing(connection):
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        if not connection.execute("select 1 from sqlite_master").fetchall():
            return set()
        return {number for (number,) in connection.execute("select number from said")}


@needs_strace
@pytest.mark.parametrize("luck", [None, random.Random(4)], ids=["nothing unsynced", "some pages"])
def test_full_sync_loses_nothing(tmp_path: Path, luck: random.Random | None) -> None:
    assert lost(tmp_path, "FULL", luck) == (0, 10)


@needs_strace
def test_the_cut_is_not_blind(tmp_path: Path) -> None:
    """With less syncing the same cuts lose what was acknowledged."""
    gone, _ = lost(tmp_path, "NORMAL", None)
    assert gone > 0
