"""What a file is by its first bytes, whatever was said of it.

Nothing that a browser could run is ever found: markup and scripts are plain text.
"""

PLAIN, UNKNOWN, ZIP = "text/plain", "application/octet-stream", "application/zip"

#: How a file begins, and what it is then; the first that fits decides.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"PK\x03\x04", ZIP),
    (b"\x1f\x8b", "application/gzip"),
    # Documents and mails of Office before 2007.
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
#: What follows four bytes of length, and `ftyp`.
_BOXES: tuple[tuple[bytes, str], ...] = (
    (b"heic", "image/heic"),
    (b"heix", "image/heic"),
    (b"mif1", "image/heic"),
    (b"avif", "image/avif"),
    (b"M4A ", "audio/mp4"),
    (b"", "video/mp4"),
)
#: What follows `RIFF` and four bytes of length.
_CHUNKS: tuple[tuple[bytes, str], ...] = ((b"WEBP", "image/webp"), (b"WAVE", "audio/wav"))

_OFFICE = "application/vnd.openxmlformats-officedocument."
#: Names that stand in the list of a document that is packed as ZIP.
_PACKED: tuple[tuple[bytes, str], ...] = (
    (b"word/document.xml", f"{_OFFICE}wordprocessingml.document"),
    (b"xl/workbook.xml", f"{_OFFICE}spreadsheetml.sheet"),
    (b"ppt/presentation.xml", f"{_OFFICE}presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
)

#: Every type that can be found.
MEDIA_TYPES = tuple(
    dict.fromkeys(
        [
            UNKNOWN,
            PLAIN,
            *(found for _, found in (*_BEGINNINGS, *_BOXES, *_CHUNKS, *_PACKED)),
        ]
    )
)

#: So many bytes tell whether something is a text.
_LOOKED_AT = 4096
#: What may stand in a text below the blank: tab, line feed, form feed, carriage return.
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def media_type(content: bytes) -> str:
    """What a file is; `application/octet-stream` where its beginning does not tell."""
    if content[4:8] == b"ftyp":
        return _after(content[8:], _BOXES)
    if content.startswith(b"RIFF"):
        return _after(content[8:], _CHUNKS)
    found = _after(content, _BEGINNINGS)
    if found == ZIP:
        return next((kind for name, kind in _PACKED if name in content), ZIP)
    if found == UNKNOWN and _is_text(content[:_LOOKED_AT]):
        return PLAIN
    return found


def _after(content: bytes, known: tuple[tuple[bytes, str], ...]) -> str:
    return next((kind for begin, kind in known if content.startswith(begin)), UNKNOWN)


def _is_text(begin: bytes) -> bool:
    if _CONTROLS.intersection(begin):
        return False
    try:
        begin.decode()
    except UnicodeDecodeError as error:
        # The last character may have been cut.
        return len(begin) == _LOOKED_AT and error.start > _LOOKED_AT - 4
    return True
