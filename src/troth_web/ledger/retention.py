"""Dropping personal parts that have been kept for as long as their purpose needs.

How long that is for each type of entry stands in `troth.promises.purposes`. It counts from when an
entry was recorded, and for promises not before they are over. What goes is the sealed part; the
entry stays with its seal, so that its chain still holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from troth.promises.entries import Draft, EntryType
from troth.promises.hashing import instant
from troth.promises.parties import Actor
from troth.promises.purposes import PURPOSES
from troth.promises.store import Work
from troth_web.ledger.answers import forget_answers
from troth_web.ledger.erasing import scrub
from troth_web.ledger.held import SUBJECT
from troth_web.ledger.store import SqlStore

#: How long answers of writes are kept for retries; they repeat what is personal.
ANSWERS = timedelta(days=30)

#: Types with the instants before which their entries were recorded.
_ENDS = "WITH ends (type, before) AS (VALUES {})"
_DUE = (
    "FROM ledger_entry e JOIN ledger_sealed s ON s.entry = e.id "
    "JOIN ends ON ends.type = e.type AND e.recorded_at < ends.before "
    "LEFT JOIN ledger_promise p ON p.subject = e.subject "
    "WHERE s.content IS NOT NULL AND (p.subject IS NULL OR p.clock = 'stopped')"
)


@dataclass(frozen=True, kw_only=True)
class Retained:
    """What was dropped, or is due to be."""

    at: str
    #: How many personal parts of each type of entry.
    dropped: dict[str, int]


def due(store: SqlStore, *, at: datetime) -> Retained:
    """What has been kept for long enough."""
    ends, params = _ends(at)
    with store.connection.cursor() as cursor:
        cursor.execute(f"{ends} SELECT e.type, COUNT(*) {_DUE} GROUP BY e.type", params)
        return Retained(at=instant(at), dropped=dict(cursor.fetchall()))


def retain(store: SqlStore, *, actor: Actor, at: datetime) -> Retained:
    """Drop what has been kept for long enough, and write into the journal how much it was."""
    with store.writing(actor=actor, at=at) as work:
        return drop(store, work)


def drop(store: SqlStore, work: Work) -> Retained:
    """The same within a transaction of the store."""
    at = work.at
    found = due(store, at=at)
    ends, params = _ends(at)
    with store.connection.cursor() as cursor:
        # First, as it is due with the part that names it.
        cursor.execute(
            f"{ends} UPDATE ledger_file SET content = NULL WHERE entry IN (SELECT e.id {_DUE})",
            params,
        )
        cursor.execute(
            f"{ends} UPDATE ledger_sealed SET content = NULL WHERE entry IN (SELECT e.id {_DUE})",
            params,
        )
        forget_answers(cursor, at - ANSWERS)
    if found.dropped:
        payload = {"dropped": found.dropped}
        work.append(
            [Draft(type=EntryType.LEDGER_RETAINED, subject=SUBJECT, at=at, payload=payload)]
        )
    # What was overwritten in the database may still stand in its log.
    transaction.on_commit(lambda: _scrub(store), using=store.using)
    return found


def _scrub(store: SqlStore) -> None:
    scrub(store.connection)


def _ends(at: datetime) -> tuple[str, list[str]]:
    rows = list(_cutoffs(at))
    places = ", ".join(["(%s, %s)"] * len(rows))
    return _ENDS.format(places), [value for row in rows for value in row]


def _cutoffs(at: datetime) -> Iterator[tuple[str, str]]:
    """The types whose personal parts end, and the instant before which they were recorded then."""
    for entry_type, purpose in PURPOSES.items():
        if purpose.personal and purpose.days is not None:
            yield entry_type.value, instant(at - timedelta(days=purpose.days))
