"""The plain order of terms that are not about time: which is the stricter promise?

Each such term allows a range of values over a period. a is tighter than b where whatever keeps a
keeps b, and not the other way round. Ranges over different periods are compared only where one
period is made of the other:

- counts: at most n per quarter keeps at most n per month, its part; at most n per month keeps at
  most 3n per quarter, its whole, and at least n per month at least 3n per quarter. Nothing else.
- shares: what holds for each month holds for the quarter, the year, and without a period for all
  there is; not the other way round.
- money is a rate: EUR 10 per month is EUR 120 per year. A price without period is another thing.
- days and weeks do not make up months, and so do not compare with them.

Everything else is incomparable: other currencies, other periods, other kinds, overlapping ranges.
The share of cases is compared by itself, with `share_tighter`.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from troth.terms.content import Always, Content, Count, Kind, Money, Never, Share
from troth.terms.measures import Bound, Period
from troth.terms.term import Term

#: Whether less or more of a metric is better for the customer.
Better = Literal["less", "more"]

EVERY_CASE = Decimal(100)
ENDLESS = Decimal("Infinity")

#: How many of the first make up the second.
PARTS = {
    (Period.DAY, Period.WEEK): 7,
    (Period.MONTH, Period.QUARTER): 3,
    (Period.MONTH, Period.YEAR): 12,
    (Period.QUARTER, Period.YEAR): 4,
}


class Order(StrEnum):
    """How strict the first of two terms is, measured by the second."""

    TIGHTER = "tighter"
    EQUAL = "equal"
    LOOSER = "looser"
    INCOMPARABLE = "incomparable"


class Range(NamedTuple):
    """The values that keep a term, ends included."""

    low: Decimal
    high: Decimal

    def lies_in(self, other: "Range") -> bool:
        """Whether every value of this range is one of the other."""
        return other.low <= self.low and self.high <= other.high

    def lies_apart_from(self, other: "Range") -> bool:
        """Whether no value is in both."""
        return self.high < other.low or other.high < self.low

    def times(self, factor: int) -> "Range":
        """The range of a sum over so many periods."""
        return Range(self.low * factor, self.high * factor)


@dataclass(frozen=True)
class Allowed:
    """The range of a term over its period, and of what."""

    what: Kind | str
    range: Range
    period: Period | None


def order(a: Term, b: Term, better: Better | None = None) -> Order:
    """How strict a is, measured by b.

    Args:
        a: a share, money, count or yes-no; its share of cases is not looked at.
        b: likewise.
        better: the direction of the metric. With it an exact price is a promise of no more (less
            is better) or no less (more is better); without it two prices only differ.

    Raises:
        ValueError: for durations, which `compare` compares over calendars and a horizon.
    """
    first, second = _allowed(a, better), _allowed(b, better)
    keeps, is_kept = _implies(first, second), _implies(second, first)
    if keeps and is_kept:
        return Order.EQUAL
    if keeps:
        return Order.TIGHTER
    return Order.LOOSER if is_kept else Order.INCOMPARABLE


def tighter(a: Term, b: Term, better: Better | None = None) -> bool:
    """Whether a is a stricter promise than b; arguments and errors as in `order`."""
    return order(a, b, better) is Order.TIGHTER


def contradict(a: Term, b: Term) -> bool:
    """Whether no value keeps both: two prices, always and never, at most 2 and at least 3.

    Terms for so few cases that different ones may keep each do not contradict. Raises as `order`.
    """
    if not shares_meet(a, b):
        return False
    ranges = _over_the_longer_period(_allowed(a, None), _allowed(b, None))
    return ranges is not None and ranges[0].lies_apart_from(ranges[1])


def unbacked(promised: Term, delivered: Term, better: Better | None = None) -> bool:
    """Whether what keeps the one may well break the other: it is looser, or nothing keeps both.

    Over different periods it is enough that it is looser over the longer one: at most 2 per month
    does not back at most 3 per quarter. Arguments and errors as in `order`.
    """
    if tighter(promised, delivered, better):
        return True
    ranges = _over_the_longer_period(_allowed(promised, better), _allowed(delivered, better))
    if ranges is None:
        return False
    first, second = ranges
    narrower = first != second and first.lies_in(second)
    return narrower or (shares_meet(promised, delivered) and first.lies_apart_from(second))


def share_tighter(a: Term, b: Term) -> bool:
    """Whether a is meant for a larger part of the cases than b; without a share it is for all."""
    return (a.share or EVERY_CASE) > (b.share or EVERY_CASE)


def shares_meet(a: Term, b: Term) -> bool:
    """Whether some case must keep both: the shares of cases come to more than 100 %."""
    return (a.share or EVERY_CASE) + (b.share or EVERY_CASE) > 100


def _allowed(term: Term, better: Better | None) -> Allowed:
    content: Content = term.content
    if isinstance(content, Share):
        return Allowed(term.kind, _range(content.bound, content.percent), content.period)
    if isinstance(content, Count):
        return Allowed(term.kind, _range(content.bound, Decimal(content.number)), content.period)
    if isinstance(content, Money):
        bound = content.bound or _bound_for(better)
        return Allowed(content.currency, _range(bound, content.amount), content.period)
    if isinstance(content, Always | Never):
        yes = Decimal(isinstance(content, Always))
        return Allowed(term.kind, Range(yes, yes), None)
    raise ValueError(f'"{term}" is a duration; compare(a, b, horizon) says which is later')


def _bound_for(better: Better | None) -> Bound | None:
    return better and (Bound.AT_MOST if better == "less" else Bound.AT_LEAST)


def _range(bound: Bound | None, value: Decimal) -> Range:
    return Range(
        -ENDLESS if bound is Bound.AT_MOST else value,
        ENDLESS if bound is Bound.AT_LEAST else value,
    )


def _implies(a: Allowed, b: Allowed) -> bool:
    """Whether what keeps a keeps b."""
    if a.what != b.what:
        return False
    whole = _over_one_period(a, b)
    if whole:
        return whole[0].lies_in(whole[1])
    parts = _over_one_period(b, a)
    if parts is None or a.what is Kind.SHARE:
        return False
    if a.what is Kind.COUNT:
        # A part of a period has no more than the whole, but perhaps nothing.
        return Range(-ENDLESS, a.range.high).lies_in(b.range)
    return parts[1].lies_in(parts[0])


def _over_the_longer_period(a: Allowed, b: Allowed) -> tuple[Range, Range] | None:
    """The ranges of a and of b over the longer of their periods; None if they do not compare."""
    if a.what != b.what:
        return None
    ranges = _over_one_period(a, b)
    if ranges:
        return ranges
    turned = _over_one_period(b, a)
    return turned and (turned[1], turned[0])


def _over_one_period(short: Allowed, long: Allowed) -> tuple[Range, Range] | None:
    """Both ranges over the longer period, if the shorter one is a part of it."""
    if short.period == long.period:
        return short.range, long.range
    if short.what is Kind.SHARE and short.period and long.period is None:
        return short.range, long.range
    if short.period is None or long.period is None:
        return None
    parts = PARTS.get((short.period, long.period))
    if parts is None:
        return None
    return short.range.times(1 if short.what is Kind.SHARE else parts), long.range
