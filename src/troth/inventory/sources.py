"""Which files lie below the paths that somebody names."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from troth.errors import TrothError
from troth.inventory.reading import SUFFIXES

MOST_FILES = 20_000
#: A list of addresses is told by what it holds; it is read no further than this.
_LIST_BYTES = 1_000_000
_FOLDERS_OF_TOOLS = frozenset({"node_modules", "__pycache__"})


class MissingPathError(TrothError):
    """A path at which there is nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{shown(path)}: is not there; name a folder or a file with texts")


class TooManyFilesError(TrothError):
    """More files than one inventory takes."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{shown(path)}: has more than {MOST_FILES:,} files; name folders one by one"
        )


@dataclass(kw_only=True)
class Sources:
    """What is to be read, and what is left out."""

    #: Each file with the name that it is told by.
    files: list[tuple[Path, str]] = field(default_factory=list)
    #: Lists of addresses, each with its addresses.
    lists: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    #: Suffixes of files that no text is looked for in, with how many there are.
    other: Counter[str] = field(default_factory=Counter)
    #: What was named or found and is not read, and why.
    unread: list[tuple[str, str]] = field(default_factory=list)


def sources(paths: Sequence[Path]) -> Sources:
    """The files at and below some paths, in the order of their names.

    Raises:
        MissingPathError: one of them is not there.
        TooManyFilesError: there are too many.
    """
    found = Sources()
    for path in paths:
        if path.is_dir():
            _below(path, found)
        elif path.exists() or path.is_symlink():
            addresses = _addresses(path)
            if addresses:
                found.lists.append((shown(path), addresses))
            else:
                found.files.append((path, shown(path)))
        else:
            raise MissingPathError(path)
        if len(found.files) > MOST_FILES:
            raise TooManyFilesError(path)
    return found


def shown(path: Path) -> str:
    """The path as text that can be written; names of files are any bytes."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _below(folder: Path, found: Sources) -> None:
    root = folder.resolve()
    for path in _walk(folder):
        name = shown(path)
        if path.suffix.lower() not in SUFFIXES:
            found.other[path.suffix.lower() or "no suffix"] += 1
        elif path.is_symlink() and not _leads_below(path, root):
            found.unread.append((name, "it is a link that leads elsewhere or nowhere"))
        else:
            found.files.append((path, name))
            if len(found.files) > MOST_FILES:
                raise TooManyFilesError(folder)


def _walk(folder: Path) -> Iterator[Path]:
    """Files, folder by folder; links to folders are not followed, so that none goes in circles."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _FOLDERS_OF_TOOLS
        )
        yield from (Path(where, name) for name in sorted(names) if not name.startswith("."))


def _leads_below(path: Path, root: Path) -> bool:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(root)


def _addresses(path: Path) -> tuple[str, ...]:
    """The addresses of a list, one on each line; nothing where a line is anything else."""
    if path.suffix.lower() not in {".txt", ".urls", ".list", ""} or not path.is_file():
        return ()
    with path.open("rb") as file:
        text = file.read(_LIST_BYTES).decode("utf-8-sig", errors="replace")
    lines = [line.strip() for line in text.splitlines()]
    named = [line for line in lines if line and not line.startswith("#")]
    if all(line.startswith(("http://", "https://")) and " " not in line for line in named):
        return tuple(dict.fromkeys(named))
    return ()
