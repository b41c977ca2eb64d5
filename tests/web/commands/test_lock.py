"""One process has a SQLite database to write, and others are told which."""

import multiprocessing
from datetime import UTC, datetime
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from troth_web.commands.lock import InUseError, held, holder, lock_file

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_it_works(tmp_path: Path) -> None:
    """While the block runs, it is held; then it is free again."""
    database = tmp_path / "data/ledger.sqlite3"
    assert holder(database) is None
    with held(database, "troth serve", NOW):
        assert "troth serve, since 2026-12-01T09:00:00" in str(holder(database))
    assert holder(database) is None
    with held(database, "again", NOW):
        pass


def test_a_second_one_is_told_who_has_it(tmp_path: Path) -> None:
    """Which process, and what it does."""
    database = tmp_path / "ledger.sqlite3"
    with (
        held(database, "troth serve", NOW),
        pytest.raises(InUseError, match=r"in use by process \d+ \(troth serve, since 2026"),
        held(database, "troth ledger import", NOW),
    ):
        pass


def test_the_file_alone_is_no_lock(tmp_path: Path) -> None:
    """A process that was killed leaves the file, and holds nothing any more."""
    database = tmp_path / "ledger.sqlite3"
    lock_file(database).write_text('[1, "troth serve", "2026-12-01"]')
    assert holder(database) is None
    with held(database, "troth serve", NOW):
        pass


def test_a_child_keeps_it(tmp_path: Path) -> None:
    """A process that answers for a server that is gone still holds the database."""
    database = tmp_path / "ledger.sqlite3"
    forked = multiprocessing.get_context("fork")
    end = forked.Event()
    with held(database, "troth serve", NOW):
        child = forked.Process(target=_wait, args=(end,))
        child.start()
    assert holder(database)
    end.set()
    child.join()
    assert holder(database) is None


def _wait(end: Event) -> None:
    end.wait(30)
