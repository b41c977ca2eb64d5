"""A quick look for pieces of words, before a slow one."""

import re
from collections.abc import Callable

#: Words that are remembered, and how long such a word is at most.
_MOST, _LONGEST = 20_000, 40


def hints(*pieces: str) -> Callable[[str], bool]:
    """Whether a text has one of the pieces; the likeliest go first."""

    def has(text: str) -> bool:
        for piece in pieces:  # noqa: SIM110  # `any` takes twice as long here
            if piece in text:
                return True
        return False

    return has


def in_words(pattern: str) -> Callable[[str], bool]:
    """Whether a pattern that never reaches over white space is in a text; a word is read once.

    White space and the ends of a text must be the same to it, as they are to a word boundary.
    """
    known = _Words(pattern)

    def has(text: str) -> bool:
        for word in text.split():  # noqa: SIM110  # as above
            if known[word]:
                return True
        return False

    return has


class _Words(dict[str, bool]):
    """Whether a pattern is in a word; filled as words are met."""

    def __init__(self, pattern: str) -> None:
        super().__init__()
        self._search = re.compile(pattern).search

    def __missing__(self, word: str) -> bool:
        found = self._search(word) is not None
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = found
        return found
