"""PDF: each page is a text of its own."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from troth.errors import MissingExtraError, counted
from troth.inventory.reading.passage import Passage, UnreadError

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 2_000
#: Code points of one file.
MOST_TEXT = 10_000_000


def passages(data: bytes) -> Iterator[Passage]:
    """Its pages, in order; pypdf itself bounds to what a stream may unpack.

    Raises:
        UnreadError: it is locked, broken, too long, or pictures alone.
        MissingExtraError: pypdf is not installed.
    """
    reader = _opened(data)
    length = 0
    for number, text in enumerate(_texts(reader), start=1):
        length += len(text)
        if length > MOST_TEXT:
            raise UnreadError(f"page {number} and those after it: more text than is read of a file")
        if text.strip():
            yield Passage(text=text, page=number, channel="document")
    if not length:
        raise UnreadError("its pages hold no text; they may be pictures")


def _opened(data: bytes) -> "PdfReader":
    try:
        import pypdf
    except ImportError:
        raise MissingExtraError("reading PDF", "inventory") from None
    # What pypdf thinks of a file is said by what it can read of it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except Exception as error:  # noqa: BLE001 - a broken PDF breaks pypdf in any way
        raise UnreadError(_broken(error)) from None
    if locked:
        raise UnreadError("it is locked by a password")
    if pages > MOST_PAGES:
        raise UnreadError(f"it has {counted(pages, 'page')}; at most {MOST_PAGES:,} are read")
    return reader


def _texts(reader: "PdfReader") -> Iterator[str]:
    for number in range(len(reader.pages)):
        try:
            yield reader.pages[number].extract_text()
        except Exception as error:  # noqa: BLE001 - as above
            reason = f"page {number + 1} and those after it: {_broken(error)}"
            raise UnreadError(reason) from None


def _broken(error: Exception) -> str:
    return f"it is no whole PDF ({type(error).__name__})"
