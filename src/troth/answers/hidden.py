"""Characters that a reader does not see: a way to slip instructions to a program past a person."""

import unicodedata

#: Control, format, private and unassigned characters; tags and zero-width ones are among these.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_USUAL = frozenset("\t\n\r")
#: Fillers and blanks that Unicode counts as letters or marks.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def hidden_in(text: str) -> int:
    """How many characters of a text cannot be seen."""
    if text.isascii() and text.isprintable():
        return 0
    return sum(map(_hidden, text))


def _hidden(character: str) -> bool:
    if character in _USUAL:
        return False
    return (
        unicodedata.category(character) in _UNSEEN
        or character in _BLANK
        # Variation selectors can carry a byte each.
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )
