"""A draft of the playbook put before those who may publish it, as its entries leave it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from troth.promises.entries import Entry, EntryType
from troth.promises.parties import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Who asks for a draft to be put in force; instants are UTC."""

    id: str
    sequence: int
    at: datetime
    by: Actor
    #: SHA-256 of the text: whoever changes it has to ask anew.
    digest: str
    note: str | None
    #: Why it was sent back; None while it stands.
    returned: str | None
    returned_by: Actor | None

    def stands(self, text: str) -> bool:
        """Whether it is about this text, and nobody sent it back."""
        return self.returned is None and self.digest == digest_of(text)


def submission(entries: Sequence[Entry]) -> Submission | None:
    """The submission that these entries leave; None without entries, or of another kind."""
    if not entries or entries[0].type is not EntryType.SUBMISSION_MADE:
        return None
    first, last = entries[0], entries[-1]
    sent_back = last if last.type is EntryType.SUBMISSION_RETURNED else None
    return Submission(
        id=first.subject,
        sequence=last.sequence,
        at=first.at,
        by=first.actor,
        digest=first.payload["digest"],
        note=first.payload.get("note"),
        returned=sent_back.payload["reason"] if sent_back else None,
        returned_by=sent_back.actor if sent_back else None,
    )


def digest_of(text: str) -> str:
    """By what a draft is known again."""
    return hashlib.sha256(text.encode()).hexdigest()
