"""A promise as its entries leave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from troth.playbook.schema.words import Reopening
from troth.promises.file import File
from troth.promises.parties import ActorKind, Party


class Outcome(StrEnum):
    """What became of a promise; separate from what its clock does."""

    OPEN = "open"
    KEPT = "kept"
    #: Kept by a later date to which both agreed.
    KEPT_AS_AGREED = "kept-as-agreed"
    #: Its date was changed without agreement, and the first date has passed.
    MOVED = "moved"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class ClockState(StrEnum):
    """What the clock of a promise does."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class Stage(StrEnum):
    """How far a record has come towards being a promise."""

    #: Options lie before the customer; nothing is promised.
    OFFERED = "offered"
    PROMISED = "promised"
    #: Something was asked for, and nothing says by when.
    NO_PROMISE = "no-promise"


class Agreement(StrEnum):
    """Whether the other side agreed to a changed date. Silence is never agreement."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    #: Nobody asked.
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A later or earlier date, given after the first."""

    #: Id of the entry that brought it.
    id: str
    at: datetime
    due: datetime
    earliest: datetime | None
    #: The date that it took the place of.
    instead_of: datetime | None
    agreement: Agreement
    term: str | None
    #: Whether it came when the date that it takes the place of was near, or over: the last tenth.
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A span in which the clock stood still; `end` is None while it lasts."""

    start: datetime
    end: datetime | None
    #: A pause of the standard (`waiting-for-customer`), or the duty waited for.
    reason: str
    #: Id of the duty whose lack stopped the clock.
    duty: str | None = None

    def is_meant(self, reason: str | None, duty: str | None) -> bool:
        """Whether it is the one of a reason, or of a duty; where neither is named, all are.

        Who names a reason means no duty, which may be called the same.
        """
        if duty is not None:
            return self.duty == duty
        return reason is None or (self.duty is None and self.reason == reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that a recurring promise fell due: an update by then."""

    due: datetime
    #: None where it was missed, or is still to come.
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What somebody said: kept or not."""

    at: datetime
    kept: bool
    #: customer, person or event; service for a program with rights of its own, which settles none.
    by: str
    assessor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning that was given, or a reminder."""

    at: datetime
    #: What spoke, with its version: `ahead@1`, `updates@1`, `likelihood@1`.
    rule: str
    #: `75 %`, `2 business hours`, `missed`.
    step: str
    #: Which date it was about: each date that is given begins a cycle, and each update.
    cycle: int
    due: datetime | None
    #: The odds of keeping it that were known, 0 to 1, and of how many comparable cases.
    likelihood: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounting:
    """Dates that were counted anew, as time zones or a calendar changed."""

    at: datetime
    #: `time-zones`, or `calendar`.
    why: str
    #: The version of the time-zone data, or the edition with the calendar.
    by: str
    #: The date by it. Of a calendar it is what would be; the date that was promised stands.
    due: datetime | None
    instead_of: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One team's part of a chain."""

    party: Party
    term: str | None
    calendar: str | None
    #: When it came to this party; None before.
    since: datetime | None = None


