"""What a promise says, in a form that can be compared: an instant, a term, a share of cases."""

import re
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache

from troth.clock import Calendar
from troth.errors import TrothError
from troth.guard.due import due_of
from troth.guard.found import Found
from troth.guard.judging.case import Case
from troth.guard.quantities import Quantity
from troth.guard.quantities.amounts import percents
from troth.guard.quantities.numbers import NUMBER, number_of
from troth.playbook.schema.metrics import Metric
from troth.terms import (
    Bound,
    Count,
    Every,
    Money,
    Period,
    Share,
    Span,
    Term,
    TermError,
    Unit,
    parse,
)
from troth.terms.measures import UnfitValueError
from troth.terms.orders import EVERY_CASE

#: Lengths that terms have no word for; the shortest that people may mean.
_SHORTEST = {
    "month": timedelta(days=28),
    "quarter": timedelta(days=90),
    "year": timedelta(days=365),
}
_MINUTES = {"millisecond": Decimal(0), "second": Decimal(1) / 60}
_NEXT_BUSINESS_DAY = re.compile(r"\bnext (?:business|working) day\b")
_FREE = re.compile(
    r"\b(?:free(?: of charge)?|no (?:extra )?(?:charge|fee|cost)s?|without (?:any )?(?:charge|fee"
    r"|cost)s?|complimentary|on us|on the house|waived?|waiving"
    r"|at no (?:extra |additional )?cost|gratis"
    r"|won't (?:be charged|cost)|nothing extra)\b"
)
#: What the customer paid goes back, whatever it was.
OWN_MONEY = re.compile(
    r"\b(?:(?:that |which )?you(?:'ve| have)? (?:paid|sent|spent|were charged)|in full|full refund"
    r"|your (?:fare|ticket|order|deposit|payment))\b"
)
_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|twenty|thirty)\b"
)
_WAIVED = re.compile(
    r"\bwaiv\w+|\b(?:won't|will not|never|not) (?:be )?(?:charge|bill)\w*|\bnot (?:have to )?pay\b"
    r"|\bcosts? (?:you )?nothing\b|\bpay nothing\b"
)
_NEVER = re.compile(r"\b(?:never|not (?:a single|one|any)|no)\b|n't .*\bany\b")
_TIMES_IN = re.compile(
    rf"\b(?P<n>{NUMBER})(?: times)? (?:in|of|out of) (?:every )?(?P<of>{NUMBER})\b(?! (?:days?"
    r"|hours?|minutes?|weeks?|months?|business|working))"
)
_SO_MANY = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:[\w-]+ ){{0,4}}?(?:per|an?|each|every) "
    r"(?P<unit>day|week|month|quarter|year)\b"
)
_OF_CASES = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent) of (?:the |all |our |your )?\w+"
    r"|in (?P<m>\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent)\b"
)


def due(
    found: Found, at: datetime, zone: tzinfo | None, calendar: Calendar | None
) -> datetime | None:
    """By when it must be kept if said at that instant; None where nobody can tell."""
    quantity = found.quantity
    if quantity is not None and quantity.unit in _SHORTEST and quantity.most is not None:
        return at + quantity.most * _SHORTEST[quantity.unit]
    here = zone or (calendar.timezone if calendar else None)
    return due_of(found, at, here, calendar)


def due_of_case(case: Case) -> datetime | None:
    """By when a reply says that it is done, by the calendar of the term that applies."""
    at = case.context.at
    if at is None:
        return None
    calendars = (case.calendar(layer.calendar) for layer in case.applying.layers)
    calendar = next((each for each in calendars if each), None)
    try:
        return due(case.found, at, case.context.zone, calendar)
    except TrothError:
        return None


@lru_cache(maxsize=4096)
def term(quantity: Quantity) -> Term | None:
    """A deadline as a term that can be held against another for every arrival."""
    text = quantity.term_text()
    if text is not None:
        return _parsed(text)
    if quantity.type in {"date", "time"} and _NEXT_BUSINESS_DAY.search(quantity.text.lower()):
        return _parsed("by the end of the next business day")
    if quantity.type != "duration" or quantity.most is None:
        return None
    if quantity.unit in _SHORTEST:
        days = int(quantity.most * _SHORTEST[quantity.unit].days)
        return _parsed(f"within {days} days")
    if quantity.unit in _MINUTES:
        seconds = max(1, int(Decimal(quantity.most) * _MINUTES[quantity.unit] * 60))
        return _parsed(f"within {max(seconds // 60, 0) or Decimal('0.5')} minutes")
    return None


def every(quantity: Quantity) -> Term | None:
    """How often customers hear, as a rhythm: twice a day is every 12 hours."""
    if quantity.type != "frequency" or not quantity.exact or not quantity.unit:
        return None
    hours = {
        "minute": Decimal(1) / 60,
        "hour": Decimal(1),
        "day": Decimal(24),
        "week": Decimal(168),
    }
    if quantity.unit in hours:
        minutes = hours[quantity.unit] * 60 * Decimal(quantity.every) / Decimal(quantity.exact)
        return Term(Every(Span(max(minutes.quantize(Decimal(1)), Decimal(1)), Unit.MINUTE)))
    business = {"business_hour": Unit.BUSINESS_HOUR, "business_day": Unit.BUSINESS_DAY}
    if quantity.unit in business and quantity.exact == 1 and float(quantity.every).is_integer():
        return Term(Every(Span(Decimal(int(quantity.every)), business[quantity.unit])))
    return None


