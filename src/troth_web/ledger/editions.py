"""Editions of the playbook, each read once: they never change."""

import json
from collections import OrderedDict
from datetime import datetime

from django.db.backends.utils import CursorWrapper

from troth.promises.editions import Edition

_CURRENT = "SELECT subject FROM ledger_head WHERE kind = 'edition' ORDER BY place DESC LIMIT 1"
_IDS = "SELECT subject FROM ledger_head WHERE kind = 'edition' ORDER BY place"
_ONE = "SELECT at, payload FROM ledger_entry WHERE subject = %s AND type = 'edition.published'"
#: How many are kept in memory.
_KEPT = 64


class Editions:
    """Editions by id. Which one is current is asked each time, as another process may publish."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Edition] = OrderedDict()

    def current(self, cursor: CursorWrapper) -> Edition | None:
        """The one published last."""
        cursor.execute(_CURRENT)
        found = cursor.fetchone()
        return self.find(cursor, found[0]) if found else None

    def find(self, cursor: CursorWrapper, edition_id: str) -> Edition | None:
        """The one of that id."""
        kept = self._kept.get(edition_id)
        if kept is not None:
            return kept
        if "\x00" in edition_id:
            return None
        cursor.execute(_ONE, [edition_id])
        found = cursor.fetchone()
        if found is None:
            return None
        text = json.loads(found[1])["text"]
        edition = Edition(edition_id, datetime.fromisoformat(found[0]), text)
        self._kept[edition_id] = edition
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return edition

    def ids(self, cursor: CursorWrapper) -> tuple[str, ...]:
        """Ids of all, the first one first."""
        cursor.execute(_IDS)
        return tuple(subject for (subject,) in cursor.fetchall())
