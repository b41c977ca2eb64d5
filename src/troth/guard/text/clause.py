"""A clause and its sentence, taken apart: who, whether, which deed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from troth.guard.quantities import says_when
from troth.guard.quantities.choose import may_measure, quantity_in
from troth.guard.quantities.found import Measure
from troth.guard.text.once import once
from troth.guard.words.subjects import Who


@dataclass
class Clause:
    """One clause: a subject, perhaps an auxiliary, a verb, and what follows."""

    #: Lower case, in one spelling; greetings and connectives are cut off.
    text: str
    #: Where it starts in the text that it was cut from.
    start: int
    #: The word that joins it to the one before: `and`, `if`, `,`.
    joined: str
    sentence: "Sentence"
    #: Whether it stands in quotation marks.
    quoted: bool = False
    subject: str = ""
    who: Who = Who.NONE
    #: will, can, could, would, should, may, must, be, was, have, had, do, did, or nothing.
    modal: str = ""
    auxiliary: str = ""
    negated: bool = False
    #: As it stands; its base form is `deed`.
    verb: str = ""
    deed: str = ""
    #: From the verb to the end.
    tail: str = ""
    adverbs: str = ""
    #: Up to a clause within: `we will call you (when it is ready)`.
    core: str = ""
    before: "Clause | None" = None

    @once
    def when(self) -> bool:
        """Whether it names a time."""
        return self.sentence.measured and says_when(self.text)

    @once
    def may_measure(self) -> bool:
        """Whether there can be a quantity in it; most clauses have none."""
        return may_measure(self.text)

    @once
    def measure(self) -> Measure | None:
        """The quantity that it is measured by."""
        return quantity_in(self.text) if self.may_measure else None

    @property
    def end(self) -> int:
        """Where it ends in the text that it was cut from."""
        return self.start + len(self.text)

    @property
    def by_company(self) -> bool:
        """Whether the company or its people are the subject."""
        return self.who is Who.COMPANY


@dataclass
class Sentence:
    """A sentence with what surrounds it."""

    text: str
    start: int
    #: All text before it, as far as it may matter.
    before: str
    quoted: tuple[tuple[int, int], ...] = ()
    #: Whether a capital letter stands there in the original.
    capital: Callable[[int], bool] = bool
    clauses: list[Clause] = field(default_factory=list)
    #: By the `id` of a pattern, whose hash would go over all of it.
    known: dict[int, bool] = field(default_factory=dict)

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is in it; asked once, however many clauses there are."""
        known = self.known.get(id(pattern))
        if known is None:
            known = self.known[id(pattern)] = pattern.search(self.text) is not None
        return known

    @once
    def measured(self) -> bool:
        """Whether there can be a quantity in it."""
        return may_measure(self.text)

    @once
    def asks(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.rstrip(" \"')*_").endswith("?")
