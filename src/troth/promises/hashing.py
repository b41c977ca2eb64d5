"""The hash of an entry, and whether a chain of entries holds.

The hash covers the text of what was written, in one form that never varies. Of the personal part
it covers the seal, so that this part can be erased and the chain still holds.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring as _quoted
from typing import Any

from pydantic_core import from_json

from troth.promises.entries import Entry

#: What stands before the first entry of a subject.
START = "0" * 64

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def canonical(value: object) -> str:
    """JSON in its one form: keys in order, no spaces.

    Raises:
        ValueError: for NaN and infinities.
        TypeError: for what is not JSON.
    """
    return _encode(value)


def parsed(text: str | bytes) -> dict[str, Any]:
    """An object in JSON, in an eighth of the time of `json.loads`: each read of a journal waits.

    Raises:
        ValueError: for what is not JSON.
    """
    found: dict[str, Any] = from_json(text)
    return found


def instant(moment: datetime) -> str:
    """An aware datetime in UTC to the microsecond, always 27 characters."""
    return f"{moment.astimezone(UTC).isoformat(timespec='microseconds')[:26]}Z"


def hashed(
    previous: str,
    id: str,  # noqa: A002 - the name of the field
    type: str,
    subject: str,
    sequence: int,
    at: str,
    recorded_at: str,
    actor: str,
    channel: str | None,
    edition: str | None,
    idempotency_key: str | None,
    payload: str,
    person: str | None,
    seal: str | None,
) -> str:
    """The hash of an entry, from the texts as they are stored; payload is canonical JSON.

    What is hashed is the canonical JSON of the list of these values.
    """
    # Joined here, because an encoder takes more time than all else that verifies an entry.
    said = (
        f"[{_quoted(previous)},{_quoted(id)},{_quoted(type)},{_quoted(subject)},{sequence:d},"
        f"{_quoted(at)},{_quoted(recorded_at)},{_quoted(actor)},"
        f"{'null' if channel is None else _quoted(channel)},"
        f"{'null' if edition is None else _quoted(edition)},"
        f"{'null' if idempotency_key is None else _quoted(idempotency_key)},{_quoted(payload)},"
        f"{'null' if person is None else _quoted(person)},"
        f"{'null' if seal is None else _quoted(seal)}]"
    )
    return hashlib.sha256(said.encode()).hexdigest()


def hash_of(entry: Entry) -> str:
    """The hash that an entry ought to have."""
    return hashed(
        previous=entry.previous,
        id=entry.id,
        type=entry.type,
        subject=entry.subject,
        sequence=entry.sequence,
        at=instant(entry.at),
        recorded_at=instant(entry.recorded_at),
        actor=str(entry.actor),
        channel=entry.channel,
        edition=entry.edition,
        idempotency_key=entry.idempotency_key,
        payload=canonical(entry.payload),
        person=entry.person,
        seal=entry.seal,
    )


@dataclass(frozen=True, slots=True)
class Head:
    """How far the chain of a subject has come."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain does not hold, and why."""

    subject: str
    sequence: int
    why: str


def broken_links(entries: Iterable[Entry], heads: Mapping[str, Head] | None = None) -> list[Broken]:
    """Every place where chains do not hold; entries of a subject in their order.

    Args:
        entries: of one or several subjects, mixed in any way.
        heads: how far each subject had come before the first of these entries.
    """
    last = dict(heads or {})
    broken: list[Broken] = []
    for entry in entries:
        head = last.get(entry.subject, Head(0, START))
        why = _why_broken(entry, head)
        if why:
            broken.append(Broken(entry.subject, entry.sequence, why))
        last[entry.subject] = Head(entry.sequence, entry.hash)
    return broken


def _why_broken(entry: Entry, head: Head) -> str | None:
    if entry.sequence != head.sequence + 1:
        return f"entry {head.sequence + 1} is missing: {entry.sequence} follows {head.sequence}"
    if entry.previous != head.hash:
        return "it does not continue the entry before it"
    if entry.hash != hash_of(entry):
        return "it does not say what was written"
    return None
