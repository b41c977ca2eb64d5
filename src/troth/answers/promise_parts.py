"""The parts of a promise, as the API answers."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, free_text, free_texts
from troth.answers.entry import source_of_kind
from troth.promises.parties import ActorKind
from troth.promises.promise import Agreement, Change, Leg, Occurrence, Pause, Verdict


class ChangeBody(Body):
    """Another date, given after the first."""

    id: str
    at: Moment
    due: Moment
    earliest: Moment | None
    instead_of: Moment | None
    agreement: Agreement
    term: str | None
    late: bool = Field(description="Whether it came in the last tenth of the time, or after it.")

    @classmethod
    def of(cls, change: Change) -> "ChangeBody":
        """A change as the promise has it."""
        return cls(
            id=change.id,
            at=change.at,
            due=change.due,
            earliest=change.earliest,
            instead_of=change.instead_of,
            agreement=change.agreement,
            term=change.term,
            late=change.late,
        )


class PauseBody(Body):
    """A span in which the clock stood still; `end` is null while it lasts."""

    start: Moment
    end: Moment | None
    reason: str
    duty: str | None

    @classmethod
    def of(cls, pause: Pause) -> "PauseBody":
        """A pause as the promise has it."""
        return cls(start=pause.start, end=pause.end, reason=pause.reason, duty=pause.duty)


class OccurrenceBody(Body):
    """One time that a recurring promise fell due."""

    due: Moment
    done_at: Moment | None

    @classmethod
    def of(cls, one: Occurrence) -> "OccurrenceBody":
        """An occurrence as the promise has it."""
        return cls(due=one.due, done_at=one.done_at)


class LegBody(Body):
    """One team's part of a chain."""

    party: str
    term: str | None
    calendar: str | None
    since: Moment | None

    @classmethod
    def of(cls, leg: Leg) -> "LegBody":
        """A leg as the promise has it."""
        return cls(party=str(leg.party), term=leg.term, calendar=leg.calendar, since=leg.since)


class VerdictBody(Body):
    """What somebody said: kept or not."""

    at: Moment
    kept: bool
    by: str
    assessor: str

    @classmethod
    def of(cls, verdict: Verdict) -> "VerdictBody":
        """A verdict as the promise has it."""
        return cls(at=verdict.at, kept=verdict.kept, by=verdict.by, assessor=verdict.assessor)


class PartsBody(Body):
    """Parts done, and of how many."""

    done: float
    of: float


class HandOverBody(Body):
    """One holder after another."""

    at: Moment
    before: str
    to: str
    note: FreeText | None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "HandOverBody":
        """A hand-over as the promise has it."""
        note = free_text(said.get("note"), source_of_kind(said["by"]))
        return cls(at=said["at"], before=said["from"], to=said["to"], note=note)


class OptionBody(Body):
    """One of several things that can be promised; all have equal weight."""

    id: str
    term: str | None
    due: Moment | None
    says: FreeText | None
    price: str | None
    likelihood: float | None
    includes: tuple[FreeText, ...]
    excludes: tuple[FreeText, ...]

    @classmethod
    def of(cls, said: Mapping[str, Any], by: ActorKind) -> "OptionBody":
        """An option as the promise has it, worded by somebody of this kind."""
        source = source_of_kind(by)
        return cls(
            id=said["id"],
            term=said.get("term"),
            due=said.get("due"),
            says=free_text(said.get("says"), source),
            price=said.get("price"),
            likelihood=said.get("likelihood"),
            includes=free_texts(said.get("includes", ()), source),
            excludes=free_texts(said.get("excludes", ()), source),
        )
