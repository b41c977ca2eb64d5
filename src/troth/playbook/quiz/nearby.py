"""Wrong answers that could be right: terms that stand nearby, and the same term a little off."""

import re
from collections.abc import Iterator
from decimal import Decimal

from troth.playbook.playbook import Playbook
from troth.playbook.schema.promises import Standard
from troth.terms import Kind, Term, TermError, parse

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: Units that people take for each other.
_UNITS = (("business hour", "hour"), ("business day", "day"))


def terms_nearby(playbook: Playbook, standard: Standard) -> Iterator[Term]:
    """Terms of the same metric, then the term a little off, then others of its kind."""
    right = standard.term
    same: list[Term] = []
    others: list[Term] = []
    for metric, term in _stated(playbook):
        (same if metric == standard.metric else others).append(term)
    for term in (*same, *off_by_a_little(right), *others):
        if term.kind is right.kind and differs(term, right):
            yield term


def differs(term: Term, right: Term) -> bool:
    """Whether it says something else, and not only of another share of cases.

    Where a term says nothing but a share, such as `always in 90 % of cases`, the share tells.
    """
    if right.kind is Kind.YES_NO:
        return str(term) != str(right)
    return str(term.content) != str(right.content)


def off_by_a_little(term: Term) -> Iterator[Term]:
    """The same term with another unit, or with twice or half its figure."""
    text = str(term)
    for one, other in _UNITS:
        if one in text:
            yield from _read(text.replace(one, other))
        elif other in text:
            yield from _read(text.replace(other, one))
    found = _NUMBER.search(text)
    for figure in _figures(found[0], term.kind) if found else ():
        yield from _read(_NUMBER.sub(figure, text, count=1))


def _figures(figure: str, kind: Kind) -> Iterator[str]:
    """Figures that people take for this one."""
    number = Decimal(figure)
    if kind in {Kind.SHARE, Kind.YES_NO}:
        found = (number - 10, number + 5, number - 20)
    else:
        found = (number * 2, number / 2, number + 1)
    yield from (f"{each:f}" for each in found if each > 0 and each.as_integer_ratio()[1] <= 2)


def _read(text: str) -> Iterator[Term]:
    try:
        yield parse(text)
    except TermError:
        return


def _stated(playbook: Playbook) -> Iterator[tuple[str, Term]]:
    """Everything that anybody states: metric and term."""
    for standard in playbook.standards.values():
        yield standard.metric, standard.term
    for claim in playbook.claims.values():
        yield claim.metric, claim.term
    for touchpoint in playbook.touchpoints.values():
        for each in touchpoint.expectations:
            for term in (each.desired, each.adequate):
                if each.metric and term:
                    yield each.metric, term
    for competitor in playbook.competitors.values():
        for said in competitor.claims:
            if said.metric and said.term:
                yield said.metric, said.term
