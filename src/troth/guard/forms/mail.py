"""Mail as it is saved: headers and boundaries are left out, quoted-printable is decoded."""

import re
from collections.abc import Iterator
from itertools import pairwise

from troth.errors import TrothError
from troth.guard.forms.web import tags
from troth.guard.text.plain import Edit, Plain, edited

#: One space tells that a line goes on: as many as there are could be split in as many ways.
_HEADERS = re.compile(r"(?:[A-Za-z][\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?=\r?\n|\Z)")
_KNOWN = re.compile(
    (
        r"^(?:from|to|subject|date|received|return-path|message-id|mime-version|content-type"
        r"|delivered-to):"
    ),
    re.IGNORECASE | re.MULTILINE,
)
_BOUNDARY = re.compile(r'boundary="?([^";\s]{1,100})', re.IGNORECASE)
_CODED = re.compile(r"(?:=[0-9A-Fa-f]{2})+|=\r?\n")


class CodedMailError(TrothError):
    """Mail whose text can only be read when it is decoded."""

    def __init__(self) -> None:
        super().__init__("the mail is base64; save its text, or its HTML, as a file of its own")


def mail(text: str) -> Plain:
    """Mail with or without headers."""
    headers = _HEADERS.match(text)
    if not headers or not _KNOWN.search(headers[0]):
        return Plain(text)
    boundary = _BOUNDARY.search(headers[0])
    parts = _parts(text, headers.end(), boundary[1]) if boundary else [(0, len(text))]
    chosen = _chosen(text, parts)
    edits: list[Edit] = []
    done = 0
    for start, end in chosen:
        head = _HEADERS.match(text, start, end)
        begin = head.end() if head else start
        edits.append((done, begin, "\n"))
        edits += _decoded(text, begin, end, head[0].lower() if head else "")
        done = end
    edits.append((done, len(text), ""))
    return edited(Plain(text), [edit for edit in edits if edit[0] < edit[1]])


def _parts(text: str, start: int, boundary: str) -> list[tuple[int, int]]:
    marks = [
        m.span()
        for m in re.finditer(
            rf"^--{re.escape(boundary)}(?:--)?[ \t]*\r?\n?", text[start:], re.MULTILINE
        )
    ]
    return [(start + one[1], start + other[0]) for one, other in pairwise(marks)]


def _chosen(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The plain parts, or else those in HTML."""
    kinds = [text[start : min(end, start + 600)].lower() for start, end in parts]
    readable = [(part, kind) for part, kind in zip(parts, kinds, strict=True) if _readable(kind)]
    plain = [part for part, kind in readable if "text/html" not in kind]
    if not readable:
        raise CodedMailError
    return plain or [part for part, _ in readable]


def _readable(kind: str) -> bool:
    return "base64" not in kind and "content-disposition: attachment" not in kind


def _decoded(text: str, start: int, end: int, head: str) -> Iterator[Edit]:
    part = text[start:end]
    if "quoted-printable" in head:
        for match in _CODED.finditer(part):
            yield start + match.start(), start + match.end(), _bytes(match[0])
    elif "text/html" in head:
        for first, last, new in tags(part):
            yield start + first, start + last, new


def _bytes(coded: str) -> str:
    if coded.startswith(("=\n", "=\r")):
        return ""
    return bytes.fromhex(coded.replace("=", "")).decode("utf-8", errors="replace")
