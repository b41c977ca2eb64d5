"""Entries as a file of JSON lines, compressed where its name ends in `.gz`."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from troth.promises.store import Sealed
from troth_web.ledger.transfer.lines import LONGEST, BadEntryError, as_line, from_line


def write(entries: Iterable[Sealed], path: Path) -> int:
    """Write entries to a file; how many there were."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        return sum(1 for sealed in entries if file.write(as_line(sealed) + "\n"))


def read(path: Path) -> Iterator[Sealed]:
    """The entries of a file, one by one.

    Raises:
        BadEntryError: a line is not an entry, or the file was cut off.
    """
    with _opened(path) as file:
        number = 0
        while line := _line(file, path, number):
            number += 1
            if not line.endswith(b"\n"):
                raise BadEntryError(f"{path}:{number}", "the line has no end: it was cut off")
            yield from_line(line, f"{path}:{number}")


def _opened(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]  # it reads bytes like a file
    return path.open("rb")


def _line(file: IO[bytes], path: Path, number: int) -> bytes:
    try:
        return file.readline(LONGEST + 2)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise BadEntryError(f"{path}:{number + 1}", "what was compressed is damaged") from None
