"""Several files, one playbook.

Mappings are joined, and an entry may stand once; lists are appended in the order of the files;
a single value may stand once, or be the same everywhere.
"""

from collections.abc import Sequence
from pathlib import Path as FilePath

from troth.playbook.problems import Problem, Problems
from troth.playbook.tree import Document, Map, Path, Seq
from troth.said import said


def merged(
    roots: Sequence[Map], files: Sequence[str], folder: FilePath, problems: Problems
) -> Document:
    """One document from the mappings of all files; what stands twice is a problem."""
    root = Map()
    document = Document(root, tuple(files), folder)
    for part in roots:
        for key, value in part.items():
            marks = part.key_mark(key), part.value_mark(key)
            if value is None:
                continue
            if key not in root:
                root.add(key, _copy(value), *marks)
            else:
                _join(document, (key,), value, marks, problems)
    return document


def _copy(value: object) -> object:
    """A section of its own, so that joining leaves what an alias shares as it was."""
    if isinstance(value, Map):
        section = Map()
        section.update(value)
        section.marks = value.marks[:]
        return section
    if isinstance(value, Seq):
        items = Seq()
        items.extend(value)
        items.marks = value.marks[:]
        return items
    return value


def _join(
    document: Document, path: Path, value: object, marks: tuple[int, int], problems: Problems
) -> None:
    there = document.get(path)
    if isinstance(there, Map) and isinstance(value, Map):
        for key, entry in value.items():
            entry_marks = value.key_mark(key), value.value_mark(key)
            if key in there:
                problems.add(_twice(document, (*path, key), entry_marks[0]))
            else:
                there.add(key, entry, *entry_marks)
    elif isinstance(there, Seq) and isinstance(value, Seq):
        there.extend(value)
        there.marks.extend(value.marks)
    elif there != value or type(there) is not type(value):
        problems.add(_twice(document, path, marks[0]))


def _twice(document: Document, path: Path, mark: int) -> Problem:
    first = document.key_place(path)
    return Problem(
        place=document.at(mark, path),
        wrong=said(
            "'{key}' stands here a second time, first at {place}",
            key=str(path[-1]),
            place=f"{first.file}:{first.line}",
        ),
        right=said("keep one of them"),
    )
