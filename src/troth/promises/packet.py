"""A packet: promises that one team made a customer and another shall keep, answered one by one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from troth.promises.entries import Entry, EntryType
from troth.promises.parties import Actor


class PacketAnswer(StrEnum):
    """What the team says of one promise."""

    ACCEPTED = "accepted"
    QUESTIONED = "questioned"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketWord:
    """What somebody said of one promise of a packet."""

    at: datetime
    by: Actor
    #: None where whoever handed the packet explained something.
    answer: PacketAnswer | None
    #: None where nothing was said, or the customer was erased.
    says: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketItem:
    """One promise of a packet, and all that was said of it."""

    promise: str
    words: tuple[PacketWord, ...] = ()

    @property
    def answer(self) -> PacketAnswer | None:
        """The team's last word; None while it has said nothing."""
        said = [each.answer for each in self.words if each.answer is not None]
        return said[-1] if said else None

    @property
    def explained(self) -> bool:
        """Whether the last word is an explanation, which the team has not answered yet."""
        return bool(self.words) and self.words[-1].answer is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """A packet as its entries leave it; instants are UTC."""

    id: str
    sequence: int
    customer: str
    #: The team that shall keep them, by its id.
    to: str
    handed_at: datetime
    by: Actor
    #: What the team must know.
    note: str | None
    items: tuple[PacketItem, ...]

    @property
    def open(self) -> tuple[PacketItem, ...]:
        """What is not accepted yet."""
        return tuple(each for each in self.items if each.answer is not PacketAnswer.ACCEPTED)

    def item(self, promise_id: str) -> PacketItem | None:
        """One promise of it."""
        return next((each for each in self.items if each.promise == promise_id), None)


def packet(entries: Iterable[Entry]) -> Packet | None:
    """The packet that these entries leave; None without entries, or of another kind."""
    found: Packet | None = None
    for entry in entries:
        if entry.type is EntryType.PACKET_HANDED:
            found = _handed(entry)
        if found is None:
            return None
        found = replace(_step(found, entry), sequence=entry.sequence)
    return found


def _handed(entry: Entry) -> Packet:
    said = entry.payload
    return Packet(
        id=entry.subject,
        sequence=entry.sequence,
        customer=said["customer"],
        to=said["to"],
        handed_at=entry.at,
        by=entry.actor,
        note=entry.said("note"),
        items=tuple(PacketItem(promise=each) for each in said["promises"]),
    )


def _step(found: Packet, entry: Entry) -> Packet:
    if entry.type not in {EntryType.PACKET_ANSWERED, EntryType.PACKET_EXPLAINED}:
        return found
    said = entry.payload
    answer = PacketAnswer(said["answer"]) if "answer" in said else None
    word = PacketWord(at=entry.at, by=entry.actor, answer=answer, says=entry.said("note"))
    items = (
        replace(each, words=(*each.words, word)) if each.promise == said["promise"] else each
        for each in found.items
    )
    return replace(found, items=tuple(items))
