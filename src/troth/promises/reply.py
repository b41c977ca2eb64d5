"""A reply that went out, as its entry leaves it: which promises it made."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from troth.promises.entries import Entry, EntryType


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply and its promises; instants are UTC."""

    #: Its id where it was sent; None where the person was erased.
    message: str | None
    customer: str
    at: datetime
    #: Promises, and records without one, that it made.
    promises: tuple[str, ...]
    #: Open promises of which it only spoke again.
    restated: tuple[str, ...]
    #: SHA-256 of its text, in hexadecimal.
    digest: str | None


def subject_of(message: str) -> str:
    """The subject under which a message counts once."""
    return f"reply/{hashlib.sha256(message.encode()).hexdigest()}"


def digest_of(text: str) -> str:
    """What tells whether a text is the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def reply(entries: Sequence[Entry]) -> Reply | None:
    """The reply that these entries leave; None without entries, or of another kind."""
    if not entries or entries[0].type is not EntryType.REPLY_SENT:
        return None
    first = entries[0]
    return Reply(
        message=first.said("message"),
        customer=first.payload["customer"],
        at=first.at,
        promises=tuple(first.payload["promises"]),
        restated=tuple(first.payload["restated"]),
        digest=first.said("digest"),
    )
