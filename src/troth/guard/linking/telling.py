"""What a draft says of a promise: the telling words of its clause, and those nearby."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from troth.guard.found import Found
from troth.guard.linking.families import MANNERS
from troth.guard.linking.words import Senses, said, senses

#: Code points before and after a clause that may tell what "it" is.
_AROUND = 160
#: Where one thing ends and another begins: an empty line, a block of HTML, an item of a list.
_BREAK = re.compile(
    r"\n[ \t]*(?:\r?\n|[-*+•] |\d{1,2}[.)] |#)"
    r"|</?(?:p|div|li|ul|ol|h[1-6]|td|tr|table|section|article|br\s*/?>\s*<br)\b",
    re.IGNORECASE,
)
#: Words that stand for what was said before, wherever that was.
_STANDS_FOR = re.compile(r"\b(?:it|they|them|this|that|these|those|both)\b", re.IGNORECASE)
#: Who of us will do it says nothing of what is done.
_BY_WHOM = re.compile(
    r"^(?:an?|one of (?:my|our)|our|my|another|some)(?: \w+)? colleagues?(?= (?:will|shall|can"
    r"|is|are|has)\b)",
    re.IGNORECASE,
)
#: What follows says more closely what was said, and may be anything: "a refund for the ticket".
_ASIDE = re.compile(r"\b(?:for|of|about|regarding|concerning|since|because|as)\b")
IN_CLAUSE, ASIDE, NEARBY = 1.0, 0.6, 0.3


class Telling(NamedTuple):
    """A word that tells what a promise is about."""

    word: str
    meant: Senses
    #: How much it counts.
    weight: float

    @property
    def is_near(self) -> bool:
        """Whether it stands outside the clause, where it can only confirm."""
        return self.weight == NEARBY


def clause_of(found: Found, text: str) -> list[Telling]:
    """The telling words of the clause itself."""
    clause = said(_BY_WHOM.sub("", text[found.start : found.end]))
    aside = _ASIDE.search(clause)
    main = clause[: aside.start()] if aside else clause
    words = [Telling(word, meant, IN_CLAUSE) for word, meant in senses(main)]
    if aside:
        mine = {one.word for one in words}
        rest = senses(clause)
        words += [Telling(word, meant, ASIDE) for word, meant in rest if word not in mine]
    return words


def nearby(found: Found, text: str, clause: list[Telling]) -> Iterator[Telling]:
    """The telling words around a clause that it does not say itself.

    Only where it leans on them: where it says "it", or names nothing. Of a clause that says by
    itself what it is about, nothing that stands beside it may say otherwise.
    """
    stands_for = _STANDS_FOR.search(text, found.start, found.end)
    if not stands_for and not all(map(_is_manner, clause)):
        return
    before = text[max(0, found.start - _AROUND) : found.start]
    after = text[found.end : found.end + _AROUND]
    if not stands_for:
        before = _BREAK.split(before)[-1]
        after = _BREAK.split(after)[0]
    mine = {one.word for one in clause}
    for word, meant in senses(said(f"{before}{text[found.start : found.end]}{after}")):
        if word not in mine:
            yield Telling(word, meant, NEARBY)


def _is_manner(one: Telling) -> bool:
    """Whether a word says no more than how something comes about."""
    return any(notion in MANNERS for notion, _ in one.meant)
