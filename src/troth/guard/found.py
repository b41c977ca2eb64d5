"""A promise that was found in a text."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from troth.guard.kinds import Kind, Promiser, Strength
from troth.guard.quantities import Quantity

if TYPE_CHECKING:
    from troth.terms import Term


@dataclass(frozen=True, kw_only=True)
class Found:
    """A promise: where it stands, what it says, who must keep it, and which phrase found it."""

    #: Code points of the text as it was given.
    start: int
    end: int
    kind: Kind
    strength: Strength
    quantity: Quantity | None
    promiser: Promiser
    #: The phrase, such as `we-will`; each has a page.
    why: str
    #: By when, where a time is named and `at` and the zone were given.
    due: datetime | None = None
    #: The whole text, as it was given.
    source: str = field(default="", compare=False, repr=False)

    @property
    def words(self) -> str:
        """The words of the promise, as they stand in the text."""
        return self.source[self.start : self.end]

    @cached_property
    def term(self) -> "Term | None":
        """The quantity as a term, where the language of terms has words for it."""
        text = self.quantity.term_text() if self.quantity else None
        if text is None:
            return None
        from troth.terms import TermError, parse

        try:
            return parse(text)
        except TermError:
            return None

    def as_json(self) -> dict[str, Any]:
        """Everything, with plain values."""
        return {
            "start": self.start,
            "end": self.end,
            "kind": self.kind.value,
            "strength": self.strength.value,
            "quantity": self.quantity.as_json() if self.quantity else None,
            "promiser": self.promiser.value,
            "why": self.why,
            "term": str(self.term) if self.term else None,
            "due": self.due.isoformat() if self.due else None,
        }
