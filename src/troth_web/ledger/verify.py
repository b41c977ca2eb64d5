"""Verifying: whether everything stands as it was written."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from troth.errors import counted
from troth.promises.hashing import hashed
from troth_web.ledger.checkpoints import Checkpoint, parsed, signed, signer_of
from troth_web.ledger.file_findings import file_findings
from troth_web.ledger.folding import Folding
from troth_web.ledger.inspections import Finding, inspected
from troth_web.ledger.rows import COLUMNS
from troth_web.ledger.snapshots import snapshot, stream
from troth_web.ledger.store import SqlStore

#: More findings than this say no more.
MOST = 100

#: Entries with their personal parts; last is a key of whose sealed part there is none.
_STREAM = (
    f"SELECT {COLUMNS}, s.content, s.person, CASE WHEN e.seal IS NOT NULL AND s.entry IS NULL "
    "THEN (SELECT k.person FROM ledger_key k WHERE k.person = e.person) END "
    "FROM ledger_entry e LEFT JOIN ledger_sealed s ON s.entry = e.id "
    "ORDER BY e.epoch, e.turn, e.position"
)
_MISSING = "its personal part is missing, and its person was not erased"
_UNSEALED = "its personal part is not what was sealed"
_HASHES = "SELECT e.hash FROM ledger_entry e WHERE {} ORDER BY e.epoch, e.turn, e.position"


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
        findings += islice(inspected(store.connection, parts=reading.parts), MOST)
        findings += islice(file_findings(store.connection), MOST)
        folding = Folding(store.connection, every=every)
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
        #: Personal parts that entries led to.
        self.parts = 0
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
            if not _stands(row):
                yield Finding(row[2], row[3], "it does not say what was written")
            if why := self._wrong_part(row):
                yield Finding(row[2], row[3], why)

    def _wrong_part(self, row: Sequence[Any]) -> str | None:
        content, person, kept_key = row[15:]
        if person is None:
            return _MISSING if kept_key is not None else None
        self.parts += 1
        if person != row[11] or row[12] is None:
            return _UNSEALED
        # SQLite lets text stand in a column of bytes.
        if isinstance(content, str):
            return _UNSEALED
        if content is not None and hashlib.sha256(content).hexdigest() != row[12]:
            return _UNSEALED
        return None


def _stands(row: Sequence[Any]) -> bool:
    """Whether an entry has the hash of what it says."""
    try:
        return bool(row[14] == hashed(row[13], *row[:13]))
    except (TypeError, ValueError):
        # SQLite lets bytes stand in a column of text.
        return False


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
