"""Somebody's place in a transaction: who writes, and when, while the year goes by.

A transaction of the store takes one writer and one instant. A day of the airline has hundreds of
both, and a transaction for each would wait hundreds of times for the disk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from examples.airline.year.ids import id_from
from troth.promises.editions import Edition
from troth.promises.entries import Draft, Entry
from troth.promises.parties import Actor
from troth.promises.promise import Promise
from troth.promises.store import Answer, Work


class Seat:
    """A transaction as one writer at one instant sees it. Ids of entries come from dice."""

    def __init__(self, work: Work, actor: Actor, at: datetime, dice: Random) -> None:
        self.actor = actor
        self.at = at
        self.answer: Answer | None = None
        self._work = work
        self._dice = dice

    def append(
        self, drafts: Sequence[Draft], expected: Mapping[str, int] | None = None
    ) -> tuple[Entry, ...]:
        """Write entries in this writer's name."""
        self._work.actor, self._work.at = self.actor, self.at
        numbered = [replace(draft, id=draft.id or id_from(self._dice, self.at)) for draft in drafts]
        return self._work.append(numbered, expected)

    def promise(self, promise_id: str) -> Promise | None:
        """A promise as it stands."""
        return self._work.promise(promise_id)

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject."""
        return self._work.entries(subject)

    def read(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject, which others may write to."""
        return self._work.read(subject)

    def new_id(self) -> str:
        """An id of the dice."""
        return id_from(self._dice, self.at)

    def edition(self, edition_id: str | None = None) -> Edition | None:
        """An edition of the playbook."""
        return self._work.edition(edition_id)

    def editions(self) -> tuple[str, ...]:
        """Ids of all editions."""
        return self._work.editions()

    def agreements(self, customer: str | None) -> tuple[str, ...]:
        """Ids of agreements."""
        return self._work.agreements(customer)

    def add_key(self, person: str) -> None:
        """Make a customer's key."""
        self._work.add_key(person)

    def erase(self, person: str) -> None:
        """Delete a customer's key."""
        self._work.erase(person)

    def remember(self, answer: Answer) -> None:
        """Keep an answer."""
        self._work.remember(answer)
