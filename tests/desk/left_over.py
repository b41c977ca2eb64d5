"""English that a page in German still says."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

#: Words that stand in nearly every English sentence, and in no German one.
_ENGLISH = re.compile(
    r"\b(the|of|is|are|not|and|by|to|with|for|from|this|that|has|have|be|or|its|no|does|which|"
    r"nothing|nobody|there|when|who|what|how|your|you|we|our|their|they|it|on|at least|at most)\b",
    re.IGNORECASE,
)
#: Keys, ids, gaps to be filled and examples, which are the same in every language.
_CODE = re.compile(r"\w+(?:[-.]\w+)+|`[^`]*`|'[^']*'|\{\w+\}")
#: Elements whose words are for machines, or are somebody's own.
_SILENT = frozenset({"script", "style", "code", "pre", "textarea", "kbd", "svg"})
_EMPTY = frozenset({"input", "br", "hr", "img", "link", "meta", "wbr", "col", "source"})
#: Attributes that people read or hear.
_READ = ("aria-label", "title", "placeholder", "alt", "data-confirm")

Attributes = list[tuple[str, str | None]]


class Pieces(HTMLParser):
    """Every stretch of text that somebody reads, by itself."""

    def __init__(self) -> None:
        """Of no page yet."""
        super().__init__()
        self.found: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Take what its attributes say."""
        said = dict(attrs)
        if self._silent or tag in _SILENT or _is_english(said):
            self._silent += [] if tag in _EMPTY else [tag]
            return
        self.found += [value for name in _READ if (value := said.get(name))]

    def handle_endtag(self, tag: str) -> None:
        """Listen again after what is silent."""
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        """Take what it says."""
        text = " ".join(data.split())
        if text and not self._silent:
            self.found.append(text)


def _is_english(said: dict[str, str | None]) -> bool:
    """What is marked as another language, and fields of machines."""
    return said.get("lang") == "en" or "mono" in (said.get("class") or "").split()


def english(page: str, own: Iterable[str]) -> Iterator[str]:
    """The pieces of a page that are English and nobody's own words.

    Args:
        page: HTML.
        own: what people wrote, piece by piece: it stays as it is. Of single words none is English
            by itself.
    """
    pieces = Pieces()
    pieces.feed(page)
    theirs = sorted((each for each in own if " " in each), key=len, reverse=True)
    for piece in dict.fromkeys(pieces.found):
        rest = _CODE.sub(" ", piece)
        for each in theirs:
            rest = rest.replace(each, " ")
        if _ENGLISH.search(rest):
            yield piece


def words_of(tree: object) -> Iterator[str]:
    """All texts of plain values."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from words_of(value)
            yield str(key)
    elif isinstance(tree, list):
        for each in tree:
            yield from words_of(each)
    elif isinstance(tree, str):
        yield from {tree, tree[:1].upper() + tree[1:]}
