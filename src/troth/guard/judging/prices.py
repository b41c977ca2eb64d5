"""Prices and discounts beside the offers of the playbook."""

import re
from collections.abc import Iterator
from decimal import Decimal

from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.sentences import reference, rule_says
from troth.guard.judging.weighing import worst
from troth.guard.kinds import Kind
from troth.guard.quantities.amounts import money
from troth.playbook.schema.money import Money
from troth.playbook.schema.offers import Offer
from troth.playbook.schema.words import VerdictKind
from troth.playbook.scope import overlap
from troth.said import said, sentence
from troth.terms import Kind as TermKind

_DISCOUNT = re.compile(
    r"\b(?:discount\w*|rebate|price match|waiv\w+|knock (?:\w+ ){0,3}off|reduced? (?:price|rate"
    r"|fee)|half price|cheaper)\b|(?:%|per ?cent|[$€£]\d+|eur \d+|usd \d+) off\b"
)
_WAIVES = re.compile(
    r"\b(?:waiv\w+|let you off|drop the|forget (?:about )?the|take off the|remove the|skip the"
    r"|cancel the|scrap the|strike the)\b"
)
#: That nobody is cheaper is more than a price.
_CHEAPEST = re.compile(
    r"\b(?:lowest|best|cheapest) (?:price|fare|rate)s?\b|\bprice[- ]match\w*"
    r"|\bcheap(?:er|est) (?:than|anywhere)\b"
)


def rule(case: Case) -> Ruling | None:
    """Whether a price that no standard is about is one of the offers'."""
    where = case.book.sayings.find(case.words) if case.found.kind is Kind.PRICE else None
    if where is not None:
        return Ruling(
            verdict=VerdictKind.BACKED,
            because=said("The playbook says so at {where}.", where=where),
            rests_on=(where,),
        )
    if _CHEAPEST.search(case.words):
        return Ruling(
            verdict=VerdictKind.UNBACKED,
            because=said("Nothing backs this: the playbook does not say that nobody is cheaper."),
        )
    return _waived(case) or _beside(case)


def _beside(case: Case) -> Ruling | None:
    """What is said of a price or a discount that no standard is about."""
    discount = _DISCOUNT.search(case.words) is not None
    if case.applying.layers or not (discount or case.found.kind is Kind.PRICE):
        return None
    if discount:
        return Ruling(
            verdict=VerdictKind.BEYOND_AUTHORITY,
            because=said("The playbook gives nobody a discount to promise."),
        )
    told = [
        _sum(measure.quantity.exact, measure.quantity.currency) for measure in money(case.words)
    ]
    sums = [each for each in told if each is not None]
    if not sums or not case.book.playbook.offers:
        return None
    return _beside_offers(case, sums)


def _waived(case: Case) -> Ruling | None:
    """A fee that somebody lets go of in one case, which no row of the playbook lets them."""
    short = worst(case) if _WAIVES.search(case.words) and case.metric else None
    if short is None or case.metric is None or case.metric.kind is not TermKind.MONEY:
        return None
    if any(True for _ in case.authority()):
        return None
    return Ruling(
        verdict=VerdictKind.BEYOND_AUTHORITY,
        because=sentence(
            said(
                "{rule_says}, and nobody is given the right to waive it",
                rule_says=rule_says(case, short.layer, short.term),
            )
        ),
        rests_on=(reference(short.layer),),
    )


def _beside_offers(case: Case, sums: list[Money]) -> Ruling:
    offers = case.book.playbook.offers
    for name, offer in offers.items():
        known = {(price.currency, price.amount) for price in _prices(offer)}
        fits = overlap(offer.scope, case.facets)
        if fits and all((each.currency, each.amount) in known for each in sums):
            return Ruling(
                verdict=VerdictKind.BACKED,
                because=said("The offer {name} has this price.", name=name),
                rests_on=(f"offers.{name}",),
            )
    return Ruling(
        verdict=VerdictKind.BEYOND_AUTHORITY,
        because=said("No offer of the playbook has this price."),
        rests_on=tuple(f"offers.{name}" for name in offers),
    )


def _prices(offer: Offer) -> Iterator[Money]:
    if offer.price is None:
        return
    if offer.price.from_:
        yield offer.price.from_
    yield from offer.price.components.values()
    yield from offer.price.fees.values()


def _sum(amount: float | None, currency: str) -> Money | None:
    if amount is None or not currency:
        return None
    return Money(currency=currency, amount=Decimal(str(amount)))
