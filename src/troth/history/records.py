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
    #: Where the quote begins that is still open at the end of the text.
    opened: int | None


def pieces(stream: CheckedStream, delimiter: str, path: Path) -> Iterator[bytes]:
    """Whole records, some at a time; a quote that is never closed and endless records are refused.

    pyarrow has a reader for streams, but it calls from a thread of its own, which can outlive the
    import when a file is refused; and it takes a quote that is never closed for a long cell.
    """
    quoted = re.compile(rb'(?<![^%b\r\n])"(?:[^"]|"")*+("?)' % re.escape(delimiter).encode())
    left = b""
    lines = 1
    while block := stream.read(BLOCK):
        text = left + block
        cut = _cut(text, quoted)
        if len(text) - cut.end > MOST_RECORD:
            raise _endless(path, lines, text, cut)
        if cut.end:
            yield text[: cut.end]
            lines += text.count(b"\n", 0, cut.end)
        left = text[cut.end :]
    cut = _cut(left, quoted)
    if cut.opened is not None:
        raise _endless(path, lines, left, cut)
    if left:
        yield left


def _cut(text: bytes, quoted: re.Pattern[bytes]) -> _Cut:
    """The last end of a record outside quotes; a quote opens only where a cell begins."""
    ending, end = (b"\n", len(text)) if b"\n" in text else (b"\r", len(text) - 1)
    # A carriage return at the very end may be half of a line ending.
    if b'"' not in text:
        return _Cut(text.rfind(ending, 0, end) + 1, None)
    spans = [(found.start(), found.end(), not found[1]) for found in quoted.finditer(text)]
    opened = spans[-1][0] if spans and spans[-1][2] else None
    for start, after, _ in reversed(spans):
        last = text.rfind(ending, after, end)
        if last >= 0:
            return _Cut(last + 1, opened)
        end = start
    return _Cut(text.rfind(ending, 0, end) + 1, opened)


def _endless(path: Path, lines: int, text: bytes, cut: _Cut) -> BadSourceError:
    """What is wrong with a record that does not end, with its line; `lines` is that of `text`."""
    line = lines + text.count(b"\n", 0, cut.end if cut.opened is None else cut.opened)
    if cut.opened is not None:
        return BadSourceError(
            f"{path}: line {line}: a quote is opened and not closed, and swallows rows"
        )
    return BadSourceError(f"{path}: line {line}: a row is longer than {MOST_RECORD >> 20} MiB")
