"""The file of a backup: compressed lines of JSON, in sections, with a checksum at its end.

The first line says what it is, the last the SHA-256 of all lines before. Each table has a line that
names its columns, then its rows, many in a line. A file that was cut off, changed or mixed up is
refused before anything is restored.
"""

import gzip
import hashlib
import json
import os
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, Any

from troth.errors import TrothError
from troth.outputs import draft_of

#: The form of the file; readers refuse one that they do not know.
FORM = 1
#: A line longer than this is none of ours.
LONGEST = 100_000_000
#: Letters of rows in a line, about: a line for each row would take twice the time to read.
_LINE = 100_000

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode

Row = Sequence[Any]


class BadBackupError(TrothError):
    """A file that is not a whole backup."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}; take another copy of it, or another backup")


class ExistsError(TrothError):
    """A file stands where a backup shall be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already; a backup never takes the place of another file")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """What the rows of a section hold."""

    table: str
    #: Name and kind of each column.
    columns: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names alone."""
        return tuple(name for name, _ in self.columns)


class Writer:
    """Writes the lines of a container."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def line(self, value: object) -> None:
        """One line."""
        self._write(_encode(value))

    def section(self, columns: Columns, rows: Iterable[Row]) -> int:
        """A table and its rows; how many there were."""
        self.line({"table": columns.table, "columns": columns.columns})
        texts: list[str] = []
        number = size = 0
        for row in rows:
            texts.append(_encode(row))
            number, size = number + 1, size + len(texts[-1])
            if size >= _LINE:
                self._rows(texts)
                texts, size = [], 0
        self._rows(texts)
        return number

    def end(self) -> None:
        """The last line."""
        last = _encode({"sha256": self._digest.hexdigest()}).encode() + b"\n"
        self._file.write(last)

    def _rows(self, texts: list[str]) -> None:
        if texts:
            self._write(f"[{','.join(texts)}]")

    def _write(self, line: str) -> None:
        text = line.encode() + b"\n"
        self._digest.update(text)
        self._file.write(text)


@contextmanager
def writing(path: Path, kind: str, about: Mapping[str, Any]) -> Iterator[Writer]:
    """Write a container, whole or not at all, which only its owner can read.

    Args:
        path: where it shall be; nothing may be there.
        kind: `backup` or `keys`.
        about: more for the first line.

    Raises:
        ExistsError: something is there.
        OSError: it cannot be written.
    """
    if path.exists():
        raise ExistsError(path)
    with draft_of(path) as draft:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as raw:
            # Level 1: most of it are hashes and ciphertext, which no level makes much smaller.
            with gzip.GzipFile("", "wb", 1, raw, mtime=0) as file:
                writer = Writer(file)  # type: ignore[arg-type]  # it writes bytes like a file
                writer.line({"troth": kind, "form": FORM, **about})
                yield writer
                writer.end()
            raw.flush()
            os.fsync(raw.fileno())


def about(path: Path, kind: str) -> dict[str, Any]:
    """The first line of a container of this kind, once the whole file is found to be sound.

    Raises:
        BadBackupError: it is of another kind or form, cut off, or changed.
    """
    digest, first, last = hashlib.sha256(), b"", b""
    for line in _lines(path):
        # One behind, as the checksum does not cover the line that holds it.
        digest.update(last)
        first, last = first or line, line
    found = _object(path, first)
    if found.get("troth") != kind or found.get("form") != FORM:
        raise BadBackupError(path, f"this is not a file of {kind} in form {FORM}")
    if _object(path, last).get("sha256") != digest.hexdigest():
        raise BadBackupError(path, "it was cut off or changed")
    return found


def sections(path: Path) -> Iterator[tuple[Columns, Iterator[Row]]]:
    """The tables of a container, each with its rows; rows left unread are passed over.

    Raises:
        BadBackupError: a line is not what it should be.
    """
    lines = _lines(path)
    next(lines, b"")
    head: dict[str, Any] | None = _object(path, next(lines, b"{}"))
    while head is not None and "table" in head:
        columns = Columns(
            table=head["table"], columns=tuple((name, kind) for name, kind in head["columns"])
        )
        following: list[dict[str, Any]] = []
        rows = _rows(path, lines, following)
        yield columns, rows
        deque(rows, maxlen=0)
        head = following[0] if following else None


def _rows(path: Path, lines: Iterator[bytes], following: list[dict[str, Any]]) -> Iterator[Row]:
    for line in lines:
        value = _json(path, line)
        if isinstance(value, dict):
            following.append(value)
            return
        yield from value


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path, "rb") as raw, BufferedReader(raw, 2**20) as file:
            while line := file.readline(LONGEST):
                if not line.endswith(b"\n"):
                    raise BadBackupError(path, "it was cut off, or has a line without end")
                yield line
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise BadBackupError(path, "this is not a backup, or it was cut off") from None


def _object(path: Path, line: bytes) -> dict[str, Any]:
    value = _json(path, line)
    if not isinstance(value, dict):
        raise BadBackupError(path, "it has no such line as a backup begins and ends with")
    return value


def _json(path: Path, line: bytes) -> Any:  # noqa: ANN401 - a JSON value
    try:
        return json.loads(line)
    except ValueError:
        raise BadBackupError(path, "a line is not JSON") from None
