"""Byte streams that are checked while they are read, so that a bad file is refused early.

CSV comes plain, as `.gz`, or as a `.zip` of one file. What it decodes to is counted, and checked to
be UTF-8 text; nothing is unpacked to disk or held in memory.
"""

import codecs
import gzip
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

from troth.history.errors import BadSourceError, listed

#: A file may decode to this much whatever its size.
ALWAYS_ALLOWED = 64 << 20
#: Beyond that, to this many times its size; ordinary CSV packs 5 to 30 times.
MOST_RATIO = 100

_ARCHIVES = {
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "a gzip file",
    b"PAR1": "a Parquet file",
    b"7z\xbc\xaf": "a 7z archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
}
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

#: What unpacking raises; an encrypted zip is a RuntimeError.
_DAMAGED = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)

Progress = Callable[[int], None]


class DecodedSize:
    """Counts what a file decodes to and refuses it when that is out of proportion."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.most = max(ALWAYS_ALLOWED, MOST_RATIO * path.stat().st_size)
        self.decoded = 0

    def add(self, size: int) -> None:
        """Count `size` more bytes."""
        self.decoded += size
        self.refuse(self.decoded)

    def refuse(self, size: int) -> None:
        """Raise BadSourceError if this is too much in all."""
        if size > self.most:
            raise BadSourceError(
                f"{self.path}: decodes to more than {self.most >> 20} MiB, over {MOST_RATIO} times "
                "its size, as no ordinary file does; if it is right, give it as plain CSV"
            )


class CheckedStream:
    """The decoded bytes of a CSV file; reading on raises BadSourceError at the first bad one."""

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self._size = DecodedSize(path)
        self._progress = progress
        self._file = path.open("rb")
        try:
            self._decoded = _decoded(path, self._file, self._size)
        except (BadSourceError, *_DAMAGED) as error:
            self._file.close()
            raise _refusal(path, error) from None
        self._utf8 = codecs.getincrementaldecoder("utf-8")()

    def read(self, size: int) -> bytes:
        """The next bytes, checked; none at the end."""
        try:
            chunk = self._decoded.read(size)
        except _DAMAGED as error:
            raise _refusal(self.path, error) from None
        self._check(chunk, final=not chunk)
        if self._progress:
            self._progress(self._file.tell())
        return chunk

    def close(self) -> None:
        """Close the file too."""
        self._decoded.close()
        self._file.close()

    def _check(self, chunk: bytes, *, final: bool) -> None:
        start = self._size.decoded
        if start == 0:
            self._refuse_other_kinds(chunk)
        pending = len(self._utf8.getstate()[0])
        try:
            self._utf8.decode(chunk, final)
        except UnicodeDecodeError as error:
            offset = start - pending + error.start
            raise BadSourceError(
                f"{self.path}: byte {offset} ({error.object[error.start]:#04x}) is not UTF-8; "
                "save the file as UTF-8 text"
            ) from None
        zero = chunk.find(b"\0")
        if zero >= 0:
            raise BadSourceError(
                f"{self.path}: byte {start + zero} is a NUL, which no text holds; "
                "is this really CSV, saved as UTF-8?"
            )
        self._size.add(len(chunk))

    def _refuse_other_kinds(self, chunk: bytes) -> None:
        if chunk.startswith(_WIDE):
            raise BadSourceError(
                f"{self.path}: byte 0 starts a UTF-16 or UTF-32 text; save the file as UTF-8 text"
            )
        for start, kind in _ARCHIVES.items():
            if chunk.startswith(start):
                raise BadSourceError(
                    f"{self.path}: holds {kind} where CSV is expected; unpack or export it as CSV"
                )


def _refusal(path: Path, error: Exception) -> BadSourceError:
    if isinstance(error, BadSourceError):
        return error
    return BadSourceError(f"{path}: cannot be unpacked: {error}")


def _decoded(path: Path, file: IO[bytes], size: DecodedSize) -> IO[bytes] | gzip.GzipFile:
    suffix = path.suffix.lower()
    if suffix == ".gz":
        _refuse_gzip_bomb(file, size)
        return gzip.GzipFile(fileobj=file)
    return _only_member(path, file, size) if suffix == ".zip" else file


def _refuse_gzip_bomb(file: IO[bytes], size: DecodedSize) -> None:
    """If its last bytes say that it is one, unpack it to nowhere; they may be cut off or lie."""
    file.seek(max(0, size.path.stat().st_size - 4))
    says_bomb = int.from_bytes(file.read(4), "little") > size.most
    file.seek(0)
    if says_bomb:
        decoded, unpacked = 0, gzip.GzipFile(fileobj=file)
        while chunk := unpacked.read(1 << 20):
            decoded += len(chunk)
            size.refuse(decoded)
        file.seek(0)


def _only_member(path: Path, file: IO[bytes], size: DecodedSize) -> IO[bytes]:
    archive = zipfile.ZipFile(file)
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) != 1:
        names = listed((member.filename for member in members), 5) or "nothing"
        raise BadSourceError(f"{path}: holds {names}; a zip of exactly one file can be read")
    # What it says of its size; a lie only delays the refusal.
    size.refuse(members[0].file_size)
    return archive.open(members[0])
