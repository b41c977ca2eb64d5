"""Writing the journal into a folder: the entries, and a manifest that says what they must be."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, Protocol

from troth.errors import TrothError
from troth.outputs import draft_of
from troth.promises.hashing import instant
from troth.promises.store import Sealed
from troth_web.ledger.transfer import attached
from troth_web.ledger.transfer.lines import BadEntryError

Format = Literal["jsonl", "parquet"]
#: Called with how many entries were done, now and then.
Progress = Callable[[int], None]

MANIFEST = "manifest.json"
FORM = 1
#: How often progress is told.
_EVERY = 1_000


class FolderInUseError(TrothError):
    """An export into a folder that holds something."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not empty; name a folder that is, or one to be made")


class Exporting(Protocol):
    """A store that gives all that it holds."""

    def sealed(self) -> Iterable[Sealed]:
        """Every entry as it is kept, in feed order."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What an export wrote."""

    folder: str
    format: Format
    entries: int
    sha256: str


def export(
    store: Exporting,
    folder: Path,
    format: Format,  # noqa: A002 - the word of the command line
    *,
    at: datetime,
    progress: Progress | None = None,
) -> Exported:
    """Write every entry of a store, as it is kept: personal parts and files stay sealed.

    The manifest is written last: a folder without one is an export that was broken off.

    Args:
        store: read once, from its first entry to its last; memory does not grow with it.
        folder: made if it is missing.
        format: JSON lines or Parquet.
        at: when, for the manifest.
        progress: told how many entries were written.

    Raises:
        FolderInUseError: the folder holds something.
        OSError: it cannot be written.
    """
    empty_folder(folder)
    path = folder / f"entries.{format}"
    with draft_of(path) as draft:
        entries = attached.set_aside(store.sealed(), folder)
        number = form(format).write(_told(entries, progress), draft)
    made = Exported(folder=str(folder), format=format, entries=number, sha256=sha256_of(path))
    _write_manifest(folder, made, path.name, at)
    return made


def empty_folder(folder: Path) -> None:
    """A folder that holds nothing, made if it is missing, open to its owner only.

    Raises:
        FolderInUseError: it holds something.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderInUseError(folder)


def form(format: Format) -> ModuleType:  # noqa: A002 - the word of the command line
    """The module that reads and writes a format; Parquet is loaded only where it is asked for."""
    if format == "parquet":
        from troth_web.ledger.transfer import parquet

        return parquet
    from troth_web.ledger.transfer import jsonl

    return jsonl


def manifest_of(folder: Path) -> dict[str, Any]:
    """What an export says of itself.

    Raises:
        BadEntryError: there is no manifest, or none of this form.
    """
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BadEntryError(str(path), "an export ends with this file, and it is missing") from None
    if not isinstance(found, dict) or found.get("troth") != "export" or found.get("form") != FORM:
        raise BadEntryError(str(path), f"this is not an export of form {FORM}")
    return found


def sha256_of(path: Path) -> str:
    """The checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_manifest(folder: Path, made: Exported, name: str, at: datetime) -> None:
    said = {
        "troth": "export",
        "form": FORM,
        "at": instant(at),
        "file": name,
        "entries": made.entries,
        "sha256": made.sha256,
        "files": attached.number_in(folder),
    }
    with draft_of(folder / MANIFEST) as draft:
        draft.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


def _told(entries: Iterable[Sealed], progress: Progress | None) -> Iterator[Sealed]:
    for number, sealed in enumerate(entries, start=1):
        if progress and number % _EVERY == 0:
            progress(number)
        yield sealed
