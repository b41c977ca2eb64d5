"""The store to test with: it keeps the same contract as the others, in memory."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from troth.promises import sealing
from troth.promises.agreements import agreement_lists
from troth.promises.editions import Edition
from troth.promises.entries import COMPANY, Draft, Entry, EntryType
from troth.promises.fold import fold
from troth.promises.hashing import START, Head
from troth.promises.ids import new_id
from troth.promises.journal import continued, expect, written
from troth.promises.matching import fits
from troth.promises.parties import Actor
from troth.promises.promise import Promise
from troth.promises.store import (
    Answer,
    BadCursorError,
    BrokenChainError,
    DuplicateIdError,
    Item,
    KeyReusedError,
    Page,
    PromiseFilter,
    Result,
    Sealed,
)


@dataclass
class _Contents:
    """All that a store holds; a transaction works on a copy of what it changes."""

    journal: list[Sealed] = field(default_factory=list)
    by_subject: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    ids: set[str] = field(default_factory=set)
    keys: dict[str, bytes] = field(default_factory=lambda: {COMPANY: sealing.new_key()})
    lookups: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    #: Fingerprint, answer, and of whom it may say something.
    answers: dict[tuple[str, str], tuple[str, Answer | None, frozenset[str]]] = field(
        default_factory=dict
    )
    #: Entries that somebody outside shall hear of, in order.
    outbox: list[str] = field(default_factory=list)


class MemoryStore:
    """A store that forgets when the program ends. Safe for threads; writers take turns."""

    def __init__(self) -> None:
        self._held = _Contents()
        self._turn = threading.RLock()

    @contextmanager
    def writing(
        self, *, actor: Actor, at: datetime, key: str | None = None, fingerprint: str = ""
    ) -> Iterator["MemoryWork"]:
        """One transaction; see `troth.promises.store.Store`."""
        with self._turn:
            work = MemoryWork(self._held, actor, at, key, fingerprint)
            yield work
            work.commit()

    def write(
        self,
        act: Callable[["MemoryWork"], Result],
        *,
        actor: Actor,
        at: datetime,
        key: str | None = None,
        fingerprint: str = "",
    ) -> Result:
        """One transaction; here nobody is ever faster."""
        with self.writing(actor=actor, at=at, key=key, fingerprint=fingerprint) as work:
            return act(work)

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject."""
        return _entries(self._held, subject)

    def promise(self, promise_id: str) -> Promise | None:
        """A promise as it stands."""
        return _promise(_entries(self._held, promise_id))

    def promises(
        self, wanted: PromiseFilter, after: str | None = None, limit: int = 50
    ) -> Page[Promise]:
        """Promises that fit, the latest made first."""
        found = [
            promise
            for subject in self._subjects("promise")
            if (promise := self.promise(subject)) and fits(promise, wanted)
        ]
        return _page(sorted(found, key=_place, reverse=True), after, limit, _place)

    def subjects(
        self, kind: str, customer: str | None = None, after: str | None = None, limit: int = 50
    ) -> Page[str]:
        """Ids of what there is of a kind, the latest first."""
        found = [
            subject
            for subject in self._subjects(kind)
            if customer in {None, _customer(self._first(subject))}
        ]

        def place(subject: str) -> str:
            return f"{self._held.by_subject[subject][0]:012d}"

        return _page(sorted(found, key=place, reverse=True), after, limit, place)

    def file(self, entry_id: str) -> bytes | None:
        """The bytes of a file, by the id of the entry that attached it."""
        for each in self._held.journal:
            key = self._held.keys.get(each.entry.person or "")
            if each.entry.id == entry_id and each.file is not None and key is not None:
                return sealing.opened_file(key, each.file, entry_id)
        return None

    def found(self, kind: str, value: str) -> tuple[str, ...]:
        """Customers by e-mail, reference or name."""
        return tuple(self._held.lookups.get((kind, value.casefold()), ()))

    def feed(self, after: str | None = None, limit: int = 500) -> Page[Entry]:
        """Entries in the order in which they were committed."""
        start = _position(after)
        items = self._held.journal[start : start + limit]
        return Page(tuple(_open(self._held, each) for each in items), str(start + len(items)))

    def sealed(self) -> tuple[Sealed, ...]:
        """Everything as it is kept, in feed order."""
        return tuple(self._held.journal)

    def outbox(self) -> tuple[str, ...]:
        """Ids of the entries that somebody outside shall hear of, in order."""
        return tuple(self._held.outbox)

    def edition(self, edition_id: str | None = None) -> Edition | None:
        """An edition of the playbook; the current one where none is named."""
        return _edition(self._held.journal, edition_id)

    def agreements(self, customer: str | None) -> tuple[str, ...]:
        """Ids of the agreements with that customer, or of those with segments."""
        return agreement_lists(each.entry for each in self._held.journal).get(customer, ())

    def add(self, entries: Iterable[Sealed]) -> int:
        """Take over entries as they stand elsewhere; how many were new."""
        with self._turn:
            new = self._unknown(entries)
            continued(new, {subject: _head(self.entries(subject)) for subject in _about(new)})
            _put(self._held, new, told=False)
            return len(new)

    def _unknown(self, entries: Iterable[Sealed]) -> list[Sealed]:
        known = {each.entry.id: each.entry.hash for each in self._held.journal}
        new: list[Sealed] = []
        for each in entries:
            entry = each.entry
            if known.setdefault(entry.id, entry.hash) != entry.hash:
                raise BrokenChainError(entry.subject, entry.sequence, "another entry has its id")
            if entry.id not in self._held.ids and all(entry.id != one.entry.id for one in new):
                new.append(each)
        return new

    def _subjects(self, kind: str) -> list[str]:
        return [
            subject for subject in self._held.by_subject if self._first(subject).type.kind == kind
        ]

    def _first(self, subject: str) -> Entry:
        return self._held.journal[self._held.by_subject[subject][0]].entry


