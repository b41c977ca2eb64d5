"""`/notes`: what customers aim at, expect and say of us, and what was put right of it."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import operations, queries
from troth.answers import NoteBody, NoteList, note_body
from troth.operations import CorrectNote, DropNote, TakeNote
from troth.operations.commands import Id
from troth.promises.store import Work
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedByCustomer
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.api.rights import see_all

notes = Resource("notes")


@notes.reads("/notes", needs="notes.read", answers=NoteList)
def list_(request: HttpRequest, asked: Query[AskedByCustomer]) -> HttpResponse:
    """List notes, the latest taken first."""
    store = Call.of(request).store
    page = queries.notes(store, asked.customer, asked.after, asked.limit)
    return shown(request, NoteList(items=tuple(map(note_body, page.items)), next=page.next))


@notes.writes("POST", "/notes", needs="notes.take", answers=NoteBody, status=201)
def take(request: HttpRequest, body: TakeNote) -> HttpResponse:
    """Note what a customer aims at, expects, or said of how it went."""

    def taken(call: Call, work: Work) -> NoteBody:
        see_all(call.principal, work, [body.promise] if body.promise else [])
        return note_body(operations.take_note(work, body))

    return done(request, taken, status=201)


@notes.reads("/notes/{note_id}", needs="notes.read", answers=NoteBody)
def get(request: HttpRequest, note_id: Id) -> HttpResponse:
    """Give one note."""
    return shown(request, note_body(queries.note(Call.of(request).store, note_id)))


@notes.writes(
    "POST", "/notes/{note_id}/correct", needs="notes.correct", answers=NoteBody, matches=True
)
def correct(request: HttpRequest, note_id: Id, body: CorrectNote) -> HttpResponse:
    """Put a note right; what stood before stays in the journal."""
    return done(
        request,
        lambda call, work: note_body(operations.correct_note(work, note_id, body, call.expected)),
    )


@notes.writes(
    "POST", "/notes/{note_id}/drop", needs="notes.correct", answers=NoteBody, matches=True
)
def drop(request: HttpRequest, note_id: Id, body: DropNote) -> HttpResponse:
    """Drop a note that is not so."""
    return done(
        request,
        lambda call, work: note_body(operations.drop_note(work, note_id, body, call.expected)),
    )
