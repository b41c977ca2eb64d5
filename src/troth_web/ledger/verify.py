"""Verifying: whether everything stands as it was written."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from troth.errors import TrothError, counted
from troth.promises.fold import fold
from troth.promises.hashing import digest_of
from troth_web.ledger.checkpoints import Checkpoint, parsed, signed, signer_of
from troth_web.ledger.engines import engine
from troth_web.ledger.inspections import Finding, inspected
from troth_web.ledger.projection import PROMISE, promise_row
from troth_web.ledger.rows import COLUMNS, entry_of
from troth_web.ledger.snapshots import snapshot, stream
from troth_web.ledger.store import SqlStore

#: More findings than this say no more.
MOST = 100
#: How many promises are folded anew where not all are.
SAMPLE = 1_000
#: How many of them are read at once.
_TOGETHER = 500

_STREAM = (
    f"SELECT {COLUMNS}, s.content FROM ledger_entry e LEFT JOIN ledger_sealed s "
    "ON s.entry = e.id ORDER BY e.epoch, e.turn, e.position"
)
_HASHES = "SELECT e.hash FROM ledger_entry e WHERE {} ORDER BY e.epoch, e.turn, e.position"
_PROMISES = "SELECT subject FROM ledger_head WHERE kind = 'promise' AND place %% %s = 0"


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what was found."""

    entries: int
    promises: int
    findings: tuple[Finding, ...]
    #: Of all entries, as a checkpoint has it.
    digest: str

    @property
    def holds(self) -> bool:
        """Whether everything stands as it was written."""
        return not self.findings

    def __str__(self) -> str:
        if self.holds:
            return f"{counted(self.entries, 'entry', 'entries')}: everything stands as written"
        return "\n".join(map(str, self.findings))


def verify(store: SqlStore, checkpoint: str | None = None, *, every: bool = False) -> Report:
    """Look at the whole ledger as it stands at this instant; others go on writing.

    Args:
        store: which one.
        checkpoint: the text of a checkpoint that was kept outside.
        every: fold each promise anew, not only a sample of them.

    Raises:
        BadCheckpointError: the text is no checkpoint, or was changed.
    """
    point = None if checkpoint is None else parsed(checkpoint)
    with snapshot(store.connection):
        reading = _Reading(point)
        findings = list(islice(reading.findings(stream(store.connection, _STREAM, [])), MOST))
        findings += islice(_against(store, point, reading), MOST)
        findings += islice(inspected(store.connection), MOST)
        folding = _Folding(store.connection, every=every)
        findings += islice(folding.findings(), MOST)
    return Report(
        reading.entries, folding.promises, tuple(findings[:MOST]), reading.digest.hexdigest()
    )


def checkpoint(store: SqlStore, at: datetime) -> str:
    """The text of a signed checkpoint of all entries before which nothing can come any more."""
    digest, entries = hashlib.sha256(), 0
    statement = _HASHES.format(store.parts().engine.settled)
    with snapshot(store.connection):
        for (each,) in stream(store.connection, statement, []):
            digest.update(each.encode())
            entries += 1
    return signed(entries, digest.hexdigest(), at, store.directory)


class _Reading:
    """Entries in the order of the feed: each by itself, and all by their digest."""

    def __init__(self, point: Checkpoint | None) -> None:
        self.entries = 0
        self.digest = hashlib.sha256()
        #: The digest where the checkpoint was; None while it was not reached.
        self.at_point: str | None = None
        self._stop = point.entries if point else -1

    def findings(self, rows: Iterable[Sequence[Any]]) -> Iterator[Finding]:
        """Entries that do not say what was written, and parts that are not what was sealed."""
        if self._stop == 0:
            self.at_point = self.digest.hexdigest()
        for row in rows:
            self.digest.update(str(row[14]).encode())
            self.entries += 1
            if self.entries == self._stop:
                self.at_point = self.digest.hexdigest()
            if row[14] != _hash(row):
                yield Finding(row[2], row[3], "it does not say what was written")
            if row[15] is not None and hashlib.sha256(row[15]).hexdigest() != row[12]:
                yield Finding(row[2], row[3], "its personal part is not what was sealed")


def _hash(row: Sequence[Any]) -> str:
    """What `hashed` gives; the columns stand in its order, but for the hash before."""
    return digest_of([row[13], *row[:13]])


def _against(store: SqlStore, point: Checkpoint | None, reading: _Reading) -> Iterator[Finding]:
    if point is None:
        return
    if signer_of(store.directory) not in {None, point.signer}:
        yield Finding("checkpoint", None, "it was signed for another ledger")
    if reading.entries < point.entries:
        gone = counted(point.entries - reading.entries, "entry", "entries")
        yield Finding("checkpoint", None, f"{gone} of {point.entries:,} are gone")
    elif reading.at_point != point.digest:
        why = f"the first {point.entries:,} entries are not those that it saw"
        yield Finding("checkpoint", None, why)


class _Folding:
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
    names = ", ".join(name for name, _ in PROMISE.columns)
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
    except (TrothError, KeyError, ValueError, TypeError):
        return None
    return promise_row(promise) if promise else None
