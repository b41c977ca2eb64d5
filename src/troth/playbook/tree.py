"""Plain values with places: what a playbook's YAML becomes before the schema reads it.

A `Map` is a dict and a `Seq` a list. Beside its values, each keeps one packed number per place,
so that a playbook of 160,000 lines costs megabytes and not a node object for each scalar.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from troth.findings import Place

#: Keys of mappings and positions in lists, from the root.
Path = tuple[str | int, ...]

_BITS = 26
_MASK = (1 << _BITS) - 1


def pack(file: int, line: int, column: int) -> int:
    """One number for a place; line and column count from 1."""
    return file << (2 * _BITS) | line << _BITS | column


def unpack(mark: int, files: Sequence[str], path: Path) -> Place:
    """A packed place, spelled out."""
    file = files[mark >> (2 * _BITS)] if files else ""
    return Place(file=file, line=line_of(mark), column=mark & _MASK, path=dotted(path))


def line_of(mark: int) -> int:
    """The line of a packed place."""
    return (mark >> _BITS) & _MASK


class Map(dict[str, object]):
    """A mapping; `marks` holds the places of the n-th key and of its value at 2n and 2n + 1."""

    __slots__ = ("_index", "marks")

    def __init__(self) -> None:
        self.marks = array("Q")
        self._index: dict[str, int] = {}

    def add(self, key: str, value: object, key_mark: int, value_mark: int) -> None:
        """Append an entry that is not there yet."""
        self[key] = value
        self.marks.append(key_mark)
        self.marks.append(value_mark)

    def key_mark(self, key: str) -> int:
        """Where a key stands."""
        return self.marks[2 * self._position(key)]

    def value_mark(self, key: str) -> int:
        """Where the value of a key starts."""
        return self.marks[2 * self._position(key) + 1]

    def _position(self, key: str) -> int:
        if len(self._index) != len(self):
            self._index = {known: position for position, known in enumerate(self)}
        return self._index[key]


class Seq(list[object]):
    """A list; `marks` holds the place of each item."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks = array("Q")

    def add(self, value: object, mark: int) -> None:
        """Append an item."""
        self.append(value)
        self.marks.append(mark)


@dataclass(frozen=True, eq=False)
class Document:
    """The merged tree of a playbook and the names of its files."""

    root: Map
    #: As the user named them; a mark's file is a position in here.
    files: Sequence[str]
    #: Where files that the playbook names must lie.
    folder: FilePath

    def place(self, path: Path) -> Place:
        """Where `path` stands: a scalar at its value, a mapping or list at its key.

        What is not written stands where the nearest thing around it does.
        """
        node: object = self.root
        mark = pack(0, 1, 1)
        for step in path:
            if isinstance(node, Map) and isinstance(step, str) and step in node:
                value = node[step]
                whole = isinstance(value, (Map, Seq))
                mark = node.key_mark(step) if whole else node.value_mark(step)
            elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
                value = node[step]
                mark = node.marks[step]
            else:
                break
            node = value
        return self.at(mark, path)

    def key_place(self, path: Path) -> Place:
        """Where the last key of `path` itself stands."""
        parent = self.get(path[:-1])
        key = path[-1]
        if isinstance(parent, Map) and isinstance(key, str) and key in parent:
            return self.at(parent.key_mark(key), path)
        return self.place(path)

    def get(self, path: Path) -> object:
        """The value at `path`, or None."""
        node: object = self.root
        for step in path:
            if isinstance(node, Map) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return None
        return node

    def at(self, mark: int, path: Path) -> Place:
        """A packed place, spelled out."""
        return unpack(mark, self.files, path)


def dotted(path: Path) -> str:
    """`claims.pricing-page-24h.term`; items of lists by their number, from 0."""
    return ".".join(str(step) for step in path)


def as_id(value: object) -> str | None:
    """What the schema takes for an id: text, or a number as it is written; else None."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value)
