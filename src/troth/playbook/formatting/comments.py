"""Which comment belongs to which entry.

A comment on lines of its own belongs to the entry below it; where it is indented deeper than that
entry, to the one above it, of whose block it is the end. A comment at the end of a line belongs to
the first entry of that line. One blank line is kept where there are several.
"""

from dataclasses import dataclass

from troth.playbook.formatting.nodes import Entry
from troth.playbook.formatting.read import Text


@dataclass(frozen=True)
class _Line:
    """A comment on a line of its own, or a blank line with no text."""

    text: str
    column: int


def attach(text: Text) -> list[str]:
    """Give every comment to an entry, and return the lines that stand below all of them."""
    ends, inside = _scalar_lines(text)
    outermost = {entry.line: entry for entry in reversed(text.entries)}
    first = {entry.line: entry for entry in reversed(text.entries) if not entry.is_compact}
    above = _Above(text.entries)
    waiting: list[_Line] = []
    for number, line in enumerate(text.source.split("\n")):
        words = line.strip()
        if number not in inside and (not words or words.startswith("#")):
            waiting.append(_Line(words, len(line) - len(line.lstrip())))
            continue
        if above.count or number in outermost:
            _hand_out(waiting, above, outermost.get(number))
            waiting = []
        above.go_to(number)
        comment = line.find("#", ends.get(number, 0))
        if comment >= 0:
            _put_aside(first.get(number) or above.last(), line[comment:].rstrip(), comment)
    split = _first_not_deeper(waiting, 0) if above.count else 0
    _trail(waiting[:split], above)
    return _squeezed(waiting[split:])


class _Above:
    """The entries that start on or above a line."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.count = 0

    def go_to(self, line: int) -> None:
        while self.count < len(self.entries) and self.entries[self.count].line <= line:
            self.count += 1

    def last(self, column: int | None = None) -> Entry:
        """The last of them; with a column, the last that stands there or further to the left."""
        for position in range(self.count - 1, -1, -1):
            if column is None or self.entries[position].column <= column:
                return self.entries[position]
        return self.entries[0]


def _scalar_lines(text: Text) -> tuple[dict[int, int], set[int]]:
    """The column at which text ends, by line; and the lines within a text of several lines."""
    ends: dict[int, int] = {}
    inside: set[int] = set()
    for start, column, scalar in text.scalars:
        *before, last = scalar.raw.removesuffix("\n").split("\n")
        for number, line in enumerate(before, start):
            ends[number] = column + len(line) if number == start else len(line)
        final = start + len(before)
        ends[final] = len(last) if before else column + len(last)
        inside.update(range(start + 1, final + 1))
    return ends, inside


def _hand_out(lines: list[_Line], above: _Above, below: Entry | None) -> None:
    split = 0
    if above.count:
        split = len(lines) if below is None else _first_not_deeper(lines, below.column)
    _trail(lines[:split], above)
    if below is not None:
        below.leading = _squeezed(lines[split:])


def _first_not_deeper(lines: list[_Line], column: int) -> int:
    """The position from which lines belong to an entry in that column, blank lines included."""
    split = next(
        (n for n, line in enumerate(lines) if line.text and line.column <= column), len(lines)
    )
    while split and not lines[split - 1].text:
        split -= 1
    return split


def _trail(lines: list[_Line], above: _Above) -> None:
    """Each comment goes to the end of the innermost block that reaches as far to the left as it."""
    column = max((line.column for line in lines), default=0)
    blank = False
    for line in lines:
        if not line.text:
            blank = True
            continue
        # Blocks that have ended do not begin again.
        column = min(column, line.column)
        above.last(column).trailing += ["", line.text] if blank else [line.text]
        blank = False


def _put_aside(owner: Entry, comment: str, column: int) -> None:
    if owner.aside is None:
        owner.aside = (comment, column)
    else:
        owner.trailing.append(comment)


def _squeezed(lines: list[_Line]) -> list[str]:
    texts = [line.text for line in lines]
    return [text for text, before in zip(texts, ["x", *texts], strict=False) if text or before]
