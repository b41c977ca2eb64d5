"""Unlikely: the odds that it is kept are below what is wanted.

## What it finds

Promises that a standard backs, but that cases like this one keep too seldom, by the odds learned
from a history. A firm promise must be as likely as is wanted, 90 % unless said otherwise; a
hedged one more likely than not. Where nothing can be said of the odds, this finds nothing.

## Example

The standard: within 7 business days. Of 412 refunds like this one, 61 % came in time.

## What may be said instead

The term, with how likely it is; or that no date can be named yet.
"""

from math import ceil

from troth.errors import TrothError
from troth.forecast.likelihood import percent, words
from troth.guard.judging import said as saying
from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.sentences import reference, said_text
from troth.guard.judging.weighing import weighed
from troth.guard.kinds import Strength
from troth.playbook.schema.words import VerdictKind
from troth.promises.due import parsed
from troth.queries.may import Likelihood
from troth.said import said
from troth.terms import Kind

KIND = VerdictKind.UNLIKELY
#: A hedged promise must be more likely than not.
_HEDGED = 0.5


def rule(case: Case) -> Ruling | None:
    """Whether it is kept too seldom."""
    likelihood = likelihood_of(case)
    soft = case.found.strength is Strength.SOFT
    wanted = min(_HEDGED, case.context.wanted) if soft else case.context.wanted
    if likelihood is None or likelihood.value is None or likelihood.value >= wanted:
        return None
    return Ruling(
        verdict=KIND,
        because=said(
            "It is {likelihood} that {words} is kept, by {n} cases like this one; {wanted} is "
            "wanted.",
            likelihood=words(likelihood.value),
            words=said_text(case),
            n=likelihood.n,
            wanted=percent(wanted),
        ),
        rests_on=tuple(reference(layer) for layer in case.applying.layers),
        likelihood=likelihood,
    )


def likelihood_of(case: Case) -> Likelihood | None:
    """The odds of what is said, or of the term that applies where nothing is said of time."""
    odds = case.context.odds.get(case.link.metric) if case.link.metric else None
    asked = _asked(case)
    if odds is None or asked is None:
        return None
    known = {facet: v for facet, v in case.context.facets.items() if facet in odds.facets}
    try:
        found = odds.kept(asked, known, case.context.at)
    except TrothError:
        # Of odds that were learned on elapsed time nothing is known of business time.
        return None
    low, high = found.interval or (None, None)
    return Likelihood(
        value=found.value,
        words="" if found.value is None else words(found.value),
        low=low,
        high=high,
        n=found.n,
        refusal=found.refusal,
    )


def _asked(case: Case) -> str | None:
    quantity = case.found.quantity
    layers = [each for each in case.applying.layers if parsed(each.term).kind is Kind.DURATION]
    if not layers:
        return None
    term = saying.term(quantity) if quantity else None
    if term is not None and term.kind is Kind.DURATION:
        return str(term)
    told = next((each.said_due for each in weighed(case) if each.said_due), None)
    if told is not None and case.context.at is not None and not case.standing:
        minutes = ceil((told - case.context.at).total_seconds() / 60)
        return f"within {minutes} minutes" if minutes > 0 else None
    return layers[0].term
