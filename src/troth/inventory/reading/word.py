"""DOCX: its paragraphs and the rows of its tables, in order."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from troth.errors import MissingExtraError
from troth.inventory.reading.passage import Passage, UnreadError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

#: Bytes that all parts of a file may unpack to.
MOST_UNPACKED = 100_000_000
MOST_PARTS = 5_000


def passages(data: bytes) -> Iterator[Passage]:
    """The whole as one text, an empty line after each paragraph.

    Raises:
        UnreadError: it is broken, locked, or unpacks to more than anybody reads.
        MissingExtraError: python-docx is not installed.
    """
    _check_size(data)
    paragraphs = [" ".join(text.split()) for text in _texts(_opened(data))]
    yield Passage(text="\n\n".join(paragraphs), is_paragraphs=True, channel="document")


def _check_size(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadError("it is locked by a password, or of an old Word; save it as DOCX")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadError("it is no whole DOCX") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadError(f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB")


def _opened(data: bytes) -> "Document":
    try:
        import docx
    except ImportError:
        raise MissingExtraError("reading DOCX", "inventory") from None
    try:
        return docx.Document(BytesIO(data))
    except Exception as error:  # noqa: BLE001 - a broken DOCX breaks python-docx in any way
        raise UnreadError(f"it is no whole DOCX ({type(error).__name__})") from None


def _texts(document: "Document") -> Iterator[str]:
    from docx.table import Table

    try:
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                yield from _rows(block)
            else:
                yield block.text
    except Exception as error:  # noqa: BLE001 - as above
        raise UnreadError(f"it is no whole DOCX ({type(error).__name__})") from None


def _rows(table: "Table") -> Iterator[str]:
    """Each row as the guard reads rows: a label and its value."""
    told: set[object] = set()
    for row in table.rows:
        # A merged cell is given once for each cell that it covers.
        cells = {cell._tc: cell.text for cell in row.cells if cell._tc not in told}
        told.update(cells)
        if cells:
            yield (
                f"| {' | '.join(cells.values())} |"
                if len(cells) > 1
                else next(iter(cells.values()))
            )
