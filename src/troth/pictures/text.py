"""How wide a text will be, guessed on the wide side, and which rows texts fit on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import east_asian_width

_NARROW = frozenset("ijlftrI.,:;|!'’()[]·- ")
_BROAD = frozenset("mwMWQO@%—…&")
_GAP = 8.0


#: How much wider than plain letters semi-bold ones are, in which most labels stand.
_BOLD = 1.08


def text_width(text: str, size: float) -> float:
    """Width in pixels at a font size, at least that of the usual sans-serif faces in semi-bold."""
    return _BOLD * size * sum(_ems(character) for character in text)


def _ems(character: str) -> float:
    if character in _NARROW:
        return 0.4
    if character in _BROAD:
        return 0.95
    if east_asian_width(character) in "WF":
        return 1.05
    return 0.72 if character.isupper() else 0.62


def clip_text(text: str, size: float, width: float) -> str:
    """The text, or its beginning and an ellipsis where it is wider than `width`."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


def wrap_text(text: str, size: float, width: float, most: int) -> list[str]:
    """The text in at most `most` lines of `width`; the last is clipped."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == most or text_width(longer, size) <= width):
            lines[-1] = longer
        else:
            lines.append(word)
    return [clip_text(line, size, width) for line in lines]


@dataclass
class Rows:
    """Rows of texts that must not touch: each text goes to the first row with room."""

    taken: list[list[tuple[float, float]]] = field(default_factory=list)

    def place(self, left: float, right: float) -> int:
        """Take `left`..`right` on the first free row and return the row's number."""
        for number, row in enumerate(self.taken):
            if _free(row, left, right):
                row.append((left, right))
                return number
        self.taken.append([(left, right)])
        return len(self.taken) - 1


def _free(row: Iterable[tuple[float, float]], left: float, right: float) -> bool:
    return all(right + _GAP <= start or end + _GAP <= left for start, end in row)
