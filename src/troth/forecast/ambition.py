"""The ambition curve: what odds each length of a promise has, and what each ambition costs.

On it stand the standards, claims and capabilities of a playbook, and what customers expect. What
they still accept comes first and what they hope for last: basic needs before delights.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

import numpy as np

from troth.errors import TrothError
from troth.forecast import spans
from troth.forecast.known_facets import check_situation, unheard
from troth.forecast.odds import FEWEST, Odds
from troth.forecast.quote.options import on_calendar
from troth.forecast.reaction import Reaction, expected_rating, reaction
from troth.forecast.terms import seconds_of
from troth.forecast.timescale import time_grid
from troth.history import History
from troth.playbook import Playbook
from troth.playbook.scope import overlap
from troth.playbook.stated import (
    Stated,
    capabilities,
    claims,
    expectations,
    hopes,
    standards,
)
from troth.terms import Held, Term, UnfitValueError

MarkKind = Literal["level", "adequate", "standard", "claim", "capability", "desired"]
#: For which odds the term is told.
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
POINTS = 48
#: The curve goes on a little beyond the last mark.
BEYOND = 1.15


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A term on the curve: of a level, or of somebody in the playbook."""

    kind: MarkKind
    #: The level in per cent, the id of a standard, claim or capability, or the touchpoint.
    id: str
    term: str = ""
    #: The level, or the share that the playbook says.
    asked: float | None = None
    #: How long it lasts on the clock, on average over how cases arrive.
    seconds: float | None = None
    #: The odds that a new case keeps it, with their 95 % interval.
    odds: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    #: The mean rating to expect if it were promised to everybody; None without enough ratings.
    rating: float | None = None
    #: A sentence, where there are no odds.
    refusal: str = ""

    @property
    def broken(self) -> float | None:
        """The share of promises that would be broken."""
        return None if self.odds is None else 1.0 - self.odds


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """The odds of a term."""

    seconds: float
    odds: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Ambition:
    """Term against odds, for one metric and one kind of case."""

    metric: str
    situation: dict[str, str]
    as_of: datetime
    zone: str
    #: `elapsed`, `business` or `days`.
    unit: str
    #: How many cases are comparable, and when the first and the last of them started.
    n: int
    since: datetime
    until: datetime
    #: The term that each level takes, shortest first.
    levels: tuple[Mark, ...]
    #: What is accepted, then what is promised and can be done, then what is hoped for.
    marks: tuple[Mark, ...]
    curve: tuple[CurvePoint, ...]
    reaction: Reaction | None
    #: Sentences that a reader should know of, such as that there are no ratings.
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Ground:
    odds: Odds
    situation: Mapping[str, str]
    reaction: Reaction | None


def ambition(
    odds: Odds,
    playbook: Playbook,
    *,
    situation: Mapping[str, str] | None = None,
    history: History | None = None,
) -> Ambition:
    """What each length of a promise would mean.

    Args:
        odds: fitted.
        playbook: whose terms on the metric are marked.
        situation: values of facets; those that the odds do not tell apart select terms only.
        history: where ratings are looked up.

    Raises:
        UnknownSituationError: for a facet that neither the odds nor history and playbook know.
    """
    known = dict(situation or {})
    check_situation(known, odds, history, playbook)
    felt = reaction(history, odds.as_of) if history else None
    ground = _Ground(
        odds=odds,
        situation={facet: value for facet, value in known.items() if facet in odds.facets},
        reaction=felt,
    )
    levels = _rated(ground, list(_levels(ground)))
    marks = _rated(ground, list(_marks(ground, playbook, known)))
    support = odds.median(ground.situation)
    return Ambition(
        metric=odds.metric,
        situation=known,
        as_of=odds.as_of,
        zone=odds.clock.zone,
        unit=odds.clock.scale.unit,
        n=support.n,
        since=support.since,
        until=support.until,
        levels=levels,
        marks=marks,
        curve=tuple(_curve(ground, [*levels, *marks])),
        reaction=felt,
        notes=(*unheard(known, odds), *_notes(ground, marks, history)),
    )


