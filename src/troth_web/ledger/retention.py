"""Dropping personal parts that have been kept for as long as their purpose needs.

How long that is for each type of entry stands in `troth.promises.purposes`. It counts from when an
entry was recorded, and for promises not before they are over. What goes is the sealed part; the
entry stays with its seal, so that its chain still holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from troth.promises.entries import Draft, EntryType
from troth.promises.hashing import instant
from troth.promises.parties import Actor
from troth.promises.purposes import PURPOSES
from troth.promises.store import Store
from troth_web.ledger.answers import forget_answers
from troth_web.ledger.erasing import scrub
from troth_web.ledger.held import SUBJECT

#: How long answers of writes are kept for retries; they repeat what is personal.
ANSWERS = timedelta(days=30)

_DUE = (
    "FROM ledger_entry e JOIN ledger_sealed s ON s.entry = e.id "
    "JOIN (VALUES {}) AS k(type, before) ON k.type = e.type AND e.recorded_at < k.before "
    "LEFT JOIN ledger_promise p ON p.subject = e.subject "
    "WHERE s.content IS NOT NULL AND (p.subject IS NULL OR p.clock = 'stopped')"
)


@dataclass(frozen=True, kw_only=True)
class Retained:
    """What was dropped, or is due to be."""

    at: str
    #: How many personal parts of each type of entry.
    dropped: dict[str, int]


def due(*, at: datetime) -> Retained:
    """What has been kept for long enough."""
    statement, params = _due(at)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT e.type, COUNT(*) {statement} GROUP BY e.type", params)
        return Retained(at=instant(at), dropped=dict(cursor.fetchall()))


def retain(store: Store, *, actor: Actor, at: datetime) -> Retained:
    """Drop what has been kept for long enough, and write into the journal how much it was."""
    statement, params = _due(at)
    with store.writing(actor=actor, at=at) as work:
        found = due(at=at)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE ledger_sealed SET content = NULL WHERE entry IN (SELECT e.id {statement})",
                params,
            )
            forget_answers(cursor, at - ANSWERS)
        if found.dropped:
            payload = {"dropped": found.dropped}
            work.append(
                [Draft(type=EntryType.LEDGER_RETAINED, subject=SUBJECT, at=at, payload=payload)]
            )
    # What was overwritten in the database may still stand in its log.
    scrub(connection)
    return found


def _due(at: datetime) -> tuple[str, list[str]]:
    rows = list(_cutoffs(at))
    places = ", ".join(["(%s, %s)"] * len(rows))
    return _DUE.format(places), [value for row in rows for value in row]


def _cutoffs(at: datetime) -> Iterator[tuple[str, str]]:
    """The types whose personal parts end, and the instant before which they were recorded then."""
    for entry_type, purpose in PURPOSES.items():
        if purpose.personal and purpose.days is not None:
            yield entry_type.value, instant(at - timedelta(days=purpose.days))
