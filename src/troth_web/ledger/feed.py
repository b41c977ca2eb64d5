"""The feed: every entry once, in an order in which no reader misses one.

On SQLite one writes after the other, and the order of writing is that of committing. On PostgreSQL
several write at once, and a later number can be seen before an earlier one is; a reader that only
remembers the last number would miss entries. So each entry has a `turn`: the number of the
transaction that wrote it, or the turn of the entry before it in its journal, if that is greater.
The feed shows those turns alone that are below every transaction still at work: nothing can come
before them any more, and the entries of a subject stay in their order. So a transaction that writes
and is left open holds up the feed, also one in another database of the same server; one that only
reads does not.

A restored database counts its transactions anew; the `epoch` before the turn counts its lives.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.utils import CursorWrapper

from troth.promises.store import BadCursorError
from troth_web.ledger.engines import Engine
from troth_web.ledger.rows import COLUMNS

_FORM = re.compile(r"(\d{1,9})\.(\d{1,18})\.(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the feed."""

    epoch: int
    turn: int
    position: int

    @classmethod
    def parse(cls, cursor: str | None) -> "Place":
        """From a cursor; the beginning for None.

        Raises:
            BadCursorError: for anything else.
        """
        if cursor is None:
            return cls(0, 0, 0)
        match = _FORM.fullmatch(cursor)
        if match is None:
            raise BadCursorError(cursor)
        return cls(*map(int, match.groups()))

    def __str__(self) -> str:
        return f"{self.epoch}.{self.turn}.{self.position}"


def read_feed(
    cursor: CursorWrapper, engine: Engine, after: str | None, limit: int
) -> tuple[Sequence[Sequence[Any]], str]:
    """Rows of entries with their sealed parts behind a place, and the place to go on from."""
    place = Place.parse(after)
    cursor.execute(_statement(engine), [place.epoch, place.turn, place.position, limit])
    rows = cursor.fetchall()
    return rows, str(Place(*rows[-1][16:]) if rows else place)


def _statement(engine: Engine) -> str:
    return (
        f"SELECT {COLUMNS}, s.content, e.epoch, e.turn, e.position "
        "FROM ledger_entry e LEFT JOIN ledger_sealed s ON s.entry = e.id "
        f"WHERE (e.epoch, e.turn, e.position) > (%s, %s, %s) AND {engine.settled} "
        "ORDER BY e.epoch, e.turn, e.position LIMIT %s"
    )
