"""What must be so between the tables; each is a statement that finds where it is not."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from troth.promises.hashing import START
from troth_web.ledger.snapshots import stream


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written."""

    #: A subject, an entry's id, or the name of a table.
    where: str
    #: The entry within the subject; None where it is not about one.
    sequence: int | None
    why: str

    def __str__(self) -> str:
        place = self.where if self.sequence is None else f"{self.where} {self.sequence}"
        return f"{place}: {self.why}"


_ENTRIES = (
    (
        "it does not continue the entry before it",
        (
            "SELECT e.subject, e.sequence FROM ledger_entry e LEFT JOIN ledger_entry p "
            "ON p.subject = e.subject AND p.sequence = e.sequence - 1 "
            f"WHERE e.previous <> COALESCE(p.hash, '{START}')"
        ),
    ),
    (
        "the entry before it is missing",
        (
            "SELECT e.subject, e.sequence FROM ledger_entry e LEFT JOIN ledger_entry p "
            "ON p.subject = e.subject AND p.sequence = e.sequence - 1 "
            "WHERE p.subject IS NULL AND e.sequence <> 1"
        ),
    ),
    (
        "it stands behind the end of its journal",
        (
            "SELECT e.subject, e.sequence FROM ledger_entry e LEFT JOIN ledger_head h "
            "ON h.subject = e.subject WHERE h.subject IS NULL OR e.sequence > h.sequence"
        ),
    ),
    (
        "the journal does not end with the entry that its head names",
        (
            "SELECT h.subject, h.sequence FROM ledger_head h LEFT JOIN ledger_entry e "
            "ON e.subject = h.subject AND e.sequence = h.sequence "
            "WHERE e.subject IS NULL OR e.hash <> h.hash"
        ),
    ),
    (
        "its head names another kind",
        (
            "SELECT h.subject, e.sequence FROM ledger_head h JOIN ledger_entry e "
            "ON e.subject = h.subject AND e.sequence = 1 WHERE e.type NOT LIKE h.kind || '.%%'"
        ),
    ),
    (
        "its personal part is missing, and its person was not erased",
        (
            "SELECT e.subject, e.sequence FROM ledger_entry e "
            "JOIN ledger_key k ON k.person = e.person LEFT JOIN ledger_sealed s ON s.entry = e.id "
            "WHERE e.seal IS NOT NULL AND s.entry IS NULL"
        ),
    ),
    (
        "its row among the promises is missing, or is of an earlier entry",
        (
            "SELECT h.subject, h.sequence FROM ledger_head h LEFT JOIN ledger_promise p "
            "ON p.subject = h.subject AND p.sequence = h.sequence "
            "WHERE h.kind = 'promise' AND p.subject IS NULL"
        ),
    ),
)

_OTHERS = (
    (
        "its key is missing, and it was not erased",
        (
            "SELECT h.subject FROM ledger_head h LEFT JOIN ledger_key k ON k.person = h.subject "
            "WHERE h.kind = 'customer' AND k.person IS NULL AND NOT EXISTS (SELECT 1 "
            "FROM ledger_entry e WHERE e.subject = h.subject AND e.type = 'customer.erased')"
        ),
    ),
    (
        "a personal part without its entry",
        (
            "SELECT s.entry FROM ledger_sealed s LEFT JOIN ledger_entry e ON e.id = s.entry "
            "WHERE e.id IS NULL OR e.seal IS NULL OR e.person <> s.person"
        ),
    ),
    (
        "a row of the outbox without its entry",
        (
            "SELECT o.entry FROM ledger_outbox o LEFT JOIN ledger_entry e ON e.id = o.entry "
            "WHERE e.id IS NULL"
        ),
    ),
    (
        "a row among the promises without its journal",
        (
            "SELECT p.subject FROM ledger_promise p LEFT JOIN ledger_head h "
            "ON h.subject = p.subject AND h.kind = 'promise' WHERE h.subject IS NULL"
        ),
    ),
    (
        "somebody can be found who is not there",
        (
            "SELECT l.subject FROM ledger_lookup l LEFT JOIN ledger_head h "
            "ON h.subject = l.subject AND h.kind = 'customer' WHERE h.subject IS NULL"
        ),
    ),
)

_GUARDS = {
    "sqlite": (
        {"entry_no_update", "entry_no_delete"},
        "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    ),
    "postgresql": (
        {"entry_no_change", "entry_no_truncate"},
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    ),
}


def inspected(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    """Every place where tables do not agree."""
    for why, statement in _ENTRIES:
        for subject, sequence in stream(connection, statement, []):
            yield Finding(subject, sequence, why)
    for why, statement in _OTHERS:
        for (where,) in stream(connection, statement, []):
            yield Finding(where, None, why)
    wanted, statement = _GUARDS[connection.vendor]
    present = {name for (name,) in stream(connection, statement, [])}
    for name in sorted(wanted - present):
        yield Finding("ledger_entry", None, f"its guard {name} is gone")
