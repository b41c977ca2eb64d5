"""What passes between us and a customer beside promises: links, notes, packets."""

from troth.promises.hatch import Hatch, journal_of
from troth.promises.hatch import hatch as folded_hatch
from troth.promises.note import Note
from troth.promises.note import note as folded_note
from troth.promises.packet import Packet
from troth.promises.packet import packet as folded_packet
from troth.promises.store import Page, Store
from troth.queries.reading import one


def hatch(store: Store, about: str) -> Hatch:
    """The link by which a customer reads a promise or milestone, the latest one.

    Raises:
        NotFoundError: it never had one.
    """
    return one(store, "link for the customer of", journal_of(about), folded_hatch, named=about)


def note(store: Store, note_id: str) -> Note:
    """A note.

    Raises:
        NotFoundError: there is none.
    """
    return one(store, "note", note_id, folded_note)


def notes(
    store: Store, customer: str | None = None, after: str | None = None, limit: int = 50
) -> Page[Note]:
    """Notes, those of one customer or all, the latest taken first.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    page = store.subjects("note", customer, after, limit)
    return Page(tuple(note(store, each) for each in page.items), page.next)


def packet(store: Store, packet_id: str) -> Packet:
    """A packet.

    Raises:
        NotFoundError: there is none.
    """
    return one(store, "packet", packet_id, folded_packet)


def packets(
    store: Store, customer: str | None = None, after: str | None = None, limit: int = 50
) -> Page[Packet]:
    """Packets, those about one customer or all, the latest handed first.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    page = store.subjects("packet", customer, after, limit)
    return Page(tuple(packet(store, each) for each in page.items), page.next)