def _levels(ground: _Ground) -> Iterator[Mark]:
    for p in LEVELS:
        empty = Mark(kind="level", id=f"{100 * p:g}", asked=p)
        found = ground.odds.by(p, ground.situation)
        if found.value is None:
            yield replace(empty, refusal=found.refusal, n=found.n)
            continue
        try:
            term = spans.rounded_up(found.value.total_seconds(), ground.odds.clock)
        except UnfitValueError:
            yield replace(empty, refusal=spans.TOO_LONG)
            continue
        yield _answered(ground, empty, term, None)


def _marks(ground: _Ground, playbook: Playbook, situation: Mapping[str, str]) -> Iterator[Mark]:
    whom = {facet: (value,) for facet, value in situation.items()}
    sides: tuple[tuple[MarkKind, Iterator[Stated]], ...] = (
        ("adequate", expectations(playbook)),
        ("standard", standards(playbook)),
        ("claim", claims(playbook)),
        ("capability", capabilities(playbook)),
        ("desired", hopes(playbook)),
    )
    for kind, stated in ((kind, one) for kind, side in sides for one in side):
        if stated.metric == ground.odds.metric and overlap(stated.scope, whom):
            share = stated.term.share
            empty = Mark(
                kind=kind,
                id=stated.id,
                term=str(Term(stated.term.content)),
                asked=float(share) / 100 if share is not None else None,
            )
            yield _answered(ground, empty, Term(stated.term.content), (stated, playbook))


def _answered(
    ground: _Ground, empty: Mark, term: Term, said: tuple[Stated, Playbook] | None
) -> Mark:
    odds = ground.odds
    try:
        held = _held(term, *said) if said else term.on(odds.clock.calendar)
        found = odds.kept(held, ground.situation)
        seconds = float(seconds_of(held, odds.clock, odds.arrivals).mean())
    except TrothError as error:
        return replace(empty, refusal=str(error))
    mark = replace(empty, term=str(term), seconds=seconds, n=found.n, refusal=found.refusal)
    if found.value is None or found.interval is None:
        return mark
    return replace(mark, odds=found.value, low=found.interval[0], high=found.interval[1])


def _held(term: Term, stated: Stated, playbook: Playbook) -> Held:
    """On the calendar of whoever states it; what customers expect borrows a standard's."""
    if stated.borrows and stated.calendar is None:
        lender = next((one for one in standards(playbook) if one.metric == stated.metric), stated)
        return on_calendar(term, lender, playbook)
    return on_calendar(term, stated, playbook)


def _rated(ground: _Ground, marks: list[Mark]) -> tuple[Mark, ...]:
    """With the ratings to expect."""
    if ground.reaction is None or ground.odds.clock.calendar is not None:
        return tuple(marks)
    seconds = np.array([mark.seconds for mark in marks if mark.seconds is not None])
    group = ground.odds.model.groups.of(ground.situation)
    ratings = iter(expected_rating(ground.reaction, ground.odds.model, group, seconds))
    return tuple(
        mark if mark.seconds is None else _with_rating(mark, next(ratings)) for mark in marks
    )


def _with_rating(mark: Mark, rating: float | None) -> Mark:
    """Where no odds can be said, no rating can."""
    return mark if mark.odds is None else replace(mark, rating=rating)


def _curve(ground: _Ground, marks: list[Mark]) -> Iterator[CurvePoint]:
    """As far as the last mark; where odds are refused there is a gap."""
    asked = [mark.seconds for mark in marks if mark.seconds is not None and mark.odds is not None]
    if not asked or ground.odds.model.book.counts.done[0] < FEWEST:
        return
    for seconds in time_grid(BEYOND * max(asked), ground.odds.clock, POINTS).tolist():
        found = ground.odds.kept(timedelta(seconds=seconds), ground.situation)
        low, high = found.interval or (None, None)
        if found.value is not None and low is not None and high is not None:
            yield CurvePoint(seconds=seconds, odds=found.value, low=low, high=high)


def _notes(ground: _Ground, marks: tuple[Mark, ...], history: History | None) -> Iterator[str]:
    if not marks:
        yield f"the playbook has no term on '{ground.odds.metric}' for such cases"
    if ground.reaction is None:
        what = "the history has no ratings of promises" if history else "odds hold no ratings"
        yield f"what customers feel is not known: {what}"
    elif ground.odds.clock.calendar is not None:
        yield "ratings are not foretold in open time: customers wait in elapsed time"
