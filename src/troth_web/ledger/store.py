"""The store of the journal on SQLite and PostgreSQL: the one place that knows both worlds."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError, IntegrityError

from troth.promises.editions import Edition
from troth.promises.entries import Entry
from troth.promises.fold import fold
from troth.promises.journal import ErasedPersonError
from troth.promises.parties import Actor
from troth.promises.promise import Promise
from troth.promises.store import BadCursorError, DuplicateIdError, Page, PromiseFilter, Sealed
from troth.said import said
from troth_web.crashpoints import crashpoint
from troth_web.ledger.answers import AnswerKey
from troth_web.ledger.editions import Editions
from troth_web.ledger.engines import engine
from troth_web.ledger.erasing import bury, scrub
from troth_web.ledger.errors import BusyError
from troth_web.ledger.feed import read_feed
from troth_web.ledger.files import find_file, sealed_file_of
from troth_web.ledger.flush import flush
from troth_web.ledger.importing import import_entries
from troth_web.ledger.keys import PersonKeys
from troth_web.ledger.lists import cursor_of, promise_list
from troth_web.ledger.parts import Parts
from troth_web.ledger.reading import by_id, journals, opened
from troth_web.ledger.rows import sealed_of
from troth_web.ledger.secrets import derived, lookup_hash
from troth_web.ledger.work import SqlWork

Result = TypeVar("Result")

#: How many entries are read at once where all are.
_PAGE = 2_000
#: How often a write is tried again that others were faster than.
TRIES = 5


class SqlStore:
    """A journal in a database of Django; see `troth.promises.store.Store`. Safe for threads."""

    def __init__(self, master: bytes, directory: Path, using: str = "default") -> None:
        """A store.

        Args:
            master: the key that seals persons' keys, 32 bytes.
            directory: where the list of erased persons lies.
            using: which of Django's databases.
        """
        self.using = using
        self.directory = directory
        self.master = master
        self._parts: Parts | None = None

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """This thread's connection."""
        return connections[self.using]

    @contextmanager
    def writing(
        self, *, actor: Actor, at: datetime, key: str | None = None, fingerprint: str = ""
    ) -> Iterator[SqlWork]:
        """One transaction; see `troth.promises.store.Store.writing`.

        Where a transaction is open already, this is a part of it. What is written goes to the
        database when the block ends. Others may be faster; `write` tries again.
        """
        parts = self.parts()
        answer_key = None if key is None else AnswerKey(actor.name, key, fingerprint)
        outermost = not self.connection.in_atomic_block
        with (
            _domain_errors(parts),
            transaction.atomic(using=self.using),
            self.connection.cursor() as cursor,
        ):
            work = SqlWork(parts, cursor, actor, at, answer_key)
            yield work
            if work.erased:
                self._after_erasing(tuple(work.erased))
            flush(work, last=outermost)
        crashpoint("after-commit")

    def write(
        self,
        act: Callable[[SqlWork], Result],
        *,
        actor: Actor,
        at: datetime,
        key: str | None = None,
        fingerprint: str = "",
    ) -> Result:
        """One transaction that is tried again where somebody else was faster.

        Args:
            act: what to do in it; it may be called several times.
            actor: who writes.
            at: now, by the clock of the edge; aware.
            key: an idempotency key, of this actor's choice.
            fingerprint: of what is asked, so that a key is not used for two things.

        Raises:
            BusyError: others were faster each time.
        """
        for tried in range(TRIES + 1):
            try:
                with self.writing(actor=actor, at=at, key=key, fingerprint=fingerprint) as work:
                    return act(work)
            except DatabaseError as error:
                if self.connection.in_atomic_block or not self.parts().engine.raced(error):
                    raise
            time.sleep(random.uniform(0, 0.002 * 4**tried))  # noqa: S311 - no secret
        raise BusyError

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject in order; empty where there is none."""
        return tuple(self._journals([subject]).get(subject, ()))

    def journals(self, subjects: Iterable[str]) -> dict[str, list[Entry]]:
        """The journals of many subjects at once; those without entries are left out."""
        return self._journals(list(subjects))

    def entries_of(self, ids: Sequence[str]) -> tuple[Entry, ...]:
        """Entries by their ids, in this order; those that are not there are left out."""
        parts = self.parts()
        with self.connection.cursor() as cursor:
            found = by_id(cursor, parts.engine, parts.keys, ids)
        return tuple(found[each] for each in ids if each in found)

    def promise(self, promise_id: str) -> Promise | None:
        """A promise as it stands."""
        entries = self.entries(promise_id)
        return fold(entries) if entries and entries[0].type.kind == "promise" else None

    def states(self, ids: Iterable[str]) -> dict[str, Promise]:
        """Promises by their ids, as they stand; what is no promise is left out."""
        states = (fold(entries) for entries in self._journals(list(ids)).values())
        return {state.id: state for state in states if state is not None}

    def promises(
        self, wanted: PromiseFilter, after: str | None = None, limit: int = 50
    ) -> Page[Promise]:
        """Promises that fit, the latest made first."""
        statement, params = promise_list(wanted, after, limit + 1, self.parts().engine)
        with self.connection.cursor() as cursor:
            cursor.execute(statement, params)
            rows = cursor.fetchall()
        found = self._journals([subject for _, subject in rows[:limit]])
        states = (fold(found[subject]) for _, subject in rows[:limit])
        more = cursor_of(*rows[limit - 1]) if len(rows) > limit else None
        return Page(tuple(state for state in states if state is not None), more)

    def editions(self) -> tuple[str, ...]:
        """Ids of all editions, the first one first."""
        with self.connection.cursor() as cursor:
            return self.parts().editions.ids(cursor)

    def promises_of(self, ids: Sequence[str]) -> tuple[Promise, ...]:
        """Promises by their ids, as they stand, without what is personal of them."""
        with self.connection.cursor() as cursor:
            found = journals(cursor, self.parts().engine, None, ids)
        states = (fold(found[each]) for each in ids if each in found)
        return tuple(state for state in states if state is not None)

    def subjects(
        self, kind: str, customer: str | None = None, after: str | None = None, limit: int = 50
    ) -> Page[str]:
        """Ids of what there is of a kind, latest first."""
        conditions = ["kind = %s"]
        params: list[str | int] = [kind]
        if customer is not None:
            conditions.append("customer = %s")
            params.append(customer)
        if after is not None:
            if not (after.isascii() and after.isdecimal()) or len(after) > 18:
                raise BadCursorError(after)
            conditions.append("place < %s")
            params.append(int(after))
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT place, subject FROM ledger_head WHERE {' AND '.join(conditions)} "
                "ORDER BY place DESC LIMIT %s",
                [*params, limit + 1],
            )
            rows = cursor.fetchall()
        more = str(rows[limit - 1][0]) if len(rows) > limit else None
        return Page(tuple(subject for _, subject in rows[:limit]), more)

    def file(self, entry_id: str) -> bytes | None:
        """The bytes of a file; see `troth.promises.store.Store.file`."""
        parts = self.parts()
        with self.connection.cursor() as cursor:
            return find_file(cursor, parts.engine, parts.keys, entry_id)

    def found(self, kind: str, value: str) -> tuple[str, ...]:
        """Customers by what tells them apart: kind `email`, `ref` or `name`; exact, any case."""
        digest = lookup_hash(self.parts().lookup_key, kind, value)
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT subject FROM ledger_lookup WHERE hash = %s ORDER BY place", [digest]
            )
            return tuple(subject for (subject,) in cursor.fetchall())

    def feed(self, after: str | None = None, limit: int = 500) -> Page[Entry]:
        """Entries in the order in which they were committed; no reader misses one."""
        parts = self.parts()
        with self.connection.cursor() as cursor:
            rows, more = read_feed(cursor, parts.engine, after, limit)
            return Page(tuple(opened(cursor, parts.engine, parts.keys, rows)), more)

    def sealed(self) -> Iterator[Sealed]:
        """Everything as it is kept, in feed order; memory holds a page of it."""
        after: str | None = None
        while True:
            with self.connection.cursor() as cursor:
                rows, after = read_feed(cursor, self.parts().engine, after, _PAGE)
            for row in rows:
                yield sealed_of(row, sealed_file_of(self.connection, row))
            if len(rows) < _PAGE:
                return

    def edition(self, edition_id: str | None = None) -> Edition | None:
        """An edition of the playbook; the current one where none is named."""
        editions = self.parts().editions
        with self.connection.cursor() as cursor:
            if edition_id is None:
                return editions.current(cursor)
            return editions.find(cursor, edition_id)

    def agreements(self, customer: str | None) -> tuple[str, ...]:
        """Ids of the agreements with that customer, or of those with segments for None."""
        whose = "customer IS NULL" if customer is None else "customer = %s"
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT subject FROM ledger_head WHERE {whose} AND kind = 'agreement' "
                "ORDER BY place",
                [] if customer is None else [customer],
            )
            return tuple(subject for (subject,) in cursor.fetchall())

    def add(self, entries: Iterable[Sealed]) -> int:
        """Take over entries as they stand elsewhere; see `troth_web.ledger.importing`."""
        return import_entries(self, entries)

    def parts(self) -> Parts:
        """What transactions share; within a transaction, what it reads may never come to be."""
        if self.connection.in_atomic_block:
            return self._new_parts()
        if self._parts is None:
            self._parts = self._new_parts()
        return self._parts

    def _new_parts(self) -> Parts:
        return Parts(
            engine(self.connection),
            PersonKeys(self.master),
            Editions(),
            derived(self.master, "lookups"),
        )

    def _journals(self, subjects: list[str]) -> dict[str, list[Entry]]:
        parts = self.parts()
        with self.connection.cursor() as cursor:
            return journals(cursor, parts.engine, parts.keys, subjects)

    def _after_erasing(self, persons: tuple[str, ...]) -> None:
        def act() -> None:
            bury(self.directory, persons)
            for person in persons:
                if self._parts is not None:
                    self._parts.keys.forget(person)
            scrub(self.connection)

        transaction.on_commit(act, using=self.using)


@contextmanager
def _domain_errors(parts: Parts) -> Iterator[None]:
    """Say what a constraint of the database means."""
    try:
        yield
    except IntegrityError as error:
        if parts.engine.doubled(error):
            raise DuplicateIdError(said("an entry of that id")) from error
        if parts.engine.unheld(error):
            raise ErasedPersonError("that the entry is about") from error
        raise
