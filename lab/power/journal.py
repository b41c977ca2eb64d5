"""From system calls to what happened to files: writes, lengths, names, and syncs."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lab.power.lines import Call

_HANDLE = re.compile(r"(-?\d+)<((?:\\x[0-9a-f]{2}|[^>])*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
#: What strace must be told to write down.
TRACED = (
    "openat,open,creat,close,write,writev,pwrite64,pwritev,pwritev2,lseek,ftruncate,truncate,"
    "fallocate,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,link,linkat,symlink"
)


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes put into a file; None as data stands for zeros up to `length`."""

    path: str
    offset: int
    data: bytes
    end: float


@dataclass(frozen=True, slots=True)
class Length:
    """A file got another length, shorter or longer; longer ones are filled with zeros."""

    path: str
    length: int
    end: float
    #: False where a file can only grow by it.
    cuts: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A file was made, renamed, linked or removed: `before` went, `after` came."""

    before: str | None
    after: str | None
    end: float
    folder: bool = False
    #: Whether `before` stays, as with a hard link.
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Sync:
    """All that had been written to the file when it began was safe when it ended."""

    path: str
    start: float
    end: float


Event = Write | Length | Name | Sync


def events(found: Iterable[Call], root: Path) -> list[Event]:
    """What happened to files below `root`, by the end of each call."""
    reader = _Reader(str(root))
    happened = [event for call in found for event in reader.read(call)]
    return sorted(happened, key=lambda event: event.end)


class _Reader:
    """Knows where each open file is written next, for calls that do not say so."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._below = f"{root}/"
        self._positions: dict[tuple[int, int], int] = {}

    def read(self, call: Call) -> list[Event]:
        """The events of one call; none for files elsewhere, and for calls that failed."""
        if call.result < 0:
            return []
        reader = getattr(self, f"_{call.name}", None)
        return [] if reader is None else [each for each in reader(call) if self._inside(each)]

    def _inside(self, event: Event) -> bool:
        names = (event.before, event.after) if isinstance(event, Name) else (event.path,)
        return any(name is not None and name.startswith(self._below) for name in names)

    def _names(self, call: Call) -> list[str]:
        """Paths that a call names itself; PostgreSQL names them from its own folder."""
        named = (_plain(text) for text in _TEXT.findall(call.arguments))
        return [os.path.normpath(os.path.join(self._root, name)) for name in named]  # noqa: PTH118 - texts

    def _openat(self, call: Call) -> list[Event]:
        path = _plain(call.opened)
        self._positions[call.pid, call.result] = 0
        made: list[Event] = []
        if "O_CREAT" in call.arguments:
            made.append(Name(None, path, call.end))
        if "O_TRUNC" in call.arguments:
            made.append(Length(path, 0, call.end, cuts=True))
        return made

    _open = _creat = _openat

    def _lseek(self, call: Call) -> list[Event]:
        handle = _HANDLE.match(call.arguments)
        if handle is not None:
            self._positions[call.pid, int(handle[1])] = call.result
        return []

    def _write(self, call: Call) -> list[Event]:
        handle = _HANDLE.match(call.arguments)
        if handle is None:
            return []
        place = call.pid, int(handle[1])
        offset = self._positions.get(place, 0)
        self._positions[place] = offset + call.result
        data = _data(call.arguments[handle.end() :])[: call.result]
        return [Write(_plain(handle[2]), offset, data, call.end)]

    _writev = _write

    def _pwrite64(self, call: Call) -> list[Event]:
        handle = _HANDLE.match(call.arguments)
        if handle is None:
            return []
        data = _data(call.arguments[handle.end() :])[: call.result]
        offset = int(call.arguments.rpartition(",")[2])
        return [Write(_plain(handle[2]), offset, data, call.end)]

    _pwritev = _pwrite64

    def _ftruncate(self, call: Call) -> list[Event]:
        length = int(call.arguments.rpartition(",")[2])
        return [Length(_handled(call), length, call.end, cuts=True)]

    _truncate = _ftruncate

    def _fallocate(self, call: Call) -> list[Event]:
        offset, length = (int(number) for number in call.arguments.split(",")[-2:])
        return [Length(_handled(call), offset + length, call.end, cuts=False)]

    def _fsync(self, call: Call) -> list[Event]:
        return [Sync(_handled(call), call.start, call.end)]

    _fdatasync = _fsync

    def _rename(self, call: Call) -> list[Event]:
        before, after = self._names(call)
        return [Name(before, after, call.end)]

    _renameat = _renameat2 = _rename

    def _link(self, call: Call) -> list[Event]:
        before, after = self._names(call)
        return [Name(before, after, call.end, kept=True)]

    _linkat = _link

    def _unlink(self, call: Call) -> list[Event]:
        return [Name(self._names(call)[0], None, call.end, folder="AT_REMOVEDIR" in call.arguments)]

    _unlinkat = _unlink

    def _rmdir(self, call: Call) -> list[Event]:
        return [Name(self._names(call)[0], None, call.end, folder=True)]

    def _mkdir(self, call: Call) -> list[Event]:
        return [Name(None, self._names(call)[0], call.end, folder=True)]

    _mkdirat = _mkdir


def _handled(call: Call) -> str:
    """The path of the open file that a call is about."""
    handle = _HANDLE.match(call.arguments)
    return _plain(handle[2]) if handle else ""


def _plain(text: str) -> str:
    """A path that strace wrote in hexadecimal."""
    return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), text)


def _data(arguments: str) -> bytes:
    """All bytes of a call, joined where they came in pieces."""
    return b"".join(bytes.fromhex(piece.replace("\\x", "")) for piece in _TEXT.findall(arguments))
