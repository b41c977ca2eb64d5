"""Files of a company as texts: pages, help, macros, templates, contracts."""

from collections.abc import Callable, Iterator
from pathlib import Path

from troth.inventory.reading import macros, mail, pdf, plain, tables, word
from troth.inventory.reading.passage import Passage, UnreadError

__all__ = ["SUFFIXES", "Passage", "UnreadError", "passages_in", "passages_of"]

_READERS: dict[str, Callable[[bytes], Iterator[Passage]]] = {
    ".csv": tables.passages,
    ".docx": word.passages,
    ".eml": mail.passages,
    ".json": macros.passages,
    ".pdf": pdf.passages,
}
#: Files that are read, by how their names end.
SUFFIXES = frozenset([*plain.FORMS, *_READERS])
#: Bytes of one file.
MOST_BYTES = 50_000_000
MOST_TEXT_BYTES = 20_000_000


def passages_in(path: Path) -> Iterator[Passage]:
    """The texts of a file.

    Raises:
        UnreadError: it cannot be read; what came before it stands.
        MissingExtraError: the library for its kind is not installed.
    """
    suffix = path.suffix.lower()
    most = MOST_BYTES if suffix in {".pdf", ".docx"} else MOST_TEXT_BYTES
    try:
        if not path.is_file():
            raise UnreadError("it is no file" if path.exists() else "it is not there")
        if path.stat().st_size > most:
            raise UnreadError(f"it is larger than {most // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadError(f"it cannot be opened ({error.strerror})") from None
    yield from passages_of(data, suffix)


def passages_of(data: bytes, suffix: str) -> Iterator[Passage]:
    """The texts of what a file of that suffix holds; raises as `passages_in`."""
    if not data.strip():
        raise UnreadError("it is empty")
    if suffix not in SUFFIXES:
        kinds = ", ".join(sorted(SUFFIXES))
        raise UnreadError(f"its kind is not known; known are {kinds}")
    if suffix in plain.FORMS:
        yield from plain.passages(data, suffix)
    else:
        yield from _READERS[suffix](data)