def value(case: Case, metric: Metric, like: Term) -> Term | None:
    """What it says of a share, a price or a count, in the terms of the metric."""
    quantity, content = case.found.quantity, like.content
    try:
        if isinstance(content, Share):
            return _share(quantity, content)
        if isinstance(content, Money):
            return _money(quantity, content, case.words)
        if isinstance(content, Count):
            return _count(quantity or _so_many(case.words), content, metric)
    except UnfitValueError:
        return None
    return None


def share_of_cases(words: str) -> Decimal | None:
    """For how many cases it is said, per cent: `in 95 % of cases`, `nine times in ten`."""
    if match := _OF_CASES.search(words):
        share = Decimal(match["n"] or match["m"])
        return share if 0 < share <= EVERY_CASE else None
    if match := _TIMES_IN.search(words):
        some, whole = number_of(match["n"]), number_of(match["of"])
        if 0 < some <= whole:
            return Decimal(str(some)) / Decimal(str(whole)) * 100
    return None


def backs_only_when(words: str, quantity: Quantity) -> bool:
    """Whether the quantity says nothing besides: a share of cases, or what the customer paid."""
    if quantity.type == "percent":
        return share_of_cases(words) is not None
    return quantity.type == "money" and OWN_MONEY.search(words) is not None


def figures(quantity: Quantity) -> frozenset[str]:
    """Its numbers, as texts write them; of a named time those in it, else its words."""
    numbers = [each for each in (quantity.exact, quantity.least, quantity.most) if each is not None]
    text = quantity.text.lower()
    found = [*(f"{each:g}" for each in numbers), *re.findall(r"\d+", text)]
    found += [f"{number_of(word):g}" for word in _NUMBER_WORD.findall(text)] if not found else []
    return frozenset(found or ([text] if text else []))


def held_open(quantity: Quantity) -> Term | None:
    """A period that is held open to the customer, as a term of that length."""
    if quantity.type != "duration" or quantity.most is not None or quantity.least is None:
        return None
    return term(replace(quantity, least=None, most=quantity.least))


def is_never(words: str) -> bool:
    """Whether it is said to happen not once."""
    return _NEVER.search(words) is not None


def is_free(words: str) -> bool:
    """Whether something is given for nothing."""
    return _FREE.search(words) is not None


def _share(quantity: Quantity | None, like: Share) -> Term | None:
    if quantity is None or quantity.type != "percent":
        return None
    most, least = quantity.most, quantity.least if quantity.exact is None else quantity.exact
    bound, figure = (Bound.AT_MOST, most) if least is None else (Bound.AT_LEAST, least)
    return Term(Share(bound, Decimal(str(figure)), like.period))


def _money(quantity: Quantity | None, like: Money, words: str) -> Term | None:
    if quantity is not None and quantity.type == "money" and not _WAIVED.search(words):
        bound, figure = _bounded(quantity)
        return Term(Money(quantity.currency or like.currency, figure, bound, like.period))
    if is_free(words) or _WAIVED.search(words):
        return Term(Money(like.currency, Decimal(0), Bound.AT_MOST, like.period))
    return None


def _count(quantity: Quantity | None, like: Count, metric: Metric) -> Term | None:
    if quantity is None or quantity.type not in {"frequency", "count"} or quantity.text:
        return None
    bound, figure = _bounded(quantity)
    usual = Bound.AT_LEAST if metric.better == "more" else Bound.AT_MOST
    period = like.period
    if quantity.type == "frequency":
        figure = figure / Decimal(str(quantity.every))
        period = Period(quantity.unit) if quantity.unit in set(Period) else period
    if figure % 1:
        return None
    return Term(Count(bound or usual, int(figure), period))


def _so_many(words: str) -> Quantity | None:
    """A number of things in a period: `at most one newsletter a month`."""
    match = _SO_MANY.search(words)
    if match is None:
        return None
    number = number_of(match["n"])
    return Quantity(type="frequency", exact=number, unit=match["unit"])


def _bounded(quantity: Quantity) -> tuple[Bound | None, Decimal]:
    if quantity.exact is not None:
        return None, Decimal(str(quantity.exact))
    if quantity.most is not None:
        return Bound.AT_MOST, Decimal(str(quantity.most))
    return Bound.AT_LEAST, Decimal(str(quantity.least or 0))


def percent_in(words: str) -> float | None:
    """The first share in per cent that is named."""
    for measure in percents(words):
        quantity = measure.quantity
        return quantity.exact or quantity.most or quantity.least
    return None


def _parsed(text: str) -> Term | None:
    try:
        return parse(text)
    except TermError:
        return None


def with_share(said: Term, share: Decimal | None) -> Term:
    """The term for so many cases."""
    return replace(said, share=share) if share else said
