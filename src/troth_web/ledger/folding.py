"""Folding promises anew, and holding each against its row."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from troth.errors import TrothError
from troth.promises.fold import fold
from troth_web.ledger.engines import engine
from troth_web.ledger.inspections import Finding
from troth_web.ledger.projection import OWN, promise_row
from troth_web.ledger.rows import COLUMNS, entry_of
from troth_web.ledger.snapshots import stream

#: How many promises are folded anew where not all are.
SAMPLE = 1_000
#: How many of them are read at once.
_TOGETHER = 500

#: What entries raise that somebody wrote over.
_NO_JOURNAL = (
    TrothError,
    ArithmeticError,
    AttributeError,
    LookupError,
    StopIteration,
    TypeError,
    ValueError,
)

_PROMISES = "SELECT subject FROM ledger_head WHERE kind = 'promise' AND place %% %s = 0"


class Folding:
    """Promises of a sample, each folded anew and held against its row."""

    def __init__(self, connection: BaseDatabaseWrapper, *, every: bool) -> None:
        self.promises = 0
        self._connection = connection
        self._every = every

    def findings(self) -> Iterator[Finding]:
        """Promises whose rows are not what their entries leave."""
        connection = self._connection
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM ledger_promise")
            step = 1 if self._every else 1 + cursor.fetchone()[0] // SAMPLE
        subjects = (subject for (subject,) in stream(connection, _PROMISES, [step]))
        while some := list(islice(subjects, _TOGETHER)):
            self.promises += len(some)
            yield from _unlike(connection, some)


def _unlike(connection: BaseDatabaseWrapper, subjects: Sequence[str]) -> Iterator[Finding]:
    which = engine(connection)
    wanted = [which.many(subjects)]
    names = ", ".join(OWN)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM ledger_entry e WHERE e.subject {which.any_of} "
            "ORDER BY e.subject, e.sequence",
            wanted,
        )
        journals = {
            subject: list(rows) for subject, rows in groupby(cursor.fetchall(), lambda row: row[2])
        }
        cursor.execute(f"SELECT {names} FROM ledger_promise WHERE subject {which.any_of}", wanted)
        kept = {row[0]: tuple(row) for row in cursor.fetchall()}
    for subject in subjects:
        if subject in kept and _row_of(journals.get(subject, [])) != kept[subject]:
            yield Finding(subject, None, "its row among the promises is not what its entries leave")


def _row_of(rows: Sequence[Sequence[Any]]) -> tuple[Any, ...] | None:
    """The row that entries make; None where they are no journal of a promise."""
    try:
        promise = fold(entry_of(row, None) for row in rows)
        return promise_row(promise) if promise else None
    except _NO_JOURNAL:
        return None
