"""When the last backup was made, in a file of the data directory."""

from datetime import datetime
from pathlib import Path

from troth.outputs import draft_of
from troth.promises.hashing import instant

_FILE = "last-backup"


def note_backup(directory: Path, at: datetime) -> None:
    """Remember that a backup was made.

    Raises:
        OSError: the directory cannot be written to.
    """
    with draft_of(directory / _FILE) as draft:
        draft.write_text(f"{instant(at)}\n", encoding="ascii")


def last_backup(directory: Path) -> datetime | None:
    """When the last backup was made from here; None where none is known."""
    try:
        return datetime.fromisoformat((directory / _FILE).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
