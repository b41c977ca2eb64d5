"""A text as the rules read it, which knows where each of its letters came from."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

#: Start, end and replacement of a part of a text.
Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Plain:
    """Text after edits, with the way back to the original offsets."""

    text: str
    #: Parts in order: where it starts here, where it starts and ends in the original, whether it
    #: was copied. Empty: nothing was edited.
    parts: list[tuple[int, int, int, bool]] = field(default_factory=list)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of a span that is not empty."""
        if not self.parts:
            return start, end
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, position: int) -> tuple[int, int]:
        here, start, end, copied = self.parts[
            bisect_right(self.parts, position, key=lambda part: part[0]) - 1
        ]
        if copied:
            return start + position - here, start + position - here + 1
        return start, end


def edited(plain: Plain, edits: Iterable[Edit]) -> Plain:
    """The text with parts replaced; edits are in order and do not overlap."""
    parts: list[tuple[int, int, int, bool]] = []
    texts: list[str] = []
    here = done = 0
    for start, end, new in edits:
        for text, first, last, copied in (
            (plain.text[done:start], done, start, True),
            (new, start, end, False),
        ):
            if text:
                parts.append((here, first, last, copied))
                texts.append(text)
                here += len(text)
        done = end
    if not parts and not done:
        return plain
    if done < len(plain.text):
        parts.append((here, done, len(plain.text), True))
        texts.append(plain.text[done:])
    return Plain("".join(texts), _through(plain, parts))


def _through(
    before: Plain, parts: list[tuple[int, int, int, bool]]
) -> list[tuple[int, int, int, bool]]:
    """Parts that lead to the original where they led to a text that was edited itself."""
    if not before.parts:
        return parts
    through: list[tuple[int, int, int, bool]] = []
    starts = [part[0] for part in before.parts]
    for here, start, end, copied in parts:
        if not copied:
            through.append((here, *before.original(start, end), False))
            continue
        index = bisect_right(starts, start) - 1
        while index < len(starts) and starts[index] < end:
            first, origin, last, kept = before.parts[index]
            begin = max(first, start)
            offset = begin - first if kept else 0
            through.append((here + begin - start, origin + offset, last, kept))
            index += 1
    return through
