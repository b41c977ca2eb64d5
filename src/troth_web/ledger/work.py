"""One transaction over the tables: the journal as it stands, and what is written at its end.

What an operation writes is kept until the transaction ends and then goes to the database in a few
statements. What it reads is held: nobody else writes to these subjects in the meantime.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.backends.utils import CursorWrapper

from troth.promises import sealing
from troth.promises.editions import Edition
from troth.promises.entries import COMPANY, Draft, Entry, EntryType
from troth.promises.ids import new_id
from troth.promises.journal import expect, written
from troth.promises.parties import Actor
from troth.promises.promise import Promise
from troth.promises.store import Answer, DuplicateIdError, Sealed
from troth.said import said
from troth_web.ledger.answers import AnswerKey
from troth_web.ledger.beginning import InForce, begun, in_force
from troth_web.ledger.known import Journal, hidden
from troth_web.ledger.parts import Parts
from troth_web.ledger.reading import journals, opened, persons_of
from troth_web.ledger.rows import COLUMNS

_HEADS = "SELECT h.subject, h.kind, h.customer, h.sequence, h.hash, h.turn FROM ledger_head h"
_HELD = (
    f"SELECT {COLUMNS}, s.content, h.subject, h.kind, h.customer, h.sequence, h.hash, h.turn "
    "FROM ledger_head h JOIN ledger_entry e ON e.subject = h.subject "
    "LEFT JOIN ledger_sealed s ON s.entry = e.id WHERE h.subject = %s ORDER BY e.sequence"
)
_AGREEMENTS = (
    "SELECT subject FROM ledger_head WHERE customer = %s AND kind = 'agreement' ORDER BY place"
)
_SEEN = (
    f"SELECT {COLUMNS}, s.content, (SELECT {{}} FROM (SELECT subject FROM ledger_head "
    "WHERE customer = e.subject AND kind = 'agreement' ORDER BY place) AS made) "
    "FROM ledger_entry e LEFT JOIN ledger_sealed s ON s.entry = e.id "
    "WHERE e.subject = %s ORDER BY e.sequence"
)
_TAKEN = "SELECT id FROM ledger_entry WHERE id "


class SqlWork:
    """A transaction; see `troth.promises.store.Work`."""

    def __init__(
        self, parts: Parts, cursor: CursorWrapper, actor: Actor, at: datetime, key: AnswerKey | None
    ) -> None:
        self.actor = actor
        self.at = at
        self.parts = parts
        self.cursor = cursor
        self.key = key
        self._force: InForce | None = None
        self.answer: Answer | None = None
        if key is not None:
            self._force = begun(cursor, parts, key, at)
            if self._force is None:
                self.answer = key.answer(cursor, parts.engine, parts.keys)
        self.saved: Answer | None = None
        self.journals: dict[str, Journal] = {}
        self.new: list[Sealed] = []
        self.new_keys: dict[str, bytes] = {}
        self.lookups: list[tuple[str, str, str]] = []
        self.erased: list[str] = []
        #: Ids of entries whose personal part was let go elsewhere, though their person is known.
        self.let_go: set[str] = set()
        #: Whether somebody outside shall hear of the entries.
        self.told = True
        self._shared: set[str] = set()
        self._seen: set[str] = set()
        #: Agreements with customers, as far as they were read.
        self._agreed: dict[str, list[str]] = {}

    def promise(self, promise_id: str) -> Promise | None:
        """The promise as it stands, held against other writers until the transaction ends."""
        return self._read(promise_id).promise()

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject, held against other writers until the transaction ends."""
        return tuple(self._read(subject).all)

    def read(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject as it stands; others may write to it meanwhile."""
        if subject in self.journals:
            return self.entries(subject)
        parts = self.parts
        self.cursor.execute(_SEEN.format(parts.engine.joined.format("subject")), [subject])
        rows = self.cursor.fetchall()
        # Whoever reads of a customer asks next what was agreed with them.
        self._agreed[subject] = rows[0][16].split() if rows and rows[0][16] else []
        found = opened(self.cursor, parts.engine, parts.keys, rows)
        self._seen |= persons_of(found)
        return tuple(found)

    def new_id(self) -> str:
        """An id that nothing has yet; nobody needs to look whether something does."""
        made = new_id(self.at)
        self.journals[made] = Journal(made)
        return made

    def edition(self, edition_id: str | None = None) -> Edition | None:
        """An edition of the playbook; the current one where none is named."""
        wanted = self._in_force().edition if edition_id is None else edition_id
        return None if wanted is None else self.parts.editions.find(self.cursor, wanted)

    def edition_of(self, promise: Promise) -> Edition | None:
        """The edition to which a promise belongs, also where this transaction published it."""
        if promise.edition is None:
            return None
        begun = self.journals.get(promise.edition)
        if begun and begun.new and not begun.stored.sequence:
            published = begun.new[0]
            return Edition(promise.edition, published.at, published.payload["text"])
        return self.parts.editions.find(self.cursor, promise.edition)

    def editions(self) -> tuple[str, ...]:
        """Ids of all editions, the first one first."""
        return (*self.parts.editions.ids(self.cursor), *self._begun(EntryType.EDITION_PUBLISHED))

    def agreements(self, customer: str | None) -> tuple[str, ...]:
        """Ids of the agreements with that customer, or of those with segments for None."""
        found = self._in_force().agreements if customer is None else self._agreed_with(customer)
        # Many promises are made at once under one agreement: they must not wait for each other.
        self._shared.update(found)
        new = self._begun(EntryType.AGREEMENT_MADE)
        return (*found, *(each for each in new if self.journals[each].customer == customer))

    def append(
        self, drafts: Sequence[Draft], expected: Mapping[str, int] | None = None
    ) -> tuple[Entry, ...]:
        """Write entries; see `troth.promises.store.Work.append`."""
        subjects = {draft.subject for draft in drafts} | set(expected or ())
        self.hold(subjects)
        heads = {each: self.journals[each].head for each in subjects}
        expect(expected or {}, heads)
        self._refuse_taken([draft.id for draft in drafts if draft.id])
        new = written(
            drafts,
            heads=heads,
            keys=self._keys_for(drafts).get,
            actor=self.actor,
            at=self.at,
            key=self.key.key if self.key else None,
        )
        for each in new:
            self.journals[each.entry.subject].add(each.entry)
        self.new += new
        self.lookups += [
            (kind, value, draft.subject) for draft in drafts for kind, value in draft.lookups
        ]
        return tuple(each.entry for each in new)

    def add_key(self, person: str) -> None:
        """Make the key of a customer."""
        self.new_keys[person] = sealing.new_key()

    def erase(self, person: str) -> None:
        """Delete the key of a customer, and all that it sealed."""
        self.erased.append(person)
        for journal in self.journals.values():
            journal.hide(person)

    def remember(self, answer: Answer) -> None:
        """Keep the answer with the idempotency key."""
        self.saved = answer

    def persons(self) -> set[str]:
        """Of whom this transaction read or wrote anything."""
        held = persons_of(entry for each in self.journals.values() for entry in each.all)
        return held | self._seen

    def read_all(self, subjects: Collection[str], *, personal: bool = True) -> None:
        """Read journals that were held and not read; without what is personal, where nobody asks.

        Args:
            subjects: whose.
            personal: whether personal parts are opened, which takes most of the time.
        """
        parts = self.parts
        keys = parts.keys if personal else None
        found = journals(self.cursor, parts.engine, keys, subjects)
        for subject in subjects:
            self._keep(self.journals[subject], found.get(subject, []))

    def _in_force(self) -> InForce:
        if self._force is None:
            self._force = in_force(self.cursor)
        return self._force

    def _agreed_with(self, customer: str) -> list[str]:
        if customer not in self._agreed:
            self.cursor.execute(_AGREEMENTS, [customer])
            self._agreed[customer] = [subject for (subject,) in self.cursor.fetchall()]
        return self._agreed[customer]

    def _begun(self, entry_type: EntryType) -> list[str]:
        return [each.entry.subject for each in self.new if each.entry.type is entry_type]

    def hold(self, subjects: Collection[str]) -> None:
        """Hold subjects against other writers, in one order, so that no two block each other."""
        missing = sorted(each for each in subjects if each not in self.journals)
        if not missing:
            return
        engine = self.parts.engine
        held = f" ORDER BY h.subject{engine.held}" if engine.held else ""
        self.cursor.execute(
            f"{_HEADS} WHERE h.subject {engine.any_of}{held}", [engine.many(missing)]
        )
        for each in missing:
            self.journals[each] = Journal(each)
        for row in self.cursor.fetchall():
            self.journals[row[0]].begin(row)

    def _read(self, subject: str) -> Journal:
        journal = self.journals.get(subject)
        if journal is None:
            journal = self._held(subject)
        elif journal.entries is None and journal.stored.sequence:
            self.read_all([subject])
        return journal

    def _held(self, subject: str) -> Journal:
        engine = self.parts.engine
        held = engine.shared if subject in self._shared else engine.held
        self.cursor.execute(_HELD + held, [subject])
        rows = self.cursor.fetchall()
        journal = self.journals[subject] = Journal(subject)
        if rows:
            journal.begin(rows[-1][16:])
            self._keep(journal, opened(self.cursor, engine, self.parts.keys, rows))
            # The head is read when its holder lets go, the entries before: read these again.
            if rows[-1][3] != journal.stored.sequence:
                self.read_all([subject])
        return journal

    def _keep(self, journal: Journal, entries: list[Entry]) -> None:
        for person in self.erased:
            entries = [hidden(entry, person) for entry in entries]
        journal.entries = entries

    def _refuse_taken(self, ids: list[str]) -> None:
        if not ids:
            return
        engine = self.parts.engine
        self.cursor.execute(_TAKEN + engine.any_of, [engine.many(ids)])
        taken = [each for (each,) in self.cursor.fetchall()]
        taken += set(ids) & {each.entry.id for each in self.new}
        taken += {each for each in ids if ids.count(each) > 1} if len(set(ids)) < len(ids) else ()
        if taken:
            raise DuplicateIdError(said("entry {taken}", taken=taken[0]))

    def _keys_for(self, drafts: Sequence[Draft]) -> dict[str, bytes]:
        sealed = (draft for draft in drafts if draft.personal or draft.file is not None)
        return self.keys({draft.person for draft in sealed if draft.person})

    def keys(self, persons: Collection[str]) -> dict[str, bytes]:
        """Keys of persons; the company's is made when it is first needed."""
        parts = self.parts
        found = {each: self.new_keys[each] for each in persons if each in self.new_keys}
        missing = [each for each in persons if each not in found]
        found |= parts.keys.find(self.cursor, parts.engine, missing)
        if COMPANY in persons and COMPANY not in found:
            self.add_key(COMPANY)
            found[COMPANY] = self.new_keys[COMPANY]
        return found
