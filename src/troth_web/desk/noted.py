"""Notes of a customer as pages show them: goals, expectations with their sources, feedback."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from troth.playbook import Playbook
from troth.promises.note import Note, NoteKind, note
from troth.promises.parties import ActorKind
from troth_web.api.calls import Call
from troth_web.desk import words
from troth_web.desk.latest import latest
from troth_web.desk.names import Names

#: So many notes of a customer are looked at, the latest first.
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note."""

    id: str
    says: str | None
    #: What it is about; empty for nothing in particular.
    about: str
    #: Where it came from, and when it was said; empty where nobody knows.
    source: str
    stated: str
    rating: int | None
    #: The promise that it is about.
    promise: str
    at: datetime
    by: str
    #: Whether the customer put it right themselves.
    theirs: bool
    dropped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that is noted of a customer, and holds."""

    goals: tuple[Noted, ...] = ()
    expectations: tuple[Noted, ...] = ()
    feedback: tuple[Noted, ...] = ()
    #: What was dropped, which stays in sight.
    dropped: tuple[Noted, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is noted."""
        return not (self.goals or self.expectations or self.feedback or self.dropped)


def picture_of(
    call: Call, customer_id: str, playbook: Playbook | None, names: Names
) -> Picture | None:
    """What is noted of a customer; None for who may not read it."""
    if "notes.read" not in call.principal.permissions:
        return None
    found = latest(call.store, "note", note, customer=customer_id, limit=MOST).items
    held = [each for each in found if each.dropped_at is None]

    def shown(kind: NoteKind) -> tuple[Noted, ...]:
        return tuple(_shown((each for each in held if each.kind is kind), playbook, names))

    return Picture(
        goals=shown(NoteKind.GOAL),
        expectations=shown(NoteKind.EXPECTATION),
        feedback=shown(NoteKind.FEEDBACK),
        dropped=tuple(_shown((each for each in found if each.dropped_at), playbook, names)),
    )


def _shown(notes: Iterable[Note], playbook: Playbook | None, names: Names) -> Iterable[Noted]:
    for each in notes:
        corrector = each.corrected_by
        yield Noted(
            id=each.id,
            says=each.says,
            about=words.metric_text(each.metric, playbook) if each.metric else "",
            source=words.source_text(each.source),
            stated=words.stated_text(each.stated),
            rating=each.rating,
            promise=each.promise or "",
            at=each.corrected_at or each.taken_at,
            by=names.actor(corrector or each.by),
            theirs=corrector is not None and corrector.kind is ActorKind.CUSTOMER,
            dropped=each.dropped_at is not None,
        )