class MemoryWork:
    """A transaction of the store in memory."""

    def __init__(
        self, held: _Contents, actor: Actor, at: datetime, key: str | None, fingerprint: str
    ) -> None:
        self.actor = actor
        self.at = at
        self.answer: Answer | None = None
        self._held = held
        self._key = key
        self._fingerprint = fingerprint
        self._new: list[Sealed] = []
        self._new_keys: dict[str, bytes] = {}
        self._lookups: list[tuple[str, str, str]] = []
        self._erased: list[str] = []
        self._persons: set[str] = set()
        self._answer: Answer | None = None
        self._replay()

    def promise(self, promise_id: str) -> Promise | None:
        """The promise as it stands, with what this transaction wrote."""
        return _promise(self.entries(promise_id))

    def read(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject as it stands."""
        return self.entries(subject)

    def new_id(self) -> str:
        """An id that nothing has yet."""
        return new_id(self.at)

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject, with what this transaction wrote."""
        new = tuple(each.entry for each in self._new if each.entry.subject == subject)
        every = tuple(_hidden(each, self._erased) for each in _entries(self._held, subject) + new)
        self._persons |= {each.person for each in every if each.person}
        return every

    def edition(self, edition_id: str | None = None) -> Edition | None:
        """An edition of the playbook; the current one where none is named."""
        return _edition([*self._held.journal, *self._new], edition_id)

    def editions(self) -> tuple[str, ...]:
        """Ids of all editions, the first one first."""
        every = (each.entry for each in [*self._held.journal, *self._new])
        return tuple(entry.subject for entry in every if entry.type is EntryType.EDITION_PUBLISHED)

    def agreements(self, customer: str | None) -> tuple[str, ...]:
        """Ids of the agreements with that customer, or of those with segments."""
        every = [*self._held.journal, *self._new]
        return agreement_lists(each.entry for each in every).get(customer, ())

    def append(
        self, drafts: Sequence[Draft], expected: Mapping[str, int] | None = None
    ) -> tuple[Entry, ...]:
        """Write entries."""
        heads = {draft.subject: self._head(draft.subject) for draft in drafts}
        heads |= {subject: self._head(subject) for subject in expected or ()}
        expect(expected or {}, heads)
        new = written(
            drafts, heads=heads, keys=self._person_key, actor=self.actor, at=self.at, key=self._key
        )
        taken = self._held.ids | {each.entry.id for each in self._new}
        for each in new:
            if each.entry.id in taken:
                raise DuplicateIdError(f"entry {each.entry.id}")
        self._new += new
        self._lookups += [
            (kind, value.casefold(), draft.subject)
            for draft in drafts
            for kind, value in draft.lookups
        ]
        return tuple(each.entry for each in new)

    def add_key(self, person: str) -> None:
        """Make the key of a customer."""
        self._new_keys[person] = sealing.new_key()

    def erase(self, person: str) -> None:
        """Delete the key of a customer, and all that it sealed."""
        self._erased.append(person)

    def remember(self, answer: Answer) -> None:
        """Keep the answer with the idempotency key."""
        self._answer = answer

    def commit(self) -> None:
        """All of it, at once."""
        self._held.keys |= self._new_keys
        _put(self._held, self._new)
        self._persons |= {each.entry.person for each in self._new if each.entry.person}
        for kind, value, subject in self._lookups:
            if subject not in self._held.lookups[kind, value]:
                self._held.lookups[kind, value].append(subject)
        for person in self._erased:
            _erase(self._held, person)
        if self._key is not None and self.answer is None:
            persons = frozenset(self._persons.difference(self._erased))
            kept = self._fingerprint, self._answer, persons
            self._held.answers[self.actor.name, self._key] = kept

    def _replay(self) -> None:
        if self._key is None:
            return
        known = self._held.answers.get((self.actor.name, self._key))
        if known is None:
            return
        fingerprint, self.answer, _ = known
        if fingerprint != self._fingerprint:
            raise KeyReusedError(self._key)

    def _head(self, subject: str) -> Head:
        return _head(self.entries(subject))

    def _person_key(self, person: str) -> bytes | None:
        return self._new_keys.get(person) or self._held.keys.get(person)


def _head(entries: Sequence[Entry]) -> Head:
    return Head(entries[-1].sequence, entries[-1].hash) if entries else Head(0, START)


def _about(new: Iterable[Sealed]) -> set[str]:
    return {each.entry.subject for each in new}


def _hidden(entry: Entry, erased: Sequence[str]) -> Entry:
    return replace(entry, personal=None) if entry.seal and entry.person in erased else entry


def _put(held: _Contents, new: Iterable[Sealed], *, told: bool = True) -> None:
    for each in new:
        entry = each.entry
        held.by_subject[entry.subject].append(len(held.journal))
        held.journal.append(
            Sealed(
                replace(entry, personal=None if entry.seal else {}), each.content, file=each.file
            )
        )
        if entry.type is EntryType.PROMISE_FILE_REMOVED:
            _remove_file(held, entry.payload["file"])
        held.ids.add(entry.id)
        if told:
            held.outbox.append(entry.id)


def _remove_file(held: _Contents, entry_id: str) -> None:
    held.journal[:] = [
        replace(each, file=None) if each.entry.id == entry_id else each for each in held.journal
    ]


def _erase(held: _Contents, person: str) -> None:
    held.keys.pop(person, None)
    held.journal[:] = [
        replace(each, content=None, file=None) if each.entry.person == person else each
        for each in held.journal
    ]
    for subjects in held.lookups.values():
        if person in subjects:
            subjects.remove(person)
    held.answers = {key: kept for key, kept in held.answers.items() if person not in kept[2]}


def _open(held: _Contents, each: Sealed) -> Entry:
    entry = each.entry
    if entry.seal is None:
        return entry
    key = held.keys.get(entry.person or "")
    if key is None or each.content is None:
        return entry
    return replace(entry, personal=sealing.opened(key, each.content, entry.id))


def _entries(held: _Contents, subject: str) -> tuple[Entry, ...]:
    return tuple(_open(held, held.journal[at]) for at in held.by_subject.get(subject, ()))


def _promise(entries: Sequence[Entry]) -> Promise | None:
    return fold(entries) if entries and entries[0].type.kind == "promise" else None


def _edition(journal: Sequence[Sealed], edition_id: str | None) -> Edition | None:
    published = [each.entry for each in journal if each.entry.type is EntryType.EDITION_PUBLISHED]
    chosen = [entry for entry in published if edition_id in {None, entry.subject}]
    if not chosen:
        return None
    return Edition(chosen[-1].subject, chosen[-1].at, chosen[-1].payload["text"])


def _customer(first: Entry) -> str | None:
    customer: str | None = first.payload.get("customer")
    return customer


def _place(promise: Promise) -> str:
    return f"{promise.made_at.isoformat()} {promise.id}"


def _page(
    items: list[Item], after: str | None, limit: int, place: Callable[[Item], str]
) -> Page[Item]:
    left = [item for item in items if after is None or place(item) < after]
    page = left[:limit]
    return Page(tuple(page), place(page[-1]) if len(left) > limit else None)


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdecimal()):
        raise BadCursorError(cursor)
    return int(cursor)
