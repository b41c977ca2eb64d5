"""Files of promises in an export: each a file of its own in a folder beside the entries, sealed.

The entry that attached a file says its seal, so that a changed one is refused.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from troth.promises.entries import EntryType
from troth.promises.store import Sealed
from troth_web.ledger.transfer.lines import BadEntryError

FOLDER = "files"


def set_aside(entries: Iterable[Sealed], folder: Path) -> Iterator[Sealed]:
    """The entries without their files, which are written into the folder of an export.

    Raises:
        OSError: one cannot be written.
    """
    for each in entries:
        if each.file is not None:
            _write(folder / FOLDER, each.entry.id, each.file)
        yield replace(each, file=None)


def with_files(entries: Iterable[Sealed], folder: Path) -> Iterator[Sealed]:
    """The entries with their files, as far as these lie in the folder of an export."""
    for each in entries:
        path = folder / FOLDER / each.entry.id
        if each.entry.type is EntryType.PROMISE_FILE_ATTACHED and path.is_file():
            yield replace(each, file=path.read_bytes())
        else:
            yield each


def number_in(folder: Path) -> int:
    """How many files lie in the folder of an export."""
    inside = folder / FOLDER
    return sum(1 for _ in inside.iterdir()) if inside.is_dir() else 0


def check_number(folder: Path, manifest: Mapping[str, Any]) -> None:
    """See that no file of an export was lost.

    Raises:
        BadEntryError: there are more or fewer than it says.
    """
    said, found = manifest.get("files", 0), number_in(folder)
    if said != found:
        raise BadEntryError(
            str(folder / FOLDER), f"there are {found} files, and the manifest speaks of {said}"
        )


def _write(folder: Path, name: str, content: bytes) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
