"""Persons' keys: kept wrapped in the database, and for a while unwrapped in memory."""

import threading
from collections import OrderedDict
from collections.abc import Collection

from django.db.backends.utils import CursorWrapper

from troth.promises import sealing
from troth_web.ledger.engines import Engine
from troth_web.ledger.rows import KEY

_SQL = "SELECT person, wrapped FROM ledger_key WHERE person "
#: How many unwrapped keys are kept.
_KEPT = 20_000


class PersonKeys:
    """Keys of persons by id. Safe for threads.

    Another process may erase a person whose key is kept here. What it sealed is gone then, and
    the database takes nothing that is sealed for a person without key.
    """

    def __init__(self, master: bytes) -> None:
        self._master = master
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._mutex = threading.Lock()

    def find(
        self, cursor: CursorWrapper, engine: Engine, persons: Collection[str]
    ) -> dict[str, bytes]:
        """The keys of those who have one."""
        with self._mutex:
            found = {each: self._kept[each] for each in persons if each in self._kept}
            for each in found:
                self._kept.move_to_end(each)
        missing = {each for each in persons if each not in found}
        if missing:
            cursor.execute(_SQL + engine.any_of, [engine.many(missing)])
            for person, content in cursor.fetchall():
                found[person] = sealing.unwrapped(self._master, bytes(content), person)
                self.keep(person, found[person])
        return found

    def add(self, cursor: CursorWrapper, engine: Engine, keys: dict[str, bytes]) -> None:
        """Write new keys; they are kept in memory once they are read."""
        rows = [(each, sealing.wrapped(self._master, key, each)) for each, key in keys.items()]
        engine.insert(cursor, KEY, rows)

    def keep(self, person: str, key: bytes) -> None:
        """Keep a key in memory."""
        with self._mutex:
            self._kept[person] = key
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def forget(self, person: str) -> None:
        """Keep it no longer."""
        with self._mutex:
            self._kept.pop(person, None)
