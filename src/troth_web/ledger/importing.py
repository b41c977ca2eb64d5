"""Taking over entries from another ledger, with their hashes as they are."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from troth.operations.resting import collector_at_rest
from troth.promises import sealing
from troth.promises.customer import lookups
from troth.promises.journal import continued
from troth.promises.parties import Actor, ActorKind
from troth.promises.store import BrokenChainError, Sealed
from troth_web.ledger.batches import next_batch
from troth_web.ledger.erasing import tombstones
from troth_web.ledger.errors import MissingKeyError
from troth_web.ledger.work import SqlWork

if TYPE_CHECKING:
    from troth_web.ledger.store import SqlStore

_KNOWN = "SELECT id, hash FROM ledger_entry WHERE id "
_IMPORTER = Actor(ActorKind.RULE, "import@1")


def import_entries(store: "SqlStore", entries: Iterable[Sealed], batch: int = 5_000) -> int:
    """Take over entries in the order of their feed; what is here already is passed over.

    Nobody outside hears of them. Keys must be here before what they sealed. Of those who were
    erased here, no personal part is taken.

    Args:
        store: where to.
        entries: memory holds one batch of them.
        batch: how many stand or fall together.

    Returns:
        How many were new.

    Raises:
        BrokenChainError: an entry does not continue its journal, or is not what was written.
        MissingKeyError: a personal part without its key.
    """
    new = 0
    left = iter(entries)
    gone = tombstones(store.directory)
    while some := next_batch(left, batch):
        with collector_at_rest():
            new += store.write(
                lambda work, some=some: _take(work, some, gone),  # type: ignore[misc]
                actor=_IMPORTER,
                at=some[-1].entry.recorded_at,
            )
    return new


def _take(work: SqlWork, given: Sequence[Sealed], gone: set[str]) -> int:
    work.told = False
    new = _unknown(work, given)
    work.hold({each.entry.subject for each in new})
    continued(new, {subject: journal.head for subject, journal in work.journals.items()})
    work.new = _held(work, new, gone)
    for each in work.new:
        work.journals[each.entry.subject].add(each.entry)
    return len(new)


def _unknown(work: SqlWork, given: Sequence[Sealed]) -> list[Sealed]:
    engine = work.parts.engine
    work.cursor.execute(_KNOWN + engine.any_of, [engine.many([each.entry.id for each in given])])
    known: dict[str, str] = dict(work.cursor.fetchall())
    new = []
    for each in given:
        entry = each.entry
        if known.setdefault(entry.id, "") == "":
            known[entry.id] = entry.hash
            new.append(each)
        elif known[entry.id] != entry.hash:
            raise BrokenChainError(entry.subject, entry.sequence, "another entry has its id")
    return new


def _held(work: SqlWork, new: Sequence[Sealed], gone: set[str]) -> list[Sealed]:
    """The entries with the personal parts that may be kept; customers among them can be found."""
    persons = {each.entry.person for each in new if each.entry.seal and each.entry.person}
    keys = work.parts.keys.find(work.cursor, work.parts.engine, persons - gone)
    held, opened = [], set[str]()
    for each in new:
        person = each.entry.person
        if each.content is None or person in gone:
            held.append(Sealed(each.entry, None))
            if each.entry.seal and person in keys:
                work.let_go.add(each.entry.id)
            continue
        if person not in keys:
            raise MissingKeyError(str(person))
        held.append(each)
        # That a key is the right one shows in the first thing that it opens.
        if each.entry.type.kind == "customer" or person not in opened:
            personal = sealing.opened(keys[person], each.content, each.entry.id)
            opened.add(person)
        if each.entry.type.kind == "customer":
            work.lookups += [(*found, each.entry.subject) for found in lookups(personal)]
    return held
