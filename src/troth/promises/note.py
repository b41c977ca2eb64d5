"""A note: what a customer aims at, what they expect and why, or what they said of how it went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from troth.promises.entries import Entry, EntryType
from troth.promises.parties import Actor


class NoteKind(StrEnum):
    """What is noted."""

    GOAL = "goal"
    EXPECTATION = "expectation"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note as its entries leave it; instants are UTC."""

    id: str
    sequence: int
    kind: NoteKind
    customer: str
    taken_at: datetime
    by: Actor
    #: In the customer's words; None once they are erased.
    says: str | None
    metric: str | None
    #: Where an expectation came from, and when it was said, in the playbook's words.
    source: str | None
    stated: str | None
    #: The promise that feedback is about.
    promise: str | None
    #: 1 to 5, the more the better.
    rating: int | None
    channel: str | None
    corrected_at: datetime | None = None
    #: Who corrected or dropped it last.
    corrected_by: Actor | None = None
    #: Since when it holds no longer, and why.
    dropped_at: datetime | None = None
    reason: str | None = None


def note(entries: Iterable[Entry]) -> Note | None:
    """The note that these entries leave; None without entries, or of another kind."""
    found: Note | None = None
    for entry in entries:
        if entry.type is EntryType.NOTE_TAKEN:
            found = _taken(entry)
        if found is None:
            return None
        found = replace(_step(found, entry), sequence=entry.sequence)
    return found


def _taken(entry: Entry) -> Note:
    said = entry.payload
    return Note(
        id=entry.subject,
        sequence=entry.sequence,
        kind=NoteKind(said["kind"]),
        customer=said["customer"],
        taken_at=entry.at,
        by=entry.actor,
        says=entry.said("expected"),
        metric=said.get("metric"),
        source=said.get("source"),
        stated=said.get("stated"),
        promise=said.get("promise"),
        rating=said.get("rating"),
        channel=entry.channel,
    )


def _step(found: Note, entry: Entry) -> Note:
    if entry.type is EntryType.NOTE_CORRECTED:
        says, reason = entry.said("expected"), entry.said("reason")
        return replace(
            found,
            says=says,
            reason=reason,
            corrected_at=entry.at,
            corrected_by=entry.actor,
            dropped_at=None,
        )
    if entry.type is EntryType.NOTE_DROPPED:
        reason = entry.said("reason")
        return replace(found, dropped_at=entry.at, corrected_by=entry.actor, reason=reason)
    return found
