"""An entry as a line of JSON, and back: nothing is lost, so that its hash stays what it was."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn

from troth.errors import TrothError
from troth.promises.entries import Entry, EntryType
from troth.promises.hashing import instant
from troth.promises.ids import checked_id
from troth.promises.parties import Actor
from troth.promises.sealing import seal_of
from troth.promises.store import Sealed

#: Every key of a line, in order: what the hash covers, the hash, and the sealed part.
KEYS = (
    "id",
    "type",
    "subject",
    "sequence",
    "at",
    "recorded_at",
    "actor",
    "channel",
    "edition",
    "idempotency_key",
    "payload",
    "person",
    "seal",
    "previous",
    "hash",
    "content",
)
_TEXTS = ("id", "type", "subject", "at", "recorded_at", "actor", "previous", "hash")
_TEXTS_OR_NONE = ("channel", "edition", "idempotency_key", "person", "seal", "content")

#: A line longer than this is refused unread; the longest entry is an edition of the playbook.
LONGEST = 40_000_000

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class BadEntryError(TrothError):
    """Something in a file that is not an entry as it was exported."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}; export it anew, and change nothing in it")


def as_mapping(sealed: Sealed) -> dict[str, Any]:
    """An entry under the keys of a line."""
    entry = sealed.entry
    return {
        "id": entry.id,
        "type": entry.type.value,
        "subject": entry.subject,
        "sequence": entry.sequence,
        "at": instant(entry.at),
        "recorded_at": instant(entry.recorded_at),
        "actor": str(entry.actor),
        "channel": entry.channel,
        "edition": entry.edition,
        "idempotency_key": entry.idempotency_key,
        "payload": entry.payload,
        "person": entry.person,
        "seal": entry.seal,
        "previous": entry.previous,
        "hash": entry.hash,
        "content": None if sealed.content is None else b64encode(sealed.content).decode(),
    }


def as_line(sealed: Sealed) -> str:
    """An entry as one line of JSON, without its line end."""
    return _encode(as_mapping(sealed))


def from_line(line: str | bytes, where: str) -> Sealed:
    """The entry of a line.

    Args:
        line: as `as_line` made it.
        where: file and line, for whoever must mend it.

    Raises:
        BadEntryError: it is not a line of an export.
    """
    if len(line) > LONGEST:
        raise BadEntryError(where, f"the line is longer than {LONGEST:,} characters")
    try:
        found = json.loads(line, parse_constant=_no_number)
    except ValueError:
        raise BadEntryError(where, "this is not a line of JSON") from None
    except RecursionError:
        raise BadEntryError(where, "this is nested too deeply") from None
    return from_mapping(found, where)


def from_mapping(found: object, where: str) -> Sealed:
    """The entry under the keys of a line.

    Raises:
        BadEntryError: keys are missing, or values are of another kind.
    """
    if not isinstance(found, Mapping) or set(found) != set(KEYS):
        raise BadEntryError(where, f"an entry has exactly the keys {', '.join(KEYS)}")
    _check_kinds(found, where)
    try:
        content = None if found["content"] is None else b64decode(found["content"], validate=True)
        entry = _entry(found)
    except (ValueError, TrothError) as error:
        raise BadEntryError(where, str(error)) from None
    if content is not None and seal_of(content) != entry.seal:
        raise BadEntryError(where, "its content is not what its seal says")
    return Sealed(entry, content)


def _check_kinds(found: Mapping[str, Any], where: str) -> None:
    for key in _TEXTS:
        if not isinstance(found[key], str):
            raise BadEntryError(where, f"{key!r} is not a text")
    for key in _TEXTS_OR_NONE:
        if not isinstance(found[key], str | None):
            raise BadEntryError(where, f"{key!r} is neither a text nor null")
    if type(found["sequence"]) is not int or found["sequence"] < 1:
        raise BadEntryError(where, "'sequence' is not a number from 1")
    if not isinstance(found["payload"], Mapping):
        raise BadEntryError(where, "'payload' is not an object")


def _entry(found: Mapping[str, Any]) -> Entry:
    return Entry(
        id=checked_id(found["id"]),
        type=EntryType(found["type"]),
        subject=found["subject"],
        sequence=found["sequence"],
        at=_instant(found["at"]),
        recorded_at=_instant(found["recorded_at"]),
        actor=Actor.parse(found["actor"]),
        channel=found["channel"],
        edition=found["edition"],
        idempotency_key=found["idempotency_key"],
        payload=found["payload"],
        person=found["person"],
        seal=found["seal"],
        # Empty where nothing is sealed, unknown where something is.
        personal={} if found["seal"] is None else None,
        previous=found["previous"],
        hash=found["hash"],
    )


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None or instant(moment) != text:
        raise ValueError(f"{text!r} is not an instant such as 2026-12-01T09:00:00.000000Z")
    return moment


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
