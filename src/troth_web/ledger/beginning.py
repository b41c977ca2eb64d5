"""The beginning of a transaction: its key is taken, and what almost every write asks is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.backends.utils import CursorWrapper

from troth_web.ledger.answers import TAKE, AnswerKey
from troth_web.ledger.parts import Parts

_IN_FORCE = (
    "SELECT kind, place, subject FROM ledger_head "
    "WHERE customer IS NULL AND kind = 'agreement' UNION ALL "
    "SELECT kind, place, subject FROM (SELECT kind, place, subject FROM ledger_head "
    "WHERE kind = 'edition' ORDER BY place DESC LIMIT 1) AS latest"
)
#: Both in one way to the server and back; the first column tells which is which.
_BOTH = (
    f"WITH taken AS ({TAKE} RETURNING 1) "
    f"SELECT 'taken' AS kind, 0 AS place, '' AS subject FROM taken UNION ALL {_IN_FORCE}"
)


@dataclass(frozen=True, slots=True)
class InForce:
    """What applies to everybody."""

    #: The current edition of the playbook.
    edition: str | None
    #: Agreements with segments.
    agreements: list[str]


def begun(cursor: CursorWrapper, parts: Parts, key: AnswerKey, at: datetime) -> InForce | None:
    """Take the key, after others that are at it; what is in force, or None where it was taken."""
    params = key.taking(at)
    if parts.engine.both:
        cursor.execute(_BOTH, params)
        rows = cursor.fetchall()
        return _in_force(rows) if any(kind == "taken" for kind, _, _ in rows) else None
    cursor.execute(TAKE, params)
    return in_force(cursor) if cursor.rowcount == 1 else None


def in_force(cursor: CursorWrapper) -> InForce:
    """What is in force."""
    cursor.execute(_IN_FORCE)
    return _in_force(cursor.fetchall())


def _in_force(rows: Sequence[Sequence[Any]]) -> InForce:
    editions = [subject for kind, _, subject in rows if kind == "edition"]
    agreements = sorted((place, subject) for kind, place, subject in rows if kind == "agreement")
    return InForce(editions[0] if editions else None, [subject for _, subject in agreements])
