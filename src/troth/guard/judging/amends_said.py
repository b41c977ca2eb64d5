"""Whether a promise gives amends, of which kind, and how much."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from troth.guard.judging.case import Case
from troth.guard.judging.said import OWN_MONEY
from troth.guard.kinds import Kind
from troth.guard.quantities.amounts import money
from troth.guard.stems import stems
from troth.playbook.schema.recovery import Amends
from troth.playbook.schema.words import AmendsKind
from troth.terms import Kind as TermKind

_CREDIT = re.compile(
    r"\b(?:vouchers?|credits?|credited|coupons?|gift ?cards?|points|miles|store credit|top[- ]?up)"
    r"\b"
)
_MONEY = re.compile(
    r"\b(?:pay for|cover your|pick up the (?:bill|tab)"
    r"|compensat\w*|entitled to|pay you|payout|cash|goodwill|reimburse\w*|refund\w*"
    r"|money back|cover the cost|cheque|check for)\b"
)
_GOODS = re.compile(
    r"\b(?:gifts?|hampers?|bouquet|flowers|goodie|freebie|on us|on the house|treat)\b"
)
_SERVICE = re.compile(r"\b(?:upgrad\w+|complimentary|free)\b")
_GOODWILL = re.compile(
    r"\b(?:pay for|cover (?:the|your)|pick up the|double|goodwill"
    r"|compensat\w*|gesture|apolog\w+|make (?:it )?up|for (?:the|your) (?:trouble"
    r"|delay|inconvenience|wait)|gifts?|on us|on the house|vouchers?|coupons?|gift ?cards?"
    r"|upgrad\w+)\b"
)
#: What a customer spends elsewhere: a term for money back of what they paid here is no term for it.
_EXPENSES = re.compile(
    r"\b(?:reimburs\w+|refund\w*|repay|pay back|pay for|cover)\b"
    r"(?: you| for| the| your| any| all| an?| extra| additional| reasonable| of)*"
    r" (?P<what>taxis?|cabs?|hotels?|meals?|dinner|lunch|food"
    r"|parking|petrol|fuel|expenses|receipts|overnight|accommodation|toiletries|clothes|clothing"
    r"|phone calls?|lawyers?|legal fees|repairs?|cleaning|laundry|train)\b"
)
_GIVING = frozenset({Kind.REFUND, Kind.ACTION, Kind.OUTCOME, Kind.PRICE})
#: A part of what was paid, or more than it.
_SHARE = re.compile(r"\d ?(?:%|per ?cent)|\b(?:half|double|twice|triple)\b")
_KINDS = (
    (_CREDIT, frozenset({AmendsKind.CREDIT, AmendsKind.GOODS})),
    (_GOODS, frozenset({AmendsKind.GOODS, AmendsKind.CREDIT})),
    (_MONEY, frozenset({AmendsKind.MONEY})),
    (_SERVICE, frozenset({AmendsKind.SERVICE})),
)


@dataclass(frozen=True, kw_only=True)
class Given:
    """Amends as a draft says them."""

    kinds: frozenset[AmendsKind]
    #: None where no sum is named.
    amount: Decimal | None
    currency: str
    #: Whether a share of a price is given, which no row can weigh.
    is_share: bool = False
    #: Whether it is more than what is owed.
    is_goodwill: bool = True


def read(case: Case) -> Given | None:
    """The amends that a promise gives; None where it gives none.

    What the customer paid and gets back is none, as far as nobody says how much else it is; and a
    price, a fee or a sum that a metric of the playbook measures is weighed by its standard.
    """
    words = case.words
    kinds = _kinds(words) or frozenset(row.kind for row in _named(case) if row.kind)
    if case.found.kind not in _GIVING or not kinds or _is_measured(case):
        return None
    amount, currency = _most(words)
    is_share = amount is None and _SHARE.search(words) is not None
    expenses = _is_expense(case)
    goodwill = is_goodwill(words) or not _kinds(words) or expenses
    named = amount is not None or is_share
    if not goodwill and (not named or OWN_MONEY.search(words)):
        return None
    if not named and case.applying.layers and not expenses:
        return None
    return Given(
        kinds=kinds, amount=amount, currency=currency, is_share=is_share, is_goodwill=goodwill
    )


def _is_expense(case: Case) -> bool:
    """Whether it pays for what the customer spends elsewhere, which the metric is not about."""
    spent = _EXPENSES.search(case.words)
    if spent is None:
        return False
    metric = case.metric
    about = f"{metric.name} {metric.about} {metric.from_} {metric.to}" if metric else ""
    return not {*stems(spent["what"])} & {*stems(f"{case.link.metric} {about}".lower())}


def _is_measured(case: Case) -> bool:
    metric = case.metric
    if metric is None or not case.applying.layers or case.found.kind is Kind.REFUND:
        return False
    quantity = case.found.quantity
    is_share = quantity is not None and quantity.type == "percent"
    return metric.kind is TermKind.MONEY or (metric.kind is TermKind.SHARE and is_share)


def _named(case: Case) -> Iterator[Amends]:
    """Amends that a clause calls by at least two of their own words, or by the only one."""
    for name, row in case.amends():
        if likeness(name, row, case.words) >= min(2, len(_own_words(name, row))):
            yield row


def is_such(name: str, row: Amends, given: Given, words: str) -> bool:
    """Whether a row of the playbook gives such a thing; without a sum it must be called by name."""
    return row.kind in given.kinds and (
        given.amount is not None or given.is_share or likeness(name, row, words) > 0
    )


def is_goodwill(words: str) -> bool:
    """Whether something is given beyond what is owed."""
    return _GOODWILL.search(words) is not None


def likeness(name: str, row: Amends, words: str) -> int:
    """How many words of a row a clause shares."""
    return len(_own_words(name, row) & {*stems(words)})


def _own_words(name: str, row: Amends) -> set[str]:
    return {*stems(f"{name.replace('-', ' ')} {row.says or ''}".lower())}


def _kinds(words: str) -> frozenset[AmendsKind]:
    return next((kinds for word, kinds in _KINDS if word.search(words)), frozenset())


def _most(words: str) -> tuple[Decimal | None, str]:
    """The largest sum that is named."""
    found: tuple[Decimal | None, str] = None, ""
    for measure in money(words):
        quantity = measure.quantity
        figure = max(
            each
            for each in (quantity.exact, quantity.most, quantity.least, 0.0)
            if each is not None
        )
        if found[0] is None or Decimal(str(figure)) > found[0]:
            found = Decimal(str(figure)), quantity.currency
    return found
