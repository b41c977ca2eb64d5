"""What a quote holds: plain values, the same in memory, on a screen and in a line of JSON."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["level", "standard", "claim"]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing that could be promised, with its odds, or why it cannot be."""

    kind: Kind
    #: The level in per cent (`90`), or the id in the playbook.
    id: str
    #: The odds that were asked for: the level, or the share that the standard says; None for a
    #: term without a share, which promises every case.
    asked: float | None = None
    #: `within 6 days`, rounded up; empty where nothing can be promised.
    term: str = ""
    #: When it falls due, UTC.
    due: datetime | None = None
    #: How likely it is kept, for the rounded term, with its 95 % interval.
    odds: float | None = None
    low: float | None = None
    high: float | None = None
    #: How many cases are comparable, and when the first and the last of them started.
    n: int = 0
    since: datetime | None = None
    until: datetime | None = None
    #: The odds that the customer withdraws first.
    withdrawn: float = 0.0
    #: A sentence, where there are no odds.
    refusal: str = ""
    #: To paste into a reply; empty where it is refused.
    wording: str = ""
    #: How firmly the playbook says it; empty for a level.
    strength: str = ""
    #: For whom the playbook says it, where that is not everybody: `fare business`.
    scope: str = ""


@dataclass(frozen=True, kw_only=True)
class Driver:
    """A group that the situation belongs to, and what belonging to it changes."""

    #: `everybody`, or `type Pothole`: narrower than the one before.
    name: str
    n: int
    #: Within how many seconds of the clock half of them end; None where that cannot be said.
    median_seconds: float | None
    #: How many of them end within the time in which half of everybody does.
    within_usual: float | None


@dataclass(frozen=True, kw_only=True)
class Duty:
    """What the customer must do, and what becomes of the promise until then."""

    id: str
    says: str
    #: By when, as a term; empty where nothing is said.
    term: str
    effect: str
    #: The standard, the claim or the milestone that needs it.
    of: str


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What the company used to promise in comparable cases, and what became of it."""

    n: int
    median_seconds: float
    #: One promise in ten was shorter, and one in ten longer.
    low_seconds: float
    high_seconds: float
    due: datetime
    #: How much later than promised still counted as kept.
    grace_seconds: float
    #: Of those that fell due and were not withdrawn.
    kept: int
    broken: int
    share: float | None
    low: float
    high: float
    #: Whom it was promised to: `type Pothole`.
    group: str
    #: The odds of the median promise today, with the grace of the history's rule; None where
    #: nothing can be said.
    odds: float | None


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a quote was made from, so that it can be made again and scored."""

    #: Nothing later was looked at, UTC.
    as_of: datetime
    n: int
    #: In the order in which they narrow down.
    facets: tuple[str, ...]
    #: `elapsed`, `business` or `days`.
    unit: str
    k: float
    half_life_days: float | None
    #: SHA-256 of the history or odds file, and of the playbook's content; empty without one.
    history: str = ""
    playbook: str = ""
    #: Of the clock.
    calendar: str = ""


@dataclass(frozen=True, kw_only=True)
class Quote:
    """What can be promised to one case: options of equal weight, none of them preselected."""

    #: A UUID of version 7.
    id: str
    #: When the question was asked, UTC.
    asked_at: datetime
    metric: str
    #: What the promise is about, for people.
    thing: str
    #: When the case starts, UTC, and the zone in which dates are said.
    at: datetime
    zone: str
    situation: dict[str, str]
    options: tuple[Option, ...]
    drivers: tuple[Driver, ...]
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    usual: Usual | None = None
    #: Sentences that a reader should know of.
    notes: tuple[str, ...] = ()
    #: Seconds of the clock, and the share of comparable cases that has ended by then.
    curve: tuple[tuple[float, float], ...] = ()
    source: Source
    #: Of this line; raised when an older troth would misread it.
    troth_quote: Literal[1] = field(default=1)
