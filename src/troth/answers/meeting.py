"""Links for customers, notes of them, and packets between teams, as the API answers."""

from collections.abc import Callable

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, Source, free_text
from troth.answers.entry import source_of
from troth.promises.hatch import Hatch
from troth.promises.note import Note, NoteKind
from troth.promises.packet import Packet, PacketAnswer, PacketItem, PacketWord


class HatchBody(Body):
    """A link by which a customer reads one promise or milestone, and answers."""

    of: str = Field(description="promise or milestone.")
    about: str = Field(description="Its id.")
    customer: str
    number: int = Field(description="Which link it is; an earlier one opens nothing any more.")
    opened_at: Moment
    by: str
    shut_at: Moment | None
    sequence: int
    url: str | None = Field(
        description="Whoever has it reads, and answers for the customer; null once withdrawn."
    )


class NoteBody(Body):
    """What a customer aims at, expects, or said of how it went."""

    id: str
    sequence: int
    kind: NoteKind
    customer: str
    taken_at: Moment
    by: str
    says: FreeText | None = Field(description="Null where the customer was erased.")
    metric: str | None
    source: str | None = Field(description="Where an expectation came from.")
    stated: str | None
    promise: str | None
    rating: int | None = Field(description="1 to 5, the more the better.")
    channel: str | None
    corrected_at: Moment | None
    corrected_by: str | None
    dropped_at: Moment | None = Field(description="Since when it holds no longer.")
    reason: FreeText | None = Field(description="Why it was corrected or dropped.")


class PacketWordBody(Body):
    """What somebody said of one promise of a packet."""

    at: Moment
    by: str
    answer: PacketAnswer | None = Field(description="Null for an explanation.")
    says: FreeText | None


class PacketItemBody(Body):
    """One promise of a packet."""

    promise: str
    answer: PacketAnswer | None = Field(description="The team's last word.")
    words: tuple[PacketWordBody, ...]


class PacketBody(Body):
    """Promises that one team made and another shall keep, answered one by one."""

    id: str
    sequence: int
    customer: str
    to: str
    handed_at: Moment
    by: str
    note: FreeText | None
    items: tuple[PacketItemBody, ...]
    withheld: int = Field(
        default=0, description="How many the caller may not know of, as of other teams."
    )


def hatch_body(hatch: Hatch, url: str) -> HatchBody:
    """A link; its address where it still opens something."""
    return HatchBody(
        of=hatch.of,
        about=hatch.about,
        customer=hatch.customer,
        number=hatch.number,
        opened_at=hatch.opened_at,
        by=hatch.by,
        shut_at=hatch.shut_at,
        sequence=hatch.sequence,
        url=url if hatch.shut_at is None else None,
    )


def note_body(note: Note) -> NoteBody:
    """A note as its entries leave it."""
    corrector = note.corrected_by
    return NoteBody(
        id=note.id,
        sequence=note.sequence,
        kind=note.kind,
        customer=note.customer,
        taken_at=note.taken_at,
        by=note.by.name,
        says=free_text(note.says, Source.CUSTOMER),
        metric=note.metric,
        source=note.source,
        stated=note.stated,
        promise=note.promise,
        rating=note.rating,
        channel=note.channel,
        corrected_at=note.corrected_at,
        corrected_by=corrector.name if corrector else None,
        dropped_at=note.dropped_at,
        reason=free_text(note.reason, source_of(corrector) if corrector else Source.STAFF),
    )


def packet_body(packet: Packet, may_see: Callable[[str], bool] = lambda _: True) -> PacketBody:
    """A packet as its entries leave it, without the promises that a reader may not know of."""
    seen = [each for each in packet.items if may_see(each.promise)]
    return PacketBody(
        id=packet.id,
        sequence=packet.sequence,
        customer=packet.customer,
        to=packet.to,
        handed_at=packet.handed_at,
        by=packet.by.name,
        note=free_text(packet.note, source_of(packet.by)),
        items=tuple(map(_item, seen)),
        withheld=len(packet.items) - len(seen),
    )


def _item(item: PacketItem) -> PacketItemBody:
    words = tuple(map(_word, item.words))
    return PacketItemBody(promise=item.promise, answer=item.answer, words=words)


def _word(word: PacketWord) -> PacketWordBody:
    says = free_text(word.says, source_of(word.by))
    return PacketWordBody(at=word.at, by=word.by.name, answer=word.answer, says=says)
