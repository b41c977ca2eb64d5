"""Which of two terms that are not about time is the stricter promise."""

from itertools import product

import pytest
from hypothesis import given

from tests.terms.strategies import untimed_terms
from troth.terms import (
    Better,
    Order,
    Term,
    contradict,
    order,
    parse,
    share_tighter,
    tighter,
    unbacked,
)

OPPOSITE = {
    Order.TIGHTER: Order.LOOSER,
    Order.LOOSER: Order.TIGHTER,
    Order.EQUAL: Order.EQUAL,
    Order.INCOMPARABLE: Order.INCOMPARABLE,
}


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("at least 99 %", "at least 95 %", Order.TIGHTER),
        ("at most 2 %", "at most 5 %", Order.TIGHTER),
        ("at least 95 %", "at most 97 %", Order.INCOMPARABLE),
        ("at least 99 % per month", "at least 99 % per year", Order.TIGHTER),
        ("at least 99 % per month", "at least 99.9 % per year", Order.INCOMPARABLE),
        ("at least 99 % per month", "at least 99 %", Order.TIGHTER),
        ("at least 99 % per week", "at least 95 % per month", Order.INCOMPARABLE),
        ("at most EUR 20", "at most EUR 30", Order.TIGHTER),
        ("EUR 20", "at most EUR 20", Order.TIGHTER),
        ("EUR 49", "EUR 59", Order.INCOMPARABLE),
        ("EUR 49", "USD 49", Order.INCOMPARABLE),
        ("EUR 49", "EUR 49 per month", Order.INCOMPARABLE),
        ("EUR 10 per month", "EUR 120 per year", Order.EQUAL),
        ("at most EUR 10 per month", "at most EUR 130 per year", Order.TIGHTER),
        ("at most EUR 100 per year", "at most EUR 10 per month", Order.TIGHTER),
        ("at most EUR 1 per day", "at most EUR 60 per month", Order.INCOMPARABLE),
        ("at most 2 per quarter", "at most 1 per month", Order.INCOMPARABLE),
        ("at most 1 per quarter", "at most 1 per month", Order.TIGHTER),
        ("at most 1 per month", "at most 3 per quarter", Order.TIGHTER),
        ("at least 1 per month", "at least 3 per quarter", Order.TIGHTER),
        ("at least 9 per quarter", "at least 3 per month", Order.LOOSER),
        ("at least 10 per quarter", "at least 3 per month", Order.INCOMPARABLE),
        ("at most 2 per month", "at least 3 per month", Order.INCOMPARABLE),
        ("always", "always in 90 % of cases", Order.EQUAL),
        ("always", "never", Order.INCOMPARABLE),
        ("always", "at least 95 %", Order.INCOMPARABLE),
    ],
)
def test_order(a: str, b: str, answer: Order) -> None:
    assert order(parse(a), parse(b)) is answer
    assert order(parse(b), parse(a)) is OPPOSITE[answer]
    assert tighter(parse(a), parse(b)) is (answer is Order.TIGHTER)


@pytest.mark.parametrize(
    ("a", "b", "better", "answer"),
    [
        ("EUR 49", "EUR 59", "less", Order.TIGHTER),
        ("EUR 49", "EUR 59", "more", Order.LOOSER),
        ("EUR 49", "at most EUR 49", "less", Order.EQUAL),
        ("EUR 60", "at most EUR 49", "less", Order.LOOSER),
        ("EUR 60", "at least EUR 50", "more", Order.TIGHTER),
    ],
)
def test_a_direction_makes_a_price_a_bound(a: str, b: str, better: Better, answer: Order) -> None:
    assert order(parse(a), parse(b), better) is answer


