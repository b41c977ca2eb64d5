"""A quick look for pieces of words, before a slow one.

Each hint has a bit of its own. A word is looked at once, for all hints together, and its bits are
kept; a text has the bits of all its words, which are put together once.
"""

import re
from collections.abc import Callable, Iterable

from troth.guard.text.once import once

#: Words that are remembered, and how long such a word is at most.
_MOST, _LONGEST = 20_000, 40
_MOST_TEXTS = 1024


def hints(*pieces: str) -> Callable[[str], bool]:
    """Whether a text has one of the pieces."""
    within = [piece for piece in pieces if not _has_space(piece)]
    across = [piece for piece in pieces if _has_space(piece)]
    bit = _WORDS.bit_of_pieces(within)
    if not across:
        return lambda text: _TEXTS[text] & bit != 0
    # Each word of a piece is in a word of a text that has the piece; the longest is rarest.
    perhaps = _WORDS.bit_of_pieces([max(piece.split(), key=len) for piece in across])

    def has(text: str) -> bool:
        bits = _TEXTS[text]
        if bits & bit:
            return True
        if bits & perhaps:
            for piece in across:  # `any` takes twice as long here
                if piece in text:
                    return True
        return False

    return has


def in_words(pattern: str) -> Callable[[str], bool]:
    """Whether a pattern that never reaches over white space is in a text.

    White space and the ends of a text must be the same to it, as they are to a word boundary.
    """
    bit = _WORDS.bit_of_pattern(pattern)
    return lambda text: _TEXTS[text] & bit != 0


class Hinted:
    """A pattern that is tried only where a text has a hint.

    Whatever the pattern finds must have it; then it finds what it would find alone.
    """

    def __init__(self, pattern: str, has: Callable[[str], bool]) -> None:
        self._pattern = pattern
        self._has = has

    @once
    def alone(self) -> re.Pattern[str]:
        """The pattern itself; made when it is first needed, so that the import is quick."""
        return re.compile(self._pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """As that of a pattern."""
        return self.alone.search(text) if self._has(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """As that of a pattern."""
        return self.alone.match(text) if self._has(text) else None

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """As that of a pattern."""
        return self.alone.finditer(text) if self._has(text) else ()


def _has_space(piece: str) -> bool:
    return piece.split() != [piece]


class _Words(dict[str, int]):
    """The bits of words; filled as words are met."""

    def __init__(self) -> None:
        super().__init__()
        self._next = 1
        self._pieces: dict[str, int] = {}
        self._longest = 0
        self._patterns: list[tuple[Callable[[str], object], int]] = []

    def bit_of_pieces(self, pieces: list[str]) -> int:
        """A new bit, of words that have one of the pieces."""
        bit = self._bit()
        for piece in pieces:
            self._pieces[piece] = self._pieces.get(piece, 0) | bit
            self._longest = max(self._longest, len(piece))
        return bit

    def bit_of_pattern(self, pattern: str) -> int:
        """A new bit, of words in which the pattern is."""
        bit = self._bit()
        self._patterns.append((re.compile(pattern).search, bit))
        return bit

    def _bit(self) -> int:
        self._next, bit = self._next << 1, self._next
        self.clear()
        _TEXTS.clear()
        return bit

    def __missing__(self, word: str) -> int:
        bits = self._bits(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = bits
        return bits

    def _bits(self, word: str) -> int:
        bits, known = 0, self._pieces
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                bits |= known.get(word[start:end], 0)
        for search, bit in self._patterns:
            if search(word):
                bits |= bit
        return bits


class _Texts(dict[str, int]):
    """The bits of the latest texts; filled as texts are asked about."""

    def __missing__(self, text: str) -> int:
        bits = 0
        for word in text.split():
            bits |= _WORDS[word]
        if len(self) >= _MOST_TEXTS:
            self.clear()
        self[text] = bits
        return bits


_WORDS = _Words()
_TEXTS = _Texts()
