"""What a transaction knows of a subject: how far it had come, and what it adds to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from troth.promises.entries import Entry
from troth.promises.fold import fold
from troth.promises.hashing import START, Head
from troth.promises.promise import Promise


@dataclass
class Journal:
    """A subject as a transaction knows it."""

    subject: str
    kind: str = ""
    customer: str | None = None
    #: Where its chain ended in the database.
    stored: Head = field(default_factory=lambda: Head(0, START))
    turn: int = 0
    #: What stands in the database; None while it was not read.
    entries: list[Entry] | None = None
    new: list[Entry] = field(default_factory=list)
    _folded: Promise | None = None
    _steps: int = 0

    @property
    def head(self) -> Head:
        """Where its chain ends."""
        return Head(self.new[-1].sequence, self.new[-1].hash) if self.new else self.stored

    @property
    def all(self) -> list[Entry]:
        """Every entry, once it was read."""
        return [*(self.entries or ()), *self.new]

    def begin(self, row: Sequence[Any]) -> None:
        """Know where it stands: from a row of its head."""
        _, self.kind, self.customer, sequence, digest, self.turn = row
        self.stored = Head(sequence, digest)

    def add(self, entry: Entry) -> None:
        """Know one more entry."""
        if self.head.sequence == 0:
            self.kind = entry.type.kind
            self.customer = entry.payload.get("customer")
        self.new.append(entry)

    def promise(self) -> Promise | None:
        """The promise that the entries leave; None for another kind, or without entries."""
        if self.kind != "promise":
            return None
        every = self.all
        self._folded = fold(every[self._steps :], self._folded)
        self._steps = len(every)
        return self._folded

    def hide(self, person: str) -> None:
        """Know no longer what is personal of somebody."""
        if self.entries is not None:
            self.entries = [hidden(entry, person) for entry in self.entries]
        self.new = [hidden(entry, person) for entry in self.new]
        self._folded, self._steps = None, 0


def hidden(entry: Entry, person: str) -> Entry:
    """The entry without what is personal of somebody."""
    hides = entry.person == person and entry.seal is not None
    return replace(entry, personal=None) if hides else entry
