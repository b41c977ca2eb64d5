"""A promise, as the API answers: everything there is about it at an instant."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, Source, free_text
from troth.answers.entry import source_of_kind
from troth.answers.promise_parts import (
    ChangeBody,
    HandOverBody,
    LegBody,
    OccurrenceBody,
    OptionBody,
    PartsBody,
    PauseBody,
    VerdictBody,
)
from troth.promises.outcomes import clock_state, deadline, kept_by_first_date, outcome
from troth.promises.promise import Agreement, ClockState, Outcome, Promise, Stage


class PromiseBody(Body):
    """A promise and what came of it."""

    id: str
    sequence: int = Field(description="How many entries it has; what If-Match asks for.")
    stage: Stage
    outcome: Outcome | None = Field(description="At the time of the answer; null: no promise.")
    clock: ClockState
    kept_by_first_date: bool | None = Field(
        description="Whether the first date given was kept; null while that is open."
    )
    duty: bool = Field(description="Whether the customer is the one who promised.")
    promiser: str
    promisee: str
    customer: str | None
    holder: str = Field(description="Who looks after it now.")
    metric: str
    term: str | None
    strength: str
    calendar: str | None
    basis: Mapping[str, Any] | None = Field(description="Where the term comes from, and why.")
    reason: str | None = Field(description="Why nothing is promised.")
    edition: str | None
    channel: str | None
    touchpoint: str | None
    facets: Mapping[str, str]
    made_at: Moment
    starts_at: Moment
    first_due: Moment | None
    first_earliest: Moment | None
    due: Moment | None = Field(description="The date that holds; the last one known in a pause.")
    earliest: Moment | None
    agreed_due: Moment | None = Field(description="The last date that the other side agreed to.")
    agreed_earliest: Moment | None
    missed_at: Moment | None = Field(description="A date that was over when another was given.")
    deadline: Moment | None = Field(description="When it breaks if nothing happens.")
    zone: str
    calendar_version: str | None
    tzdata: str | None
    updates: str | None
    next_update: Moment | None
    told_at: Moment | None
    unanswered: Moment | None = Field(
        description="Since when a word of the customer's own waits for an answer."
    )
    changes: tuple[ChangeBody, ...]
    pauses: tuple[PauseBody, ...]
    occurrences: tuple[OccurrenceBody, ...]
    effect: str | None
    needs: tuple[str, ...]
    needed_by: tuple[str, ...]
    legs: tuple[LegBody, ...]
    leg: int
    settled_by: str | None
    verdicts: tuple[VerdictBody, ...]
    parts: PartsBody
    kept_at: Moment | None
    kept_recorded_at: Moment | None
    settled_at: Moment | None
    withdrawn_at: Moment | None
    lapsed: Mapping[str, Any] | None = Field(
        description="The duty for want of which it was withdrawn, and by when it was due."
    )
    broken_at: Moment | None = Field(description="The deadline that was recorded as missed.")
    reopened_at: tuple[Moment, ...]
    reopening: str
    follows: str | None
    followed_by: str | None
    options: tuple[OptionBody, ...]
    chosen: str | None
    agreement: Agreement | None = Field(description="Of the option that was chosen.")
    quote: str | None
    likelihood: float | None
    amends: tuple[Mapping[str, Any], ...]
    handed_over: tuple[HandOverBody, ...]
    wording: FreeText | None
    words: str | None = Field(
        description="Where in the playbook the wording stands: claims.pricing-page-24h."
    )


def promise_body(promise: Promise, at: datetime) -> PromiseBody:
    """A promise as it stands at an instant; aware."""
    return PromiseBody(
        id=promise.id,
        sequence=promise.sequence,
        stage=promise.stage,
        outcome=outcome(promise, at),
        clock=clock_state(promise),
        kept_by_first_date=kept_by_first_date(promise, at),
        duty=promise.is_duty,
        promiser=str(promise.promiser),
        promisee=str(promise.promisee),
        holder=str(promise.holder),
        deadline=deadline(promise),
        reopening=str(promise.reopening),
        wording=free_text(promise.wording, _source(promise)),
        changes=tuple(map(ChangeBody.of, promise.changes)),
        pauses=tuple(map(PauseBody.of, promise.pauses)),
        occurrences=tuple(map(OccurrenceBody.of, promise.occurrences)),
        legs=tuple(map(LegBody.of, promise.legs)),
        verdicts=tuple(map(VerdictBody.of, promise.verdicts)),
        parts=PartsBody(done=promise.parts[0], of=promise.parts[1]),
        options=tuple(OptionBody.of(each, promise.worded_by) for each in promise.options),
        handed_over=tuple(map(HandOverBody.of, promise.handed_over)),
        **{name: getattr(promise, name) for name in _AS_IT_IS},
    )


def _source(promise: Promise) -> Source:
    return Source.PLAYBOOK if promise.words else source_of_kind(promise.worded_by)


#: What the answer says in the same words as the promise.
_AS_IT_IS = (
    *("customer", "metric", "term", "strength", "calendar", "basis", "reason", "edition"),
    *("channel", "touchpoint", "facets", "made_at", "starts_at", "first_due", "first_earliest"),
    *("due", "earliest", "zone", "calendar_version", "tzdata", "updates", "next_update"),
    *(
        "told_at",
        "unanswered",
        "effect",
        "needs",
        "needed_by",
        "leg",
        "settled_by",
        "kept_at",
        "withdrawn_at",
    ),
    *("broken_at", "reopened_at", "follows", "followed_by", "chosen", "quote", "likelihood"),
    *("amends", "agreed_due", "agreed_earliest", "missed_at", "kept_recorded_at", "settled_at"),
    *("agreement", "words", "lapsed"),
)