@pytest.mark.parametrize(
    ("a", "b", "both_cannot_hold"),
    [
        ("EUR 49", "EUR 59", True),
        ("EUR 49", "EUR 49", False),
        ("EUR 49", "USD 59", False),
        ("EUR 49", "EUR 59 per month", False),
        ("EUR 10 per month", "EUR 119 per year", True),
        ("EUR 25", "at most EUR 20", True),
        ("always", "never", True),
        ("always in 60 % of cases", "never in 40 % of cases", False),
        ("always in 60 % of cases", "never in 41 % of cases", True),
        ("at most 2 per month", "at least 3 per month", True),
        ("at most 2 per quarter", "at least 3 per month", True),
        ("at most 2 per month", "at least 7 per quarter", True),
        ("at most 2 per month", "at least 6 per quarter", False),
        ("at most 2 per week", "at least 30 per month", False),
        ("at least 99 % per month", "at most 98 % per year", True),
        ("at least 99 % per year", "at most 98 % per month", True),
        ("at least 95 %", "at most 97 %", False),
        ("always", "EUR 49", False),
    ],
)
def test_contradictions(a: str, b: str, *, both_cannot_hold: bool) -> None:
    assert contradict(parse(a), parse(b)) is both_cannot_hold
    assert contradict(parse(b), parse(a)) is both_cannot_hold


@pytest.mark.parametrize(
    ("promised", "delivered", "better", "answer"),
    [
        ("at least 99 %", "at least 95 %", None, True),
        ("at least 95 %", "at least 99 %", None, False),
        ("at most 3 per quarter", "at most 2 per month", None, True),
        ("at most 6 per quarter", "at most 2 per month", None, False),
        ("at most 2 per month", "at most 6 per quarter", None, True),
        ("at least 99 % per year", "at least 95 % per month", None, True),
        ("at least 95 % per year", "at least 95 % per month", None, False),
        ("at least 99 %", "at least 95 % per month", None, True),
        ("EUR 40", "EUR 20", None, True),
        ("EUR 40", "EUR 20", "less", False),
        ("EUR 20", "EUR 40", "less", True),
        ("EUR 40", "at most EUR 30", "less", False),
        ("EUR 40", "EUR 20", "more", True),
        ("at most EUR 20", "at least EUR 30", "less", True),
        ("always", "never", None, True),
        ("always in 40 % of cases", "never in 50 % of cases", None, False),
        ("EUR 20", "USD 40", "less", False),
        ("at most 2 per week", "at most 9 per month", None, False),
    ],
)
def test_what_does_not_back_a_promise(
    promised: str, delivered: str, better: Better | None, *, answer: bool
) -> None:
    assert unbacked(parse(promised), parse(delivered), better) is answer


def kept(text: str, months: tuple[int, ...]) -> bool:
    """Whether one quarter of counts, month by month, keeps a term."""
    _, bound, number, _, period = text.split(" ")
    sums = months if period == "month" else (sum(months),)
    return all(count <= int(number) if bound == "most" else count >= int(number) for count in sums)


def test_counts_are_ordered_as_every_possible_quarter_says() -> None:
    texts = [
        f"at {bound} {number} per {period}"
        for bound, number, period in product(("most", "least"), range(1, 8), ("month", "quarter"))
    ]
    # Counts up to 24 exceed what any of these bounds can tell apart.
    quarters = list(product((0, 1, 2, 3, 4, 5, 6, 7, 24), repeat=3))
    keeping = {text: {n for n, q in enumerate(quarters) if kept(text, q)} for text in texts}
    for a, b in product(texts, repeat=2):
        assert contradict(parse(a), parse(b)) is not bool(keeping[a] & keeping[b]), (a, b)
        assert tighter(parse(a), parse(b)) is (keeping[a] < keeping[b]), (a, b)


@given(untimed_terms, untimed_terms)
def test_orders_are_mirrored_and_a_term_equals_itself(a: Term, b: Term) -> None:
    assert order(a, b) is OPPOSITE[order(b, a)]
    assert order(a, a) is Order.EQUAL
    assert contradict(a, b) is contradict(b, a)
    assert not contradict(a, a)
    if order(a, b) is not Order.INCOMPARABLE:
        assert not contradict(a, b)


def test_shares_of_cases_are_ordered_by_themselves() -> None:
    every, most = parse("always"), parse("always in 90 % of cases")
    assert share_tighter(every, most)
    assert not share_tighter(most, every)
    assert not share_tighter(every, parse("within 1 day in 100 % of cases"))


def test_durations_are_not_ordered_without_calendars() -> None:
    with pytest.raises(ValueError, match='"within 1 day" is a duration'):
        tighter(parse("within 1 day"), parse("within 2 days"))
