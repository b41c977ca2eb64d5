"""The name of a file, such that no screen, header or folder can be fooled by it."""

import unicodedata

#: The longest name, in bytes of UTF-8: folders take 255, and an id may stand before it.
LONGEST = 200
#: The longest ending that a shortened name keeps, in characters.
_ENDING = 10
#: Controls, and what cannot be seen or turns the reading around; halves of characters; line ends.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(said: str) -> str:
    """A name without folders, without what cannot be seen, and not too long; empty where none is.

    A long one keeps its ending.
    """
    last = said.replace("\\", "/").rpartition("/")[2]
    seen = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN)
    name = " ".join(unicodedata.normalize("NFC", seen).split()).strip(". ")
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _ENDING:
        return _cut(name, LONGEST)
    return f"{_cut(stem, LONGEST - len(ending.encode()) - 1)}.{ending}"


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip(". ")
