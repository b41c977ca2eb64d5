"""What a store of the journal can do; each store keeps the same contract.

A write is one transaction: `with store.writing(...) as work`. Entries, their place in the feed,
what lists are made from, the outbox and the idempotency key stand or fall together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from troth.errors import TrothError
from troth.promises.editions import Edition
from troth.promises.entries import Draft, Entry
from troth.promises.parties import Actor
from troth.promises.promise import ClockState, Outcome, Promise, Stage
from troth.said import said

Item = TypeVar("Item")
Result = TypeVar("Result")


class ConflictError(TrothError):
    """Somebody else wrote first."""

    def __init__(self, subject: str, expected: int, found: int) -> None:
        super().__init__(
            said(
                "{subject} has come to entry {found}, not {expected}; read it again, then decide",
                subject=subject,
                found=str(found),
                expected=str(expected),
            )
        )
        self.expected = expected
        self.found = found


class KeyReusedError(TrothError):
    """An idempotency key that was used for something else."""

    def __init__(self, key: str) -> None:
        super().__init__(
            said(
                "the idempotency key {key} was used for another request; make a new one",
                key=repr(key),
            )
        )


class BrokenChainError(TrothError):
    """An entry from elsewhere that does not stand as it was written."""

    def __init__(self, subject: str, sequence: int, why: str) -> None:
        super().__init__(f"entry {sequence} of {subject} is refused: {why}")


class DuplicateIdError(TrothError):
    """An id that something else has."""

    def __init__(self, what: str) -> None:
        super().__init__(said("{what} exists already; an id is used once", what=what))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a write answered, kept with its idempotency key: JSON values."""

    status: int
    body: Any


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some of a list, and where it goes on; `next` is None at its end."""

    items: tuple[Item, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFilter:
    """Which promises; what is None does not matter. Instants are aware."""

    customer: str | None = None
    #: `team:support`, `person:7`.
    holder: str | None = None
    promiser: str | None = None
    metric: str | None = None
    stage: Stage | None = None
    clock: ClockState | None = None
    #: As of `at`, which it needs.
    outcome: Outcome | None = None
    at: datetime | None = None
    due_before: datetime | None = None
    #: Only customers' duties, or only promises to them.
    duties: bool | None = None
    #: Teams whose promises the reader must not see, but those that are of their own teams as well.
    hidden_teams: frozenset[str] = frozenset()
    own_teams: frozenset[str] = frozenset()


class Work(Protocol):
    """One transaction."""

    #: Who writes.
    actor: Actor
    #: When, by the clock of the edge: `recorded_at` of each entry.
    at: datetime
    #: What an earlier write with the same actor and key answered.
    answer: Answer | None

    def promise(self, promise_id: str) -> Promise | None:
        """The promise as it stands, held against other writers until the transaction ends."""

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject, held against other writers until the transaction ends."""

    def read(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject as it stands; others may write to it meanwhile."""

    def new_id(self) -> str:
        """An id that nothing has yet."""

    def edition(self, edition_id: str | None = None) -> Edition | None:
        """An edition of the playbook; the current one where none is named."""

    def editions(self) -> tuple[str, ...]:
        """Ids of all editions, the first one first."""

    def agreements(self, customer: str | None) -> tuple[str, ...]:
        """Ids of the agreements with that customer, or of those with segments for None."""

    def append(
        self, drafts: Sequence[Draft], expected: Mapping[str, int] | None = None
    ) -> tuple[Entry, ...]:
        """Write entries, with all that follows from them.

        Args:
            drafts: in the order in which they shall stand.
            expected: how many entries a subject must have before; others may have any number.

        Raises:
            ConflictError: a subject has come further, or less far.
        """

    def add_key(self, person: str) -> None:
        """Make the key that seals what is personal of a customer."""

    def erase(self, person: str) -> None:
        """Delete the key of a customer, and all that it sealed."""

    def remember(self, answer: Answer) -> None:
        """Keep the answer with the idempotency key, so that a retry gets the same."""


class Store(Protocol):
    """A journal, and lists made from it."""

    def writing(
        self, *, actor: Actor, at: datetime, key: str | None = None, fingerprint: str = ""
    ) -> AbstractContextManager[Work]:
        """One transaction; it ends with the block, and an exception undoes it.

        Args:
            actor: who writes.
            at: now, by the clock of the edge; aware.
            key: an idempotency key, of this actor's choice.
            fingerprint: of what is asked, so that a key is not used for two things.

        Raises:
            KeyReusedError: the key was used with another fingerprint.
        """

    def write(
        self,
        act: Callable[[Work], Result],
        *,
        actor: Actor,
        at: datetime,
        key: str | None = None,
        fingerprint: str = "",
    ) -> Result:
        """One transaction, tried again where another writer was faster.

        Args:
            act: what to do in it; it may be called several times, and only its last call counts.
            actor: who writes.
            at: now, by the clock of the edge; aware.
            key: an idempotency key, of this actor's choice.
            fingerprint: of what is asked, so that a key is not used for two things.

        Raises:
            KeyReusedError: the key was used with another fingerprint.
        """

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject in order; empty where there is none."""

    def promise(self, promise_id: str) -> Promise | None:
        """A promise as it stands."""

    def promises(
        self, wanted: PromiseFilter, after: str | None = None, limit: int = 50
    ) -> Page[Promise]:
        """Promises that fit, the latest made first."""

    def subjects(
        self, kind: str, customer: str | None = None, after: str | None = None, limit: int = 50
    ) -> Page[str]:
        """Ids of what there is of a kind (`customer`, `milestone`, `quote`, ...), latest first."""

    def file(self, entry_id: str) -> bytes | None:
        """The bytes of a file, by the id of the entry that attached it.

        None where there is none, or it is not kept any more: removed, erased, or after its time.

        Raises:
            SealError: they are not what was sealed.
        """

    def found(self, kind: str, value: str) -> tuple[str, ...]:
        """Customers by what tells them apart: kind `email`, `ref` or `name`; exact, any case."""

    def feed(self, after: str | None = None, limit: int = 500) -> Page[Entry]:
        """Entries in the order in which they were committed; no reader misses one.

        `next` is never None here: ask again with it for what comes later.

        Raises:
            BadCursorError: `after` is not a cursor of this feed.
        """

    def sealed(self) -> Iterable["Sealed"]:
        """Everything as it is kept, in feed order, for `add` of another store."""

    def edition(self, edition_id: str | None = None) -> Edition | None:
        """An edition of the playbook; the current one where none is named."""

    def agreements(self, customer: str | None) -> tuple[str, ...]:
        """Ids of the agreements with that customer, or of those with segments for None."""

    def add(self, entries: Iterable["Sealed"]) -> int:
        """Take over entries as they stand elsewhere, in feed order; how many were new.

        What is here already is passed over. Nobody outside hears of what is taken.

        Raises:
            BrokenChainError: an entry does not continue its journal, or is not what was written.
        """


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry with its personal part as it is kept, which goes from store to store."""

    entry: Entry
    #: None where there is none, or it was erased.
    content: bytes | None
    #: `at`, `recorded_at`, actor and payload as the hash covers them, where they are at hand.
    texts: tuple[str, str, str, str] | None = field(default=None, compare=False, repr=False)
    #: The file that it attaches, sealed; None where there is none, or it is not kept any more.
    file: bytes | None = field(default=None, repr=False)


class BadCursorError(TrothError):
    """A cursor that this list did not give."""

    def __init__(self, cursor: str) -> None:
        super().__init__(
            said(
                "{cursor} is not a cursor of this list; begin without 'after'", cursor=repr(cursor)
            )
        )
