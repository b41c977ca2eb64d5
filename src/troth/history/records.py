"""Cutting a stream of CSV into pieces that end where a record ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from troth.history.decoding import CheckedStream
from troth.history.errors import BadSourceError

#: Bytes that are read together.
BLOCK = 2 << 20
#: Bytes in one record.
MOST_RECORD = 1 << 20


@dataclass(frozen=True)
class _Cut:
    """Where a text can be cut."""

    #: Just after the last record that is whole.
    end: int
    #: Whether a quote is open at the end of the text.
    is_open: bool


def pieces(stream: CheckedStream, delimiter: str, path: Path) -> Iterator[bytes]:
    """Whole records, some at a time; a quote that is never closed and endless records are refused.

    pyarrow has a reader for streams, but it calls from a thread of its own, which can outlive the
    import when a file is refused; and it takes a quote that is never closed for a long cell.
    """
    quoted = re.compile(rb'(?<![^%b\r\n])"(?:[^"]|"")*+("?)' % re.escape(delimiter).encode())
    left = b""
    while block := stream.read(BLOCK):
        text = left + block
        cut = _cut(text, quoted)
        if cut.end:
            yield text[: cut.end]
        left = text[cut.end :]
        if len(left) > MOST_RECORD:
            raise _endless(path, is_open=cut.is_open)
    if left and _cut(left, quoted).is_open:
        raise _endless(path, is_open=True)
    if left:
        yield left


def _cut(text: bytes, quoted: re.Pattern[bytes]) -> _Cut:
    """The last end of a record outside quotes; a quote opens only where a cell begins."""
    ending, end = (b"\n", len(text)) if b"\n" in text else (b"\r", len(text) - 1)
    # A carriage return at the very end may be half of a line ending.
    if b'"' not in text:
        return _Cut(text.rfind(ending, 0, end) + 1, is_open=False)
    spans = [(found.start(), found.end(), not found[1]) for found in quoted.finditer(text)]
    is_open = bool(spans) and spans[-1][2]
    for start, after, _ in reversed(spans):
        last = text.rfind(ending, after, end)
        if last >= 0:
            return _Cut(last + 1, is_open)
        end = start
    return _Cut(text.rfind(ending, 0, end) + 1, is_open)


def _endless(path: Path, *, is_open: bool) -> BadSourceError:
    if is_open:
        return BadSourceError(f"{path}: a quote is opened and never closed, and swallows rows")
    return BadSourceError(f"{path}: a row is longer than {MOST_RECORD >> 20} MiB")
