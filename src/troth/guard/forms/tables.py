"""Rows of a table: the first cell is a label of a second that holds a measure."""

import re
from collections.abc import Iterator

from troth.guard.text.plain import Edit

_ROW = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
_BAR = re.compile(r"[ \t]*\|[ \t]*")
_RULE = re.compile(r"[\s|:-]+$")
_MEASURE = re.compile(
    r"\s*(?:(?:within|in|by|under|up to|at most|about|from|max\.?|[<≤~]) ?)?"
    r"(?:\d|[$€£]|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half|same|next)\b)",
    re.IGNORECASE,
)


def holds_measure(text: str, start: int) -> bool:
    """Whether a cell that starts there begins with a measure; else it stands for itself."""
    return _MEASURE.match(text, start) is not None


def bars(text: str) -> Iterator[Edit]:
    """What becomes of each bar: `| Refund | 2 hours |` is read as `Refund: 2 hours`."""
    for row in _ROW.finditer(text):
        if _RULE.match(row[0]):
            continue
        for number, bar in enumerate(_BAR.finditer(text, row.start(), row.end())):
            label = number == 1 and holds_measure(text, bar.end())
            yield bar.start(), bar.end(), "" if not number else ": " if label else "\n"
