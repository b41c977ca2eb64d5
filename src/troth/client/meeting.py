"""Links for customers, notes of them, and packets between teams."""

from collections.abc import Iterator

from troth.answers import HatchBody, NoteBody, NoteList, PacketBody, PacketList
from troth.client.resource import Resource
from troth.operations import (
    AnswerPacket,
    CorrectNote,
    DropNote,
    ExplainPacket,
    HandPacket,
    OpenHatch,
    TakeNote,
)


class Hatches(Resource):
    """`/hatches`."""

    def open(self, wanted: OpenHatch, *, key: str | None = None) -> HatchBody:
        """Open a link for a customer; where one is open, it is that one."""
        return self._write("/hatches", wanted, HatchBody, key=key)

    def get(self, about: str) -> HatchBody:
        """The link of a promise or milestone."""
        return self._get(f"/hatches/{about}", HatchBody)

    def shut(self, about: str, *, key: str | None = None) -> HatchBody:
        """Withdraw it: its address opens nothing any more."""
        return self._write(f"/hatches/{about}", None, HatchBody, key=key, method="DELETE")


class Notes(Resource):
    """`/notes`."""

    def take(self, wanted: TakeNote, *, key: str | None = None) -> NoteBody:
        """Note what a customer aims at, expects, or said of us."""
        return self._write("/notes", wanted, NoteBody, key=key)

    def get(self, note_id: str) -> NoteBody:
        """One note."""
        return self._get(f"/notes/{note_id}", NoteBody)

    def list(self, customer: str | None = None, limit: int = 200) -> Iterator[NoteBody]:
        """All notes, or those of one customer, the latest taken first."""
        return self._all("/notes", NoteList, limit, customer=customer)

    def correct(
        self,
        note_id: str,
        said: CorrectNote,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> NoteBody:
        """Put a note right."""
        path = f"/notes/{note_id}/correct"
        return self._write(path, said, NoteBody, key=key, expected=expected)

    def drop(
        self,
        note_id: str,
        said: DropNote,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> NoteBody:
        """Drop what is not so."""
        path = f"/notes/{note_id}/drop"
        return self._write(path, said, NoteBody, key=key, expected=expected)


class Packets(Resource):
    """`/packets`."""

    def hand(self, wanted: HandPacket, *, key: str | None = None) -> PacketBody:
        """Hand promises to the team that shall keep them."""
        return self._write("/packets", wanted, PacketBody, key=key)

    def get(self, packet_id: str) -> PacketBody:
        """One packet."""
        return self._get(f"/packets/{packet_id}", PacketBody)

    def list(self, customer: str | None = None, limit: int = 200) -> Iterator[PacketBody]:
        """All packets, or those about one customer, the latest handed first."""
        return self._all("/packets", PacketList, limit, customer=customer)

    def answer(
        self,
        packet_id: str,
        said: AnswerPacket,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> PacketBody:
        """Accept one of its promises, ask about it, or contest it."""
        path = f"/packets/{packet_id}/answer"
        return self._write(path, said, PacketBody, key=key, expected=expected)

    def explain(
        self,
        packet_id: str,
        said: ExplainPacket,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> PacketBody:
        """Answer a team that asked or contested."""
        path = f"/packets/{packet_id}/explain"
        return self._write(path, said, PacketBody, key=key, expected=expected)
