"""Who was erased since a backup: the list of a file, and that of this machine."""

from pathlib import Path

from troth.errors import TrothError
from troth_web.ledger.erasing import tombstones
from troth_web.settings.environment import data_directory


class NoListError(TrothError):
    """A list of erased persons that is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: there is no such list; it is erased.txt in the data directory of the server "
            "that was backed up"
        )


def erased_since(listed: Path | None) -> set[str]:
    """Ids of all whom the list or this machine's own list names.

    Raises:
        NoListError: the list is missing or no text.
    """
    return tombstones(data_directory()) | (_read(listed) if listed else set())


def _read(path: Path) -> set[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise NoListError(path) from None
    return {line.strip() for line in lines} - {""}
