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


@dataclass(frozen=True, slots=True)
class _Pass:
    """Tables that are gone through once, and all that may be wrong in a row of them."""

    tables: str
    #: Where a finding is: a subject or an id, and the sequence of an entry.
    where: str
    #: What is said where a condition holds.
    wrongs: dict[str, str]
    sequence: str = "NULL"

    def findings(self, connection: BaseDatabaseWrapper) -> Iterator[Finding]:
        """Each that there is."""
        flags, anything = ", ".join(self.wrongs.values()), " OR ".join(self.wrongs.values())
        statement = (
            f"SELECT {self.where}, {self.sequence}, {flags} FROM {self.tables} WHERE {anything}"
        )
        for where, sequence, *wrong in stream(connection, statement, []):
            for why, is_so in zip(self.wrongs, wrong, strict=True):
                if is_so:
                    yield Finding(where, sequence, why)


_PASSES = (
    _Pass(
        # Entries in their order, each beside the one before it; a join of the table with itself
        # may compare every two entries of a long journal.
        "(SELECT subject, sequence, previous, LAG(hash) OVER journal AS before, "
        "LAG(sequence) OVER journal AS last FROM ledger_entry "
        "WINDOW journal AS (PARTITION BY subject ORDER BY sequence)) e "
        "LEFT JOIN ledger_head h ON h.subject = e.subject",
        "e.subject",
        {
            "it does not continue the entry before it": (
                f"(e.previous <> COALESCE(e.before, '{START}'))"
            ),
            "the entry before it is missing": "(e.sequence <> COALESCE(e.last, 0) + 1)",
            "it stands behind the end of its journal": (
                "(h.subject IS NULL OR e.sequence > h.sequence)"
            ),
        },
        "e.sequence",
    ),
    _Pass(
        "ledger_head h "
        "LEFT JOIN ledger_entry e ON e.subject = h.subject AND e.sequence = h.sequence "
        "LEFT JOIN ledger_entry f ON f.subject = h.subject AND f.sequence = 1 "
        "LEFT JOIN ledger_promise p ON p.subject = h.subject AND p.sequence = h.sequence",
        "h.subject",
        {
            "the journal does not end with the entry that its head names": (
                "(e.subject IS NULL OR e.hash <> h.hash)"
            ),
            "its head names another kind": "(f.type NOT LIKE h.kind || '.%%')",
            "its row among the promises is missing, or is of an earlier entry": (
                "(h.kind = 'promise' AND p.subject IS NULL)"
            ),
        },
        "h.sequence",
    ),
    _Pass(
        "ledger_head h LEFT JOIN ledger_key k ON k.person = h.subject",
        "h.subject",
        {
            "its key is missing, and it was not erased": (
                "(h.kind = 'customer' AND k.person IS NULL AND NOT EXISTS (SELECT 1 "
                "FROM ledger_entry e WHERE e.subject = h.subject AND e.type = 'customer.erased'))"
            )
        },
    ),
    _Pass(
        "ledger_outbox o LEFT JOIN ledger_entry e ON e.id = o.entry",
        "o.entry",
        {"a row of the outbox without its entry": "(e.id IS NULL)"},
    ),
    _Pass(
        "ledger_promise p LEFT JOIN ledger_head h ON h.subject = p.subject AND h.kind = 'promise'",
        "p.subject",
        {"a row among the promises without its journal": "(h.subject IS NULL)"},
    ),
    _Pass(
        "ledger_lookup l LEFT JOIN ledger_head h ON h.subject = l.subject AND h.kind = 'customer'",
        "l.subject",
        {"somebody can be found who is not there": "(h.subject IS NULL)"},
    ),
)

#: Asked only where there are more parts than entries led to.
_PARTS = _Pass(
    "ledger_sealed s LEFT JOIN ledger_entry e ON e.id = s.entry",
    "s.entry",
    {"a personal part without its entry": "(e.id IS NULL)"},
)
_COUNT = "SELECT COUNT(*) FROM ledger_sealed"

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


def inspected(connection: BaseDatabaseWrapper, *, parts: int) -> Iterator[Finding]:
    """Every place where tables do not agree.

    Args:
        connection: to what.
        parts: how many personal parts have an entry.
    """
    for each in _PASSES:
        yield from each.findings(connection)
    if list(stream(connection, _COUNT, [])) != [(parts,)]:
        yield from _PARTS.findings(connection)
    wanted, statement = _GUARDS[connection.vendor]
    present = {name for (name,) in stream(connection, statement, [])}
    for name in sorted(wanted - present):
        yield Finding("ledger_entry", None, f"its guard {name} is gone")