# Without slots: a fold makes one for each entry, and one dictionary is copied in a tenth of the
# time that eighty slots take.
@dataclass(frozen=True, kw_only=True)
class Promise:
    """One term given by one party to another at one instant, and what came of it.

    Instants are UTC. `due` never goes away: while the clock is paused it is the last known date.
    """

    id: str
    stage: Stage
    #: Sequence and hash of the last entry.
    sequence: int
    head: str

    promiser: Party
    promisee: Party
    #: Whose journal it belongs to: the customer on either side, or for whom a team promised.
    customer: str | None
    metric: str
    #: Canonical text; None where nothing was promised.
    term: str | None
    calendar: str | None
    edition: str | None
    channel: str | None
    strength: str
    facets: Mapping[str, str]
    touchpoint: str | None
    #: Where the term comes from, and why it and no other: level and id.
    basis: Mapping[str, Any] | None
    #: Why there is no promise.
    reason: str | None

    made_at: datetime
    starts_at: datetime
    #: The first date ever given, moved by pauses alone.
    first_due: datetime | None
    #: The date that holds now.
    due: datetime | None
    #: The begin of a window.
    earliest: datetime | None
    first_earliest: datetime | None
    #: The last date to which the other side agreed after the first, moved by pauses alone.
    agreed_due: datetime | None = None
    agreed_earliest: datetime | None = None
    #: A date that was over, with nothing done, when another one was given: it stays broken.
    missed_at: datetime | None = None
    #: A date that was said instead of a term, as it was said.
    said_due: datetime | None = None
    said_earliest: datetime | None = None
    #: The zone in which the date was said.
    zone: str = "UTC"
    #: The calendar's version by which the date was counted.
    calendar_version: str | None = None
    #: The version of the time-zone data by which it was counted.
    tzdata: str | None = None

    holder: Party
    #: Of a duty: what it does to the promises that need it, while it is open.
    effect: str | None = None
    changes: tuple[Change, ...] = ()
    pauses: tuple[Pause, ...] = ()
    #: The rhythm of updates: `every 1 business day`.
    updates: str | None = None
    next_update: datetime | None = None
    occurrences: tuple[Occurrence, ...] = ()
    told_at: datetime | None = None
    #: Since when something that the customer said themselves waits for an answer.
    unanswered: datetime | None = None
    #: Duties and promises of others that it waits for.
    needs: tuple[str, ...] = ()
    #: Promises that wait for it.
    needed_by: tuple[str, ...] = ()
    legs: tuple[Leg, ...] = ()
    leg: int = 0
    settled_by: str | None = None
    verdicts: tuple[Verdict, ...] = ()
    #: Parts done, and of how many.
    parts: tuple[float, float] = (0, 1)
    kept_at: datetime | None = None
    #: When it was recorded that it was kept, which may be later.
    kept_recorded_at: datetime | None = None
    #: When whom the metric names gave the verdict that holds, kept or not.
    settled_at: datetime | None = None
    withdrawn_at: datetime | None = None
    #: The duty for want of which it was withdrawn: `duty`, its `name`, and `by` when it was due.
    lapsed: Mapping[str, Any] | None = None
    #: The deadline that was recorded as missed.
    broken_at: datetime | None = None
    warned: tuple[Warned, ...] = ()
    recountings: tuple[Recounting, ...] = ()
    reopened_at: tuple[datetime, ...] = ()
    reopening: Reopening = Reopening.RESUMES
    #: The promise that this one goes on from, after a restart.
    follows: str | None = None
    followed_by: str | None = None
    options: tuple[Mapping[str, Any], ...] = ()
    chosen: str | None = None
    #: Of the option that was chosen: reported by staff, or confirmed by the other side.
    agreement: Agreement | None = None
    quote: str | None = None
    #: The odds said when it was made, 0 to 1.
    likelihood: float | None = None
    amends: tuple[Mapping[str, Any], ...] = ()
    #: What was said, in these words; None where nothing was, or the person was erased.
    wording: str | None = None
    #: Who chose these words, or those of the options.
    worded_by: ActorKind = ActorKind.PERSON
    #: Where in the playbook the words stand: `claims.pricing-page-24h`; None where nowhere.
    words: str | None = None
    handed_over: tuple[Mapping[str, Any], ...] = ()
    #: What is attached to it, without what was removed.
    files: tuple[File, ...] = ()

    @property
    def recurring(self) -> bool:
        """Whether it falls due again and again."""
        return self.term is not None and self.term.startswith("every ")

    @property
    def is_duty(self) -> bool:
        """Whether the customer is the one who promised."""
        return self.promiser.kind == "customer"

    @property
    def falls_due(self) -> datetime | None:
        """When it falls due next, paused or not; None where nothing does."""
        return self.next_update if self.recurring else self.due

    @property
    def open_pause(self) -> Pause | None:
        """The pause that lasts, the one that began first of several; None while the clock runs."""
        lasting = [pause for pause in self.pauses if pause.end is None]
        return min(lasting, key=lambda pause: pause.start, default=None)

    @property
    def late_changes(self) -> tuple[Change, ...]:
        """Changes that came in the last tenth of the time, or after it; many of them are a sign."""
        return tuple(change for change in self.changes if change.late)

    @property
    def change(self) -> Change | None:
        """The change that brought the date that holds now; None where it is the first date."""
        standing = [each for each in self.changes if each.agreement is not Agreement.DECLINED]
        return standing[-1] if standing else None

    @property
    def closed(self) -> bool:
        """Whether it was kept, settled or withdrawn, so that nothing falls due any more."""
        ends = (self.kept_at, self.settled_at, self.withdrawn_at)
        return any(end is not None for end in ends)


def changed(promise: Promise, **values: Any) -> Promise:
    """The promise with other values: `dataclasses.replace`, many times as quick."""
    made = object.__new__(Promise)
    vars(made).update(vars(promise))
    return put(made, **values)


def put(promise: Promise, **values: Any) -> Promise:
    """The same object with other values, for whoever has just made it and not shown it yet."""
    vars(promise).update(values)
    return promise
