"""One process at a time writes a SQLite ledger: who holds the lock file beside the database.

SQLite before 3.51.3 can spoil a database in WAL mode that two processes write to or checkpoint at
the same moment. So a server keeps the lock for as long as it runs, and so does a command that
writes. The lock goes with the process, however it ends; the file stays and is not a lock itself.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from troth.errors import TrothError


class InUseError(TrothError):
    """Somebody else has the database."""

    def __init__(self, database: Path, holder: str) -> None:
        super().__init__(
            f"{database} is in use by {holder}; on SQLite one process holds everything, "
            "so stop it first, or ask the running server: by its API, or with --url where the "
            "command has it"
        )


@contextmanager
def held(database: Path, what: str, at: datetime) -> Iterator[None]:
    """Hold the lock of a SQLite database while the block runs.

    Args:
        database: the file; it need not exist yet.
        what: the command that holds it, for whoever is refused.
        at: since when, for the same.

    Raises:
        InUseError: another process has it.
    """
    path = lock_file(database)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _locked(handle):
            raise InUseError(database, _holder(handle))
        # Children of a server keep the lock with it, so that none outlives it unseen.
        os.set_inheritable(handle, True)
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps([os.getpid(), what, at.isoformat()]).encode(), 0)
        yield
    finally:
        os.close(handle)


def holder(database: Path) -> str | None:
    """Who holds the lock of a SQLite database: `process 4711 (troth serve, since ...)`; or None."""
    try:
        handle = os.open(lock_file(database), os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        # A shared lock is enough to see whether anybody holds the exclusive one.
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(handle)
    else:
        return None
    finally:
        os.close(handle)


def lock_file(database: Path) -> Path:
    """The lock file of a database; beside it, so that two data directories cannot share one."""
    return database.with_name(f"{database.name}.lock")


def _locked(handle: int) -> bool:
    """Whether the lock could be had; somebody who only looks has it for no longer than a moment."""
    for _ in range(10):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
        else:
            return True
    return False


def _holder(handle: int) -> str:
    try:
        process, what, since = json.loads(os.pread(handle, 1000, 0))
    except ValueError:
        # Seen between its locking and its writing.
        return "another process"
    return f"process {process} ({what}, since {since})"
