"""The end of a transaction: everything it wrote goes to the tables, in a few statements."""

from collections.abc import Iterable, Sequence

from troth.promises.entries import COMPANY
from troth.promises.store import Sealed
from troth_web.crashpoints import crashpoint
from troth_web.ledger.answers import erase_answers
from troth_web.ledger.erasing import erase_person
from troth_web.ledger.files import write_files
from troth_web.ledger.known import Journal
from troth_web.ledger.projection import PROMISE, full_row
from troth_web.ledger.rows import ENTRY, HEAD, LOOKUP, OUTBOX, SEALED, entry_row
from troth_web.ledger.secrets import lookup_hash
from troth_web.ledger.work import SqlWork


def flush(work: SqlWork, *, last: bool) -> None:
    """Write what a transaction has gathered; entries first, so that a race shows there.

    Args:
        work: the transaction.
        last: whether nothing follows but the commit, which may then go with the rest.
    """
    changed = [each for each in work.journals.values() if each.new]
    _read_missing(work, changed)
    states = [state for each in changed if (state := each.promise()) is not None]
    promises = [full_row(each, work.edition_of(each)) for each in states]
    # Before keys are erased: an answer is sealed with those that stay.
    answered = work.saved is not None and work.key is not None and work.answer is None
    keys = _answer_keys(work) if answered else {}
    engine = work.parts.engine
    with engine.writer(work.cursor, len(work.new), last=last) as cursor:
        work.parts.keys.add(cursor, engine, work.new_keys)
        crashpoint("before-entries")
        engine.insert(cursor, ENTRY, list(_entry_rows(work.new, work.journals)))
        engine.insert(cursor, SEALED, list(_sealed_rows(work)))
        write_files(cursor, engine, work.new)
        crashpoint("after-entries")
        engine.insert(cursor, HEAD, [_head_row(each) for each in changed])
        engine.insert(cursor, PROMISE, promises)
        crashpoint("after-projections")
        if work.told:
            engine.insert(cursor, OUTBOX, [(each.entry.id,) for each in work.new])
        crashpoint("after-outbox")
        engine.insert(cursor, LOOKUP, _lookup_rows(work))
        if answered and work.key and work.saved:
            work.key.save(cursor, work.saved, keys)
        for person in work.erased:
            erase_person(cursor, engine, person)
            erase_answers(cursor, person)
        crashpoint("before-commit")


def _read_missing(work: SqlWork, changed: Sequence[Journal]) -> None:
    """Read what came before in journals of promises that were written to without being read."""
    missing = [
        each.subject
        for each in changed
        if each.kind == "promise" and each.entries is None and each.stored.sequence
    ]
    if missing:
        work.read_all(missing)


def _entry_rows(
    new: Iterable[Sealed], journals: dict[str, Journal]
) -> Iterable[tuple[object, ...]]:
    for each in new:
        yield entry_row(each, journals[each.entry.subject].turn)


def _sealed_rows(work: SqlWork) -> Iterable[tuple[object, ...]]:
    for each in work.new:
        if each.content is not None or each.entry.id in work.let_go:
            yield each.entry.id, each.entry.person, each.content


def _head_row(journal: Journal) -> tuple[object, ...]:
    head = journal.head
    return (
        journal.subject,
        journal.kind,
        journal.customer,
        head.sequence,
        head.hash,
        journal.turn,
    )


def _lookup_rows(work: SqlWork) -> list[tuple[object, ...]]:
    key = work.parts.lookup_key
    rows = {(lookup_hash(key, kind, value), subject) for kind, value, subject in work.lookups}
    return sorted(rows)


def _answer_keys(work: SqlWork) -> dict[str, bytes]:
    """The keys that seal the answer: of all persons in it, but for those erased just now."""
    persons = work.persons() - {COMPANY} - set(work.erased)
    return work.keys(persons) or work.keys({COMPANY})
