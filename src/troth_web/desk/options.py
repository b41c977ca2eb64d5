"""What can be promised to a case, side by side: the standard's term, and dates by their odds."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext

from troth import queries
from troth.errors import TrothError
from troth.forecast import Odds
from troth.forecast.likelihood import words
from troth.forecast.quote import quote
from troth_web.api.calls import Call
from troth_web.api.odds import odds_of
from troth_web.desk.telling import told

#: How sure one may want to be.
LEVELS = (0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that can be promised; all have equal weight."""

    #: `standing`, or `within 6 days` for a term of its own.
    value: str
    title: str
    term: str
    due: datetime | None
    #: 0 to 1; None where nobody knows.
    likelihood: float | None
    #: `very likely (19 in 20)`, or why nobody can say.
    odds: str
    n: int
    #: What it costs and gains against the others.
    trade: str


def choices(call: Call, found: queries.Permitted, facets: Mapping[str, str]) -> list[Choice]:
    """What can be promised, in order of their dates."""
    odds = odds_of(found.metric)
    made = [*_standing(found), *(_by_odds(call, odds, facets) if odds else ())]
    return _traded(sorted(made, key=lambda each: (each.due is None, each.due)))


def _standing(found: queries.Permitted) -> Iterator[Choice]:
    says = found.would_say
    if says is None:
        return
    likely = found.likelihood
    due = says.get("due")
    yield Choice(
        value="standing",
        title=gettext("Our standard"),
        term=str(says.get("term") or ""),
        due=datetime.fromisoformat(due) if due else None,
        likelihood=likely.value if likely else None,
        odds=told(likely.words or likely.refusal) if likely else "",
        n=likely.n if likely else 0,
        trade="",
    )


def _by_odds(call: Call, odds: Odds, facets: Mapping[str, str]) -> Iterator[Choice]:
    known = {facet: value for facet, value in facets.items() if facet in odds.facets}
    try:
        said = quote(
            odds,
            start=call.at,
            asked_at=call.at,
            entropy=secrets.token_bytes(10),
            situation=known,
            levels=LEVELS,
        )
    except TrothError:
        return
    for each in said.options:
        if each.due is None or each.odds is None:
            continue
        yield Choice(
            value=each.term,
            title=each.term,
            term=each.term,
            due=each.due,
            likelihood=each.odds,
            odds=told(words(each.odds)),
            n=each.n,
            trade="",
        )


def _traded(made: list[Choice]) -> list[Choice]:
    likely = [each.likelihood for each in made if each.likelihood is not None]
    dated = [each.due for each in made if each.due]
    if len(made) < 2 or not likely or not dated:
        return made
    soonest, safest = min(dated), max(likely)
    return [replace(each, trade=_trade(each, soonest, safest)) for each in made]


def _trade(each: Choice, soonest: datetime, safest: float) -> str:
    if each.due == soonest and each.likelihood == safest:
        return gettext("the soonest, and the safest")
    if each.due == soonest:
        return gettext("the soonest; broken more often")
    if each.likelihood == safest:
        return gettext("the safest; they wait longer")
    return gettext("between the two")
