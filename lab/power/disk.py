"""Files as a power cut leaves them.

A disk keeps what was synced. Of what was written since, each page of 4,096 bytes may stand in any
of the states that it went through, whatever became of its neighbours, and so may the length of
the file. Names are taken to be safe at once; what a disk does to names is not seen here.
"""

import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lab.power.journal import Event, Length, Name, Sync, Write

PAGE = 4096


@dataclass
class File:
    """One file: what it held at first, and what happened to it since, by the end of each call."""

    origin: Path | None
    changes: list[Write | Length] = field(default_factory=list)
    #: How many of the changes are safe.
    safe: int = 0

    def synced(self, since: float) -> None:
        """All that was written before a sync began is safe once it ended."""
        while self.safe < len(self.changes) and self.changes[self.safe].end <= since:
            self.safe += 1

    def left(self, luck: random.Random | None) -> bytes:
        """What a power cut leaves; without luck nothing but what is safe."""
        content = bytearray(self.origin.read_bytes() if self.origin else b"")
        for change in self.changes[: self.safe]:
            _apply(content, change)
        loose = self.changes[self.safe :]
        return bytes(content if luck is None else _lucky(content, loose, luck))


class Disk:
    """The files below a folder as they came to be, up to an instant."""

    def __init__(self, root: Path, before: Path) -> None:
        """A disk.

        Args:
            root: the folder that was traced.
            before: a copy of it from before anything was traced.
        """
        self._root = root
        self._before = before
        self._files = {
            root / path.relative_to(before): File(path)
            for path in before.rglob("*")
            if path.is_file()
        }
        self._folders: dict[Path, bool] = {}

    def happened(self, events: Iterable[Event]) -> None:
        """Let things happen to it, in their order."""
        for event in events:
            if isinstance(event, Name):
                self._named(event)
                continue
            file = self._files.get(Path(event.path))
            if file is None:
                continue
            if isinstance(event, Sync):
                file.synced(event.start)
            else:
                file.changes.append(event)

    def cut(self, target: Path, luck: random.Random | None) -> None:
        """Write the folder to `target` as a power cut at this instant leaves it."""
        shutil.copytree(self._before, target, ignore=_files_of)
        for folder, there in self._folders.items():
            place = target / folder.relative_to(self._root)
            place.mkdir(parents=True, exist_ok=True) if there else shutil.rmtree(place, True)
        for path, file in self._files.items():
            place = target / path.relative_to(self._root)
            if file.changes:
                place.write_bytes(file.left(luck))
            elif file.origin is not None:
                shutil.copyfile(file.origin, place)
            else:
                place.touch()

    def _named(self, event: Name) -> None:
        before, after = (Path(name) if name else None for name in (event.before, event.after))
        if event.folder:
            self._folders |= {path: path == after for path in (before, after) if path}
            return
        file = self._files.get(before) if before else None
        if before is not None and not event.kept:
            self._files.pop(before, None)
        if after is not None and (before is None or file is not None):
            self._files[after] = file or self._files.get(after) or File(None)


def _files_of(folder: str, names: list[str]) -> Iterator[str]:
    return (name for name in names if (Path(folder) / name).is_file())


def _apply(content: bytearray, change: Write | Length) -> None:
    if isinstance(change, Length):
        if change.cuts:
            del content[change.length :]
        content.extend(bytes(max(0, change.length - len(content))))
        return
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.data)] = change.data


def _lucky(content: bytearray, loose: list[Write | Length], luck: random.Random) -> bytearray:
    """Some of the loose changes, page by page the first few of those that touched it."""
    kept_length = luck.randint(0, len(loose))
    kept: dict[int, int] = {}
    length = len(content)
    for number, change in enumerate(loose):
        if number < kept_length:
            length = _length_after(length, change)
        if isinstance(change, Length):
            if number < kept_length:
                _apply(content, change)
            continue
        for piece in _pieces(change):
            page = piece.offset // PAGE
            if number < kept.setdefault(page, luck.randint(0, len(loose))):
                _apply(content, piece)
    del content[length:]
    content.extend(bytes(length - len(content)))
    return content


def _length_after(length: int, change: Write | Length) -> int:
    if isinstance(change, Write):
        return max(length, change.offset + len(change.data))
    return change.length if change.cuts else max(length, change.length)


def _pieces(change: Write) -> Iterator[Write]:
    """A write in the pages that it touches."""
    begin, end = change.offset, change.offset + len(change.data)
    while begin < end:
        stop = min(end, (begin // PAGE + 1) * PAGE)
        part = change.data[begin - change.offset : stop - change.offset]
        yield Write(change.path, begin, part, change.end)
        begin = stop
