"""What was noted of a customer's expectations: theirs to see, and to put right."""

from troth import operations
from troth.operations.errors import NotFoundError
from troth.promises.note import Note, note
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.desk.acting import ActForm
from troth_web.desk.hatch.visit import CHANNEL, Visit, must_not_flood
from troth_web.desk.latest import latest

#: So many notes of a customer are looked at, the latest first.
MOST = 100


def notes_on(visit: Visit, promise: Promise) -> list[Note]:
    """What was noted about this promise, or about what it promises."""
    return [
        each
        for each in latest(
            visit.store, "note", note, customer=visit.hatch.customer, limit=MOST
        ).items
        if each.dropped_at is None and _concerns(each, promise)
    ]


def _concerns(each: Note, promise: Promise) -> bool:
    return each.promise == promise.id or (each.promise is None and each.metric == promise.metric)


def correct(work: Work, visit: Visit, promise: Promise, note_id: str, form: ActForm) -> object:
    """Put a note right in the customer's name.

    Raises:
        NotFoundError: it is not one that this link shows.
    """
    shown = {each.id for each in notes_on(visit, promise)}
    if note_id not in shown:
        raise NotFoundError("note", note_id)
    must_not_flood(work.entries(note_id), visit.at)
    said = form.said(operations.CorrectNote, channel=CHANNEL)
    return operations.correct_note(work, note_id, said).sequence
