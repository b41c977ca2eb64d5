"""Where sentences begin and end: full stops that end one, lines, list items, headings."""

import re
from collections.abc import Iterator

from troth.guard.words.lists import words

#: A stop that ends a sentence; a line end; a sign that stands between sentences.
_STOP = (
    r"(?:(?<=[.!?])[.!?]*[\"')\]*_]*(?=\s|$)|(?<=\n)\s*|(?<=[•▪◦‣|])|(?<=[.!?])(?=[a-z]{2,}[ '])"
    r"|(?<=\.)\.{2,}|(?<=…)|(?<=\w[!?])(?=[^\s\w.!?,;)])"
)
#: A class first, so that whatever cannot be a stop is passed over quickly.
_END = re.compile(rf"[.!?\n•▪◦‣|…]{_STOP})")
#: The same, and the space before an item of a list.
_END_OR_ITEM = re.compile(rf"[.!?\n•▪◦‣|…\s]{_STOP}|(?<=[\w,;:]\s)(?=\(?[1-9][).] [a-z]))")
_ITEM = re.compile(r"[1-9][).] [a-z]")
_ABBREVIATIONS = words(
    "a b c d e f g h i j k l m n o p q r s t u v w x y z mr mrs ms dr prof st no nr vs etc e.g",
    "i.e inc ltd co jan feb mar apr jun jul aug sep sept oct nov dec approx est min max hr hrs min",
    "mins ext ref tel dept fig incl excl sr jr rs a.m p.m u.s u.k",
)
_MEASURED = re.compile(r"\d ?(?:h|hrs?|mins?|min)$")
_WRAPPED = re.compile(r"\n(?=[a-z(])")


#: A sentence that is longer is read in pieces, so that no text takes longer than its length.
LONGEST = 1200


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of sentences, their stops included; nothing but white space lies between them."""
    for start, end in _ended(text):
        begin = start
        while end - begin > LONGEST:
            most = begin + LONGEST
            cut = text.rfind(" ", begin + LONGEST // 2, most) + 1 or most
            yield begin, cut
            begin = cut
        if begin == start or text[begin:end].strip():
            yield begin, end


def _ended(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    stops = _END_OR_ITEM if _ITEM.search(text) else _END
    for match in stops.finditer(text):
        end = match.end()
        if match[0][0] == "." and _goes_on(text, match.start(), end):
            continue
        if match[0][0] == "\n" and _is_wrapped(text, match.start(), end, start):
            continue
        if text[start:end].strip():
            yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def _goes_on(text: str, stop: int, end: int) -> bool:
    if end - stop > 1 and text[stop : stop + 2] == "..":
        return False
    last = text[stop - 1 : stop]
    if not last.isalpha() and last != "\n":
        return False
    before = text[max(0, stop - 8) : stop]
    if not _is_abbreviated(before) or _MEASURED.search(before):
        return False
    after = text[end : end + 6].lstrip()
    # The word after "p.m." decides; lower case is all that is left of it.
    return not (
        before.endswith(("a.m", "p.m"))
        and after[:5].startswith(("after", "we ", "you ", "if ", "please", "there"))
    )


def _is_abbreviated(before: str) -> bool:
    """Whether its last word is; a line end may follow it."""
    said = before.removesuffix("\n").replace("(", " ")
    parts = said.split()
    return bool(parts) and not said[-1].isspace() and parts[-1] in _ABBREVIATIONS


def _is_wrapped(text: str, stop: int, end: int, start: int) -> bool:
    """A line that was broken for its length, such as in mail: long, and the next goes on."""
    return (
        end - stop == 1
        and stop - text.rfind("\n", 0, stop) > 60
        and bool(_WRAPPED.match(text, stop))
        and text[stop - 1] not in ".:;!?"
        and stop > start
    )
