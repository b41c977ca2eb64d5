"""Of all quantities in a promise, the one that it is measured by: a deadline beats an amount."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from troth.guard.quantities.amounts import counts, frequencies, money, percents
from troth.guard.quantities.dates import dates
from troth.guard.quantities.durations import durations
from troth.guard.quantities.found import Measure
from troth.guard.quantities.quantity import Quantity
from troth.guard.text.hints import hints
from troth.guard.words.lists import words

#: What the customer may do for so long: the period is held open.
_OPEN_TO_THE_CUSTOMER = re.compile(
    r"\b(?:you|u|customers?|guests?|passengers?|members?) (?:can|may|have"
    r"(?= (?:up to|until|till|another|a further|the right|at least|\d|an? \w+[- ](?:day"
    r"|week|month|year)|one"
    r"|two|three|seven|ten|fourteen|thirty|sixty))|get to)\b(?! (?:expect|rely|count"
    r"|look forward|be (?:sure|certain)))"
    r"|can be (?:returned|exchanged|cancell?ed|swapped|sent back|refunded|changed|amended)"
    r"|(?<!or )(?<!or your )money[- ]back\b(?! (?:in|within|by|after)\b)"
    r"|\breturns?\b(?! label)|\bcancel\b"
    r"|\btake (?:it|them|any\w*|the \w+|your \w+|everything) back\b|\b(?:covered|protected"
    r"|insured) (?:for|up to)"
    r"|\bexchange[sd]?\b|change your mind|get your money back|free cancellation"
    r"|sleep better"
    r"|\b(?:get|have|got|given) (?:up to |a full )?(?:\d+|[a-z]+) (?:\w+ )?(?:days?|weeks?"
    r"|months?|years?|hours?)"
    r" (?:to|in which to)\b"
)
_ONLY_PERIOD = re.compile(
    r"\b(?:each|every|per) (?:\w+ )?(?:day|week|month|hour) (?:of|that|by which)\b"
    r"|^(?:monthly|annual|weekly"
    r"|quarterly|yearly) (?:uptime|availability|service|response|target)"
    r"|\d ?%.*\b(?:monthly|yearly|annually|quarterly|weekly|daily|(?:each"
    r"|every) (?:\w+ )?(?:month|quarter|year))\b"
)
_OFF = re.compile(r"(?:%|per ?cent) off\b|^save \d")
_RETURNED = re.compile(
    r"\b(?:of|after|from|following|upon|on) (?:\w+ ){0,3}(?:return|receipt|receiving"
    r"|cancell)"
)


may_measure = hints(
    *words(
        "day 1 2 3 4 5 6 7 8 9 0 hour week month year minute morning noon evening night",
        "morrow ly next same then half second lunch eod eow eom cob eob eop business play",
        "spring summer autumn winter christmas xmas easter jan feb mar apr may june july aug",
        "sep oct nov dec clock arvo thing quarter fri sat sun mon tue wed thu doorstep tea",
        "dawn dusk dinner breakfast close kick-off curtain check-out fortnight one two three",
        "four five six seven eight nine ten dozen couple once twice eleven twelve teen",
    ),
    " hr",
)


def quantity_in(text: str) -> Measure | None:
    """The quantity that a promise in lower case is measured by."""
    if not may_measure(text):
        return None
    label, stop, after = text.partition(": ")
    if stop and (told := quantity_in(after)):
        begin = len(label) + len(stop)
        return replace(told, start=told.start + begin, end=told.end + begin)
    spans, days, often = _times(text)
    named = [*_not_in(spans, days + often), *_not_in(days, often)]
    weighed = [(_weight(text, one), one) for one in named]
    deadlines = [
        one
        for weight, one in sorted(weighed, key=lambda pair: (-pair[0], pair[1].start, -pair[1].end))
        if weight >= 0
    ]
    if _OFF.search(text):
        deadlines = []
    periods = [] if _ONLY_PERIOD.search(text) else often
    if not deadlines and named and not periods and not _AMOUNT.search(text):
        deadlines = [one for one in named if not _AGED.search(text[: one.start])]
    amounts = (money(text), percents(text), iter(often), counts(text))
    found = next(chain(deadlines, periods, *amounts), None)
    return _held_open(text, found) if found else None


def _weight(text: str, measure: Measure) -> int:
    """How much a time looks like a deadline: above those that only tell which cases are meant."""
    before = text[max(0, measure.start - 40) : measure.start]
    aged = (found := _AGED.search(before)) and not _NOT_MORE.search(before[: found.start()])
    if _WHICH.search(before) or aged or _WHICH_AFTER.match(text, measure.end):
        return -1
    return 1 if _BY.search(before) else 0


_BY = re.compile(
    r"\b(?:by|until|till|before|within|no later than|not later than|up to"
    r"|at the latest by)(?: the| about"
    r"| around| just| next| at least| at most| no more than| end of| a maximum of)*\s*$"
)
#: What follows tells which cases are meant: `orders placed before noon`, `delays of two hours`.
_WHICH = re.compile(
    r"\b(?:(?:entered|discharged|placed|ordered|handed out|issued|opened|started|received"
    r"|notified|reported|made|sent|bought|booked"
    r"|submitted|confirmed|paid|purchased|raised|logged|signed|delivered|arriving"
    r"|landing) (?:before|by"
    r"|after|within|until|up to|in|on|since|between)?(?: the)?|(?:delays?|late|wait\w*|outages?"
    r"|interruptions?|stays?|flights?) (?:by |of |over |above |below |longer than "
    r"|more than |at least "
    r"|up to )+(?:more than |over |at least )?|^(?:order|book|pay|apply|buy|reserve|start"
    r"|sign up|join)\b"
    r"[\w' ]{0,20})\s*$"
)
_AGED = re.compile(
    r"\b(?:anything|everything|anyone|items?|products?|children|kids|vehicles|cars|homes"
    r"|orders|claims|stays"
    r"|trips|flights|delays|journeys|bookings|accounts|purchases|\w+s (?:that are|of|aged)"
    r"|aged) (?:over|under"
    r"|above|below|(?:more|less|older|younger|longer) than)\s*$|\baged? $"
)
_NOT_MORE = re.compile(r"\b(?:not|no|never|n't)\b[\w ]{0,20}$|n't [\w ]{0,20}$")
_WHICH_AFTER = re.compile(r" (?:old|late|early|or more late|of delay|after the due)\b")
_AMOUNT = re.compile(r"[$€£₹%]|per cent")


def says_when(text: str) -> bool:
    """Whether a text in lower case names a length of time, a day, a time of day or how often."""
    return any(_times(text)) or _QUICKLY.search(text) is not None


_QUICKLY = re.compile(
    r"\bwithin (?:seconds|moments|minutes|hours|days)\b|\bin (?:minutes|seconds)\b"
)


@lru_cache(maxsize=1024)
def _times(text: str) -> tuple[list[Measure], list[Measure], list[Measure]]:
    """Lengths of time, days and times of day, and how often."""
    spans = list(durations(text))
    return spans, _without(dates(text), spans), list(frequencies(text))


def _without(measures: Iterable[Measure], others: list[Measure]) -> list[Measure]:
    """Those that do not lie within another; of two readings of one place the longer."""
    kept: list[Measure] = []
    for measure in sorted(measures, key=lambda m: m.start - m.end):
        if not any(_overlap(measure, other) for other in kept + others):
            kept.append(measure)
    return kept


def _not_in(measures: list[Measure], others: list[Measure]) -> list[Measure]:
    return [
        m
        for m in measures
        if not any(o.start <= m.start and m.end <= o.end and o is not m for o in others)
    ]


def _overlap(one: Measure, other: Measure) -> bool:
    return one.start < other.end and other.start < one.end


def _held_open(text: str, found: Measure) -> Measure:
    quantity = found.quantity
    if (
        quantity.type == "duration"
        and quantity.least is None
        and _OPEN_TO_THE_CUSTOMER.search(text)
        and not _RETURNED.search(text)
    ):
        return replace(found, quantity=replace(quantity, least=quantity.most, most=None))
    return found


__all__ = ["Quantity", "quantity_in", "says_when"]
