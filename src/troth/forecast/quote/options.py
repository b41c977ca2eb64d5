"""What could be promised: at chosen levels, and as the playbook's standards and claims say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from troth.errors import TrothError
from troth.forecast import spans
from troth.forecast.answer import Answer
from troth.forecast.errors import ForecastError
from troth.forecast.odds import Odds
from troth.forecast.quote.model import Kind, Option
from troth.forecast.quote.wording import date_text, sentence
from troth.playbook import Playbook
from troth.playbook.scope import overlap, scope_text
from troth.playbook.stated import Stated, claims, standards
from troth.terms import Held, Term, UnfitValueError

Found = Answer[float] | Answer[timedelta]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Who asks: one case, and how its dates are said."""

    odds: Odds
    #: When the case starts, aware.
    start: datetime
    #: Of the facets that the odds tell apart.
    situation: Mapping[str, str]
    zone: ZoneInfo
    #: What is promised, within a sentence.
    thing: str


def level_options(question: Question, levels: Sequence[float]) -> Iterator[Option]:
    """An option for each level, in the order in which they were asked for."""
    for p in levels:
        empty = Option(kind="level", id=f"{100 * p:g}", asked=p)
        found = question.odds.by(p, question.situation)
        if found.value is None:
            yield _refused(empty, found.refusal, found)
            continue
        try:
            term = spans.rounded_up(
                found.value.total_seconds(), question.odds.clock, question.start
            )
        except UnfitValueError:
            yield _refused(empty, spans.TOO_LONG, found)
            continue
        yield answered(question, empty, term.on(question.odds.clock.calendar))


def stated_options(
    question: Question, playbook: Playbook, situation: Mapping[str, str]
) -> Iterator[Option]:
    """An option for each standard and claim on the metric that speaks to such a case."""
    for kind, stated in fitting(playbook, question.odds.metric, situation):
        share = stated.term.share
        content = Term(stated.term.content)
        empty = Option(
            kind=kind,
            id=stated.id,
            asked=float(share) / 100 if share is not None else None,
            term=str(content),
            strength=str(stated.strength or ""),
            scope=scope_text(stated.scope) if stated.scope else "",
        )
        try:
            yield answered(question, empty, on_calendar(content, stated, playbook))
        except TrothError as error:
            yield replace(empty, refusal=str(error))


def fitting(
    playbook: Playbook, metric: str, situation: Mapping[str, str]
) -> Iterator[tuple[Kind, Stated]]:
    """Standards and claims on a metric whose scope does not leave the situation out."""
    whom = {facet: (value,) for facet, value in situation.items()}
    for standard in standards(playbook):
        if standard.metric == metric and overlap(standard.scope, whom):
            yield "standard", standard
    for claim in claims(playbook):
        if claim.metric == metric and overlap(claim.scope, whom):
            yield "claim", claim


def on_calendar(term: Term, stated: Stated, playbook: Playbook) -> Held:
    """A term on the calendar of whoever states it.

    Raises:
        TrothError: where that calendar is never open, or there is none to count on.
    """
    counts = term.needs_calendar and stated.calendar is not None
    return term.on(playbook.calendar(stated.calendar) if counts and stated.calendar else None)


def answered(question: Question, empty: Option, held: Held) -> Option:
    """An option with the odds of a term, or with the reason why there are none."""
    found = question.odds.kept(held, question.situation, question.start)
    clock = question.odds.clock
    due = spans.due(held, clock, question.start)
    option = replace(empty, term=str(Term(held.term.content)), due=due)
    if found.value is None:
        return _refused(option, found.refusal, found)
    if found.interval is None or found.interval[1] is None:
        raise ForecastError(f"the odds of {held.term} have no interval")
    by = date_text(due, question.zone, clock.scale.unit)
    return replace(
        _supported(option, found),
        odds=found.value,
        low=found.interval[0],
        high=found.interval[1],
        withdrawn=found.withdrawn,
        wording=sentence(question.thing, by, found.value),
    )


def _refused(option: Option, refusal: str, found: Found) -> Option:
    return replace(_supported(option, found), refusal=refusal)


def _supported(option: Option, found: Found) -> Option:
    return replace(option, n=found.n, since=found.since, until=found.until)
