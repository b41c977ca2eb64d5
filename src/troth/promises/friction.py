"""Friction that people felt, as its entries leave it: where, who sees to it, what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from troth.promises.entries import Entry, EntryType
from troth.promises.parties import Actor


class Settlement(StrEnum):
    """What became of it."""

    MENDED = "mended"
    #: It will be mended.
    PLANNED = "planned"
    #: It stays as it is, and the answer says why.
    STAYS = "stays"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrictionAnswer:
    """What its owner said; words are None once their time to be kept is over."""

    at: datetime
    by: Actor
    settlement: Settlement
    says: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Friction:
    """A place where what is promised and what is kept rub; instants are UTC."""

    id: str
    sequence: int
    at: datetime
    by: Actor
    touchpoint: str
    edition: str | None
    #: Who sees to it: `team:support`, `person:7`; None where the playbook names nobody.
    owner: str | None
    #: What happened, in the words of who felt it.
    example: str | None
    #: The answer that holds.
    answer: FrictionAnswer | None = None


def friction(entries: Iterable[Entry]) -> Friction | None:
    """The friction that these entries leave; None without entries, or of another kind."""
    found: Friction | None = None
    for entry in entries:
        if entry.type is EntryType.FRICTION_FELT:
            found = _felt(entry)
        if found is None:
            return None
        found = replace(_step(found, entry), sequence=entry.sequence)
    return found


def _felt(entry: Entry) -> Friction:
    return Friction(
        id=entry.subject,
        sequence=entry.sequence,
        at=entry.at,
        by=entry.actor,
        touchpoint=entry.payload["touchpoint"],
        edition=entry.edition,
        owner=entry.payload.get("owner"),
        example=entry.said("example"),
    )


def _step(found: Friction, entry: Entry) -> Friction:
    if entry.type is EntryType.FRICTION_ASSIGNED:
        return replace(found, owner=entry.payload["owner"])
    if entry.type is EntryType.FRICTION_ANSWERED:
        answer = FrictionAnswer(
            at=entry.at,
            by=entry.actor,
            settlement=Settlement(entry.payload["settlement"]),
            says=entry.said("says"),
        )
        return replace(found, answer=answer)
    return found
