"""Notes of a customer: taken, put right, dropped. What stood before stays in the journal."""

from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from troth.operations.commands import Happened, Id, Text, Word
from troth.operations.customers import seen
from troth.operations.errors import NotFoundError, NotNowError, NotYoursError, UnfitError
from troth.operations.happening import past, speaks_for, state
from troth.operations.naming import metric_named
from troth.playbook.schema.words import Source, Stated
from troth.promises.entries import Draft, EntryType
from troth.promises.note import Note, NoteKind, note
from troth.promises.parties import ActorKind
from troth.promises.store import ConflictError, Work
from troth.said import said as worded

# Answers have a `Source` of their own: who wrote a text. A description has one of each name.
_Source = Annotated[Source | None, WithJsonSchema({"enum": [*map(str, Source), None]})]
_Stated = Annotated[Stated | None, WithJsonSchema({"enum": [*map(str, Stated), None]})]


class TakeNote(Happened):
    """What a customer aims at, expects, or said of how it went."""

    id: Id | None = Field(None, description="The note's id; made when absent.")
    customer: Id = Field(description="Whose it is.")
    kind: Literal["goal", "expectation", "feedback"] = Field(description="What is noted.")
    says: Text = Field(description="In their words.")
    metric: Word | None = Field(None, description="What it is about, by its id in the playbook.")
    source: _Source = Field(None, description="Where an expectation came from.", strict=False)
    stated: _Stated = Field(
        None, description="When they said it: before, at-the-break or never.", strict=False
    )
    promise: Id | None = Field(None, description="The promise that it is about.")
    rating: Annotated[int, Field(ge=1, le=5)] | None = Field(
        None, description="How it went, 1 to 5, the more the better."
    )


class CorrectNote(Happened):
    """What was noted, put right."""

    says: Text = Field(description="What is so.")
    reason: Text | None = Field(None, description="Who said so, or why.")


class DropNote(Happened):
    """What was noted is not so, or no longer."""

    reason: Text = Field(description="Who said so, or why.")


def take_note(work: Work, wanted: TakeNote) -> Note:
    """Note something of a customer.

    Raises:
        ConflictError: the id is another's.
        NotFoundError: there is no such customer or promise.
        UnfitError: the playbook has no such metric, the promise is another customer's, a source
            is named for what is no expectation, or it is yet to come.
    """
    seen(work, wanted.customer)
    _check(work, wanted)
    note_id = wanted.id or work.new_id()
    payload: dict[str, Any] = {
        "kind": wanted.kind,
        "customer": wanted.customer,
        "metric": wanted.metric,
        "source": wanted.source and str(wanted.source),
        "stated": wanted.stated and str(wanted.stated),
        "promise": wanted.promise,
        "rating": wanted.rating,
    }
    draft = Draft(
        type=EntryType.NOTE_TAKEN,
        subject=note_id,
        at=past(work, wanted),
        payload={key: value for key, value in payload.items() if value is not None},
        personal={"expected": wanted.says},
        person=wanted.customer,
        channel=wanted.channel,
    )
    work.append([draft], expected={note_id: 0})
    return _there(work, note_id)


def correct_note(work: Work, note_id: str, said: CorrectNote, expected: int | None = None) -> Note:
    """Put a note right; one that was dropped holds again.

    Raises:
        ConflictError: it has come further than was seen.
        NotFoundError: there is none.
        NotYoursError: a customer corrects what was noted of another.
    """
    found = _theirs(work, note_id, expected)
    personal = {"expected": said.says, "reason": said.reason}
    return _written(work, found, EntryType.NOTE_CORRECTED, said, personal)


def drop_note(work: Work, note_id: str, said: DropNote, expected: int | None = None) -> Note:
    """Drop a note.

    Raises:
        ConflictError: it has come further than was seen.
        NotFoundError: there is none.
        NotNowError: it was dropped already.
        NotYoursError: a customer drops what was noted of another.
    """
    found = _theirs(work, note_id, expected)
    if found.dropped_at is not None:
        raise NotNowError(worded("note {note} was dropped already", note=note_id))
    return _written(work, found, EntryType.NOTE_DROPPED, said, {"reason": said.reason})


def _check(work: Work, wanted: TakeNote) -> None:
    edition = work.edition()
    if wanted.metric is not None:
        metric_named(edition.playbook if edition else None, wanted.metric)
    kind = NoteKind(wanted.kind)
    expects = kind is NoteKind.EXPECTATION
    if not expects and (wanted.source or wanted.stated):
        raise UnfitError(
            "source", worded("a {kind} has no source; an expectation has", kind=wanted.kind)
        )
    if wanted.rating is not None and kind is not NoteKind.FEEDBACK:
        raise UnfitError("rating", worded("a {kind} has no rating; feedback has", kind=wanted.kind))
    if wanted.promise and state(work, wanted.promise).customer != wanted.customer:
        raise UnfitError(
            "promise", worded("{promise} is not a promise of this customer", promise=wanted.promise)
        )


def _theirs(work: Work, note_id: str, expected: int | None) -> Note:
    found = _there(work, note_id)
    if expected is not None and found.sequence != expected:
        raise ConflictError(note_id, expected, found.sequence)
    if work.actor.kind is ActorKind.CUSTOMER and not speaks_for(work.actor, found.customer):
        raise NotYoursError(worded("a customer puts right what was noted of themselves alone"))
    return found


def _there(work: Work, note_id: str) -> Note:
    found = note(work.entries(note_id))
    if found is None:
        raise NotFoundError("note", note_id)
    return found


def _written(
    work: Work, found: Note, entry_type: EntryType, said: Happened, personal: dict[str, Any]
) -> Note:
    draft = Draft(
        type=entry_type,
        subject=found.id,
        at=past(work, said, found.taken_at),
        personal={key: value for key, value in personal.items() if value is not None},
        person=found.customer,
        channel=said.channel,
    )
    work.append([draft], expected={found.id: found.sequence})
    return _there(work, found.id)
