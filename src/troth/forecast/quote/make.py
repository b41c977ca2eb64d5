"""Making a quote: every option for one situation, each with its odds or its refusal."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from troth.clock import Calendar
from troth.clock.instants import moment
from troth.forecast.errors import ForecastError
from troth.forecast.fit import fit, learn, prepare
from troth.forecast.known_facets import check_situation
from troth.forecast.odds import Odds
from troth.forecast.quote.around import Around, around
from troth.forecast.quote.curve import curve
from troth.forecast.quote.drivers import drivers
from troth.forecast.quote.ids import uuid7
from troth.forecast.quote.model import Quote, Source
from troth.forecast.quote.notes import notes
from troth.forecast.quote.options import Question, level_options, stated_options
from troth.forecast.quote.usual import usual
from troth.forecast.quote.wording import thing_of
from troth.forecast.replay import LEVELS
from troth.history import History
from troth.playbook import Playbook


def odds_for(
    history: History,
    situation: Mapping[str, str],
    start: datetime,
    *,
    metric: str | None = None,
    calendar: Calendar | None = None,
) -> Odds:
    """The odds for one situation, from what was known when its case starts.

    What the situation says narrows first, in the order that foretells best, so that nothing of it
    is lost for want of the rest. Facets that are written when a case ends are never used.

    Args:
        history: as `troth.history.read` gives it.
        situation: values of facets, some of which may not be the history's.
        start: when the case starts, aware; nothing later is looked at.
        metric: the history's own, to be sure.
        calendar: counts business time.

    Raises:
        UnfitHistoryError: where nothing can be learned.
        ForecastError: for another metric.
    """
    as_of = min(start.astimezone(UTC), moment(history.latest_us, UTC))
    basis = prepare(history, metric, calendar, as_of=as_of)
    chosen = basis.settings.facets
    usable = [facet for facet in history.facets if facet not in basis.left_out]
    said = [facet for facet in dict.fromkeys([*chosen, *usable]) if facet in situation]
    wanted = (*said, *(facet for facet in chosen if facet not in situation))
    if wanted == chosen:
        return learn(basis)
    return fit(history, metric, calendar, as_of=as_of, facets=wanted)


def quote(
    odds: Odds,
    *,
    start: datetime,
    asked_at: datetime,
    entropy: bytes,
    situation: Mapping[str, str] | None = None,
    levels: Sequence[float] = LEVELS,
    playbook: Playbook | None = None,
    history: History | None = None,
    source_hash: str = "",
) -> Quote:
    """Everything that can be promised to one case, and what cannot.

    Args:
        odds: fitted; `odds_for` gives those that suit the situation.
        start: when the case starts, aware.
        asked_at: now, aware; a part of the id.
        entropy: ten random bytes, a part of the id.
        situation: values of facets that the odds, the history or the playbook know.
        levels: odds above 0 and below 1.
        playbook: whose standards and claims on the metric become options.
        history: in which to look up what the company used to promise.
        source_hash: of the file that the odds come from.

    Raises:
        UnknownSituationError: for a facet that nobody knows.
        ForecastError: for a level that is none, or odds of another metric than the playbook has.
    """
    known = dict(situation or {})
    check_situation(known, odds, history, playbook)
    _check_levels(levels)
    question = Question(
        odds=odds,
        start=start,
        situation={facet: value for facet, value in known.items() if facet in odds.facets},
        zone=odds.clock.dates_in,
        thing=thing_of(odds.metric, playbook),
    )
    said = tuple(stated_options(question, playbook, known)) if playbook else ()
    options = (*level_options(question, levels), *said)
    beside = around(playbook, odds.metric, known) if playbook else Around()
    habit = usual(question, history) if history else None
    noted = notes(
        question, known, stated=bool(said), playbook=playbook, habit=habit, history=history
    )
    return Quote(
        id=uuid7(asked_at, entropy),
        asked_at=asked_at.astimezone(UTC),
        metric=odds.metric,
        thing=question.thing,
        at=start.astimezone(UTC),
        zone=question.zone.key,
        situation=known,
        options=options,
        drivers=drivers(odds, question.situation),
        includes=beside.includes,
        excludes=beside.excludes,
        duties=beside.duties,
        usual=habit,
        notes=tuple(noted),
        curve=curve(question, options),
        source=_source(odds, playbook, source_hash),
    )


def _check_levels(levels: Sequence[float]) -> None:
    for p in levels:
        if not 0.0 < p < 1.0:
            raise ForecastError(
                f"a level of {p:g} cannot be promised; right would be above 0 and below 1, "
                "such as 0.9"
            )


def _source(odds: Odds, playbook: Playbook | None, source_hash: str) -> Source:
    calendar = odds.clock.calendar
    return Source(
        as_of=odds.as_of,
        n=odds.n,
        facets=odds.facets,
        unit=odds.clock.scale.unit,
        k=odds.settings.k,
        half_life_days=odds.settings.half_life_days,
        history=source_hash,
        playbook=playbook.fingerprint if playbook else "",
        calendar=calendar.version if calendar else "",
    )
