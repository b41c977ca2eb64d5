"""Packets: what was sold goes to those who keep it, who accept, ask or contest each promise."""

from typing import Any, Literal

from pydantic import Field

from troth.operations.commands import HandOver, Happened, Id, Text, Word
from troth.operations.customers import seen
from troth.operations.ending import hand_over
from troth.operations.errors import NotFoundError, NotNowError, UnfitError
from troth.operations.happening import past, state
from troth.promises.entries import Draft, EntryType
from troth.promises.packet import Packet, PacketAnswer, packet
from troth.promises.store import ConflictError, Work
from troth.said import said as worded


class HandPacket(Happened):
    """Open promises to a customer that another team shall keep."""

    id: Id | None = Field(None, description="The packet's id; made when absent.")
    customer: Id = Field(description="To whom they were made.")
    to: Word = Field(description="The team that shall keep them, by its id in the playbook.")
    promises: tuple[Id, ...] = Field(
        description="Which ones.", min_length=1, max_length=100, strict=False
    )
    note: Text | None = Field(None, description="What the team must know.")


class AnswerPacket(Happened):
    """What the team says of one promise."""

    promise: Id = Field(description="Which one.")
    answer: Literal["accepted", "questioned", "contested"] = Field(
        description="Accepted, it is the team's to look after."
    )
    note: Text | None = Field(None, description="The question, or why it cannot be kept.")


class ExplainPacket(Happened):
    """What is answered to a team that asked or contested."""

    promise: Id = Field(description="Which one.")
    note: Text = Field(description="The answer.")


def hand_packet(work: Work, wanted: HandPacket) -> Packet:
    """Hand open promises to the team that shall keep them; it answers each.

    Raises:
        ConflictError: the id is another's.
        NotFoundError: there is no such customer or promise.
        NotNowError: one of them is over.
        UnfitError: the playbook has no such team, one is another customer's, or named twice.
    """
    seen(work, wanted.customer)
    _check(work, wanted)
    packet_id = wanted.id or work.new_id()
    payload = {
        "customer": wanted.customer,
        "to": wanted.to,
        "promises": list(wanted.promises),
    }
    draft = Draft(
        type=EntryType.PACKET_HANDED,
        subject=packet_id,
        at=past(work, wanted),
        payload=payload,
        personal={"note": wanted.note} if wanted.note else {},
        person=wanted.customer,
        channel=wanted.channel,
    )
    work.append([draft], expected={packet_id: 0})
    return handed(work, packet_id)


def answer_packet(
    work: Work, packet_id: str, said: AnswerPacket, expected: int | None = None
) -> Packet:
    """Accept a promise of a packet, ask about it, or contest it.

    What is accepted is the team's to look after from then on.

    Raises:
        ConflictError: it has come further than was seen.
        NotFoundError: there is no such packet.
        NotNowError: the team accepted it already.
        UnfitError: the promise is not in it, or nothing is said of why not.
    """
    found = _with(work, packet_id, said.promise, expected)
    item = found.item(said.promise)
    if item is not None and item.answer is PacketAnswer.ACCEPTED:
        raise NotNowError(worded("promise {promise} is accepted already", promise=said.promise))
    accepts = PacketAnswer(said.answer) is PacketAnswer.ACCEPTED
    if not accepts and not said.note:
        raise UnfitError("note", worded("say what you ask, or why it cannot be kept"))
    payload = {"promise": said.promise, "answer": said.answer}
    written = _written(work, found, EntryType.PACKET_ANSWERED, said, payload)
    if accepts:
        _take_over(work, found, said)
    return written


def explain_packet(
    work: Work, packet_id: str, said: ExplainPacket, expected: int | None = None
) -> Packet:
    """Answer a team that asked about a promise or contested it.

    Raises:
        ConflictError: it has come further than was seen.
        NotFoundError: there is no such packet.
        NotNowError: nobody asked.
        UnfitError: the promise is not in it.
    """
    found = _with(work, packet_id, said.promise, expected)
    item = found.item(said.promise)
    if item is None or item.answer in {None, PacketAnswer.ACCEPTED}:
        raise NotNowError(worded("nobody asked about promise {promise}", promise=said.promise))
    return _written(work, found, EntryType.PACKET_EXPLAINED, said, {"promise": said.promise})


def handed(work: Work, packet_id: str) -> Packet:
    """The packet of that id.

    Raises:
        NotFoundError: there is none.
    """
    found = packet(work.entries(packet_id))
    if found is None:
        raise NotFoundError("packet", packet_id)
    return found


def _check(work: Work, wanted: HandPacket) -> None:
    edition = work.edition()
    teams = list(edition.playbook.teams) if edition else []
    if wanted.to not in teams:
        known = ", ".join(teams) or "none"
        raise UnfitError(
            "to",
            worded(
                "the playbook has no team {team}; it has {known}", team=repr(wanted.to), known=known
            ),
        )
    if len(set(wanted.promises)) < len(wanted.promises):
        raise UnfitError("promises", worded("a promise is named twice"))
    for each in wanted.promises:
        promise = state(work, each)
        if promise.customer != wanted.customer or promise.is_duty:
            raise UnfitError(
                "promises", worded("{promise} is not a promise to this customer", promise=each)
            )
        if promise.closed:
            raise NotNowError(worded("promise {promise} is over already", promise=each))


def _with(work: Work, packet_id: str, promise_id: str, expected: int | None) -> Packet:
    found = handed(work, packet_id)
    if expected is not None and found.sequence != expected:
        raise ConflictError(packet_id, expected, found.sequence)
    if found.item(promise_id) is None:
        raise UnfitError("promise", worded("{promise} is not in this packet", promise=promise_id))
    return found


def _take_over(work: Work, found: Packet, said: AnswerPacket) -> None:
    """What was withdrawn or kept meanwhile needs nobody any more."""
    promise, team = state(work, said.promise), f"team:{found.to}"
    if not promise.closed and str(promise.holder) != team:
        note = said.note or found.note or "accepted"
        hand_over(work, promise.id, HandOver(to=team, note=note, at=said.at, channel=said.channel))


def _written(
    work: Work,
    found: Packet,
    entry_type: EntryType,
    said: AnswerPacket | ExplainPacket,
    payload: dict[str, Any],
) -> Packet:
    draft = Draft(
        type=entry_type,
        subject=found.id,
        at=past(work, said, found.handed_at),
        payload=payload,
        personal={"note": said.note} if said.note else {},
        person=found.customer,
        channel=said.channel,
    )
    work.append([draft], expected={found.id: found.sequence})
    return handed(work, found.id)
