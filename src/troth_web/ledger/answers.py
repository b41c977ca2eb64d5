"""Saved answers: what a write answered, so that its retry gets the same.

An answer may name somebody. So it is sealed with the key of each person of whom the write read or
wrote anything, one seal around the other: to erase one of them makes it unreadable, and it is
deleted besides. An answer about nobody is sealed with the company's key.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.backends.utils import CursorWrapper

from troth.promises import sealing
from troth.promises.store import Answer, KeyReusedError
from troth_web.ledger.engines import Engine
from troth_web.ledger.keys import PersonKeys
from troth_web.ledger.projection import microseconds

#: Takes a key, after others that are at it.
TAKE = (
    "INSERT INTO ledger_answer (actor, key, fingerprint, created_us) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (actor, key) DO NOTHING"
)
_FIND = "SELECT fingerprint, persons, content FROM ledger_answer WHERE actor = %s AND key = %s"
_SAVE = "UPDATE ledger_answer SET persons = %s, content = %s WHERE actor = %s AND key = %s"
_ERASE = "DELETE FROM ledger_answer WHERE persons LIKE %s ESCAPE '!'"
_OLD = "DELETE FROM ledger_answer WHERE created_us < %s"


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """Whose key, which, and for what."""

    actor: str
    key: str
    fingerprint: str

    @property
    def _bound(self) -> str:
        return f"{self.actor} {self.key}"

    def taking(self, at: datetime) -> list[Any]:
        """The parameters of `TAKE`."""
        return [self.actor, self.key, self.fingerprint, microseconds(at)]

    def answer(self, cursor: CursorWrapper, engine: Engine, keys: PersonKeys) -> Answer | None:
        """The answer that was saved with the key, which was taken before.

        Raises:
            KeyReusedError: it was used for something else.
        """
        held = " FOR UPDATE" if engine.held else ""
        cursor.execute(_FIND + held, [self.actor, self.key])
        fingerprint, persons, content = cursor.fetchone()
        if fingerprint != self.fingerprint:
            raise KeyReusedError(self.key)
        if content is None:
            return None
        names = [each for each in persons.split("|") if each]
        return self._opened(bytes(content), keys.find(cursor, engine, names))

    def save(self, cursor: CursorWrapper, answer: Answer, keys: Mapping[str, bytes]) -> None:
        """Save the answer, sealed with each of these keys."""
        content = json.dumps([answer.status, answer.body], ensure_ascii=False).encode()
        for key in _in_order(keys):
            content = sealing.wrapped(key, content, self._bound)
        persons = f"|{'|'.join(sorted(keys))}|"
        cursor.execute(_SAVE, [persons, content, self.actor, self.key])

    def _opened(self, content: bytes, keys: Mapping[str, bytes]) -> Answer:
        for key in reversed(_in_order(keys)):
            content = sealing.unwrapped(key, content, self._bound)
        status, body = json.loads(content)
        return Answer(status, body)


def _in_order(keys: Mapping[str, bytes]) -> list[bytes]:
    return [keys[person] for person in sorted(keys)]


def erase_answers(cursor: CursorWrapper, person: str) -> None:
    """Delete the answers that may name a person."""
    name = person.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    cursor.execute(_ERASE, [f"%|{name}|%"])


def forget_answers(cursor: CursorWrapper, before: datetime) -> int:
    """Delete answers saved before an instant, whose keys nobody retries any more; how many."""
    cursor.execute(_OLD, [microseconds(before)])
    forgotten: int = cursor.rowcount
    return forgotten
