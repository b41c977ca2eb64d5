"""Bytes of a file as text, where they are text."""

import re

from troth.guard.words.lists import words
from troth.inventory.reading.passage import UnreadError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
#: Where pages and mails say in which letters they are written.
_HEAD = 4096
#: Encodings that a file may name; others could unpack what is packed.
_KNOWN = words(
    "utf-8 utf8 ascii us-ascii iso-8859-1 iso-8859-15 latin-1 latin1 windows-1252 cp1252"
    " iso-8859-2 windows-1250 macintosh utf-16"
)


def decoded(data: bytes) -> str:
    """The text, with line feeds for line ends.

    By its mark, else as UTF-8, else as what it names, else as Windows wrote it.

    Raises:
        UnreadError: it holds NUL bytes, or is no text in any of these.
    """
    return _text(data).replace("\r\n", "\n")


def _text(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data, name)
    if b"\0" in data:
        raise UnreadError("it is no text: it holds NUL bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:_HEAD])
        name = named[1].decode("ascii").lower() if named else ""
        return _as(data, name if name in _KNOWN and not name.startswith("utf") else "cp1252")


def _as(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        raise UnreadError("it is no text in UTF-8; save it as UTF-8") from None
    if "\0" in text:
        raise UnreadError("it is no text: it holds NUL characters")
    return text
