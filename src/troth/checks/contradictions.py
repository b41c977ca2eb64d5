"""Two claims that tell one customer different things, and which of many differ most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from troth.checks import words
from troth.checks.arrivals import affected
from troth.checks.context import Context
from troth.checks.search import largest
from troth.checks.sentences import worst_day, zone_of
from troth.findings import Due, Witness
from troth.playbook.stated import Stated
from troth.said import Said, joined, said
from troth.terms import Comparison, Example, Held, Kind, Order, Window, contradict, disjoint, order


@dataclass(frozen=True, kw_only=True, eq=False)
class Contradiction:
    """A claim and another one; for terms of time, the arrivals that show the difference."""

    claim: Stated
    other: Stated
    #: Of dues, or of one window's begin with the other's end; None where no time differs.
    comparison: Comparison | None = None
    #: Whose due is `due_a` of its examples.
    a: Stated | None = None
    #: Whether nothing that is done can keep both.
    exclusive: bool = False

    @property
    def worst(self) -> Witness | None:
        """The arrival for which both lie furthest apart."""
        return self._witness(self.comparison.worst) if self.comparison else None

    @property
    def next(self) -> Witness | None:
        """The soonest arrival for which they differ so."""
        return self._witness(self.comparison.next) if self.comparison else None

    def measured(self, context: Context) -> dict[str, Any]:
        """For how many cases of a history the two differ; empty without one."""
        if self.comparison is None:
            return {}
        zone = zone_of(context, self.claim, self.other)
        return affected(context, self.claim, self.comparison, zone).as_json()

    def message(self, context: Context) -> Said:
        """Both texts, and the day that shows the difference."""
        lines = [
            said("{first}, but {second}.", first=self.claim.sentence, second=self.other.sentence)
        ]
        if self.exclusive:
            lines.append(said("Nothing can keep both."))
        if self.worst:
            lines.append(self._day(context, self.worst))
        elif self.claim.share != self.other.share:
            lines.append(
                said(
                    "One speaks of {one}, the other of {other}.",
                    one=words.cases_text(self.claim.term.share),
                    other=words.cases_text(self.other.term.share),
                )
            )
        return joined(lines)

    def _day(self, context: Context, witness: Witness) -> Said:
        early, late = self.claim, self.other
        if witness.first.id != early.id:
            early, late = late, early
        if not self.exclusive:
            return worst_day(context, early, late, witness)
        zone = zone_of(context, late, early)
        return said(
            "For a case that arrives {arrival} ({zone}), {first} ends on {end} and {second} begins "
            "only on {begin}.",
            arrival=words.moment(witness.arrival, zone),
            zone=zone.key,
            first=early.noun,
            end=words.moment(witness.first.due, zone, after=witness.arrival),
            second=late.noun,
            begin=words.moment(witness.second.due, zone, after=witness.arrival),
        )

    def _witness(self, example: Example | None) -> Witness | None:
        if example is None or self.comparison is None:
            return None
        b = self.other if self.a is self.claim else self.claim
        due_a = Due(id=(self.a or self.claim).id, due=example.due_a)
        due_b = Due(id=b.id, due=example.due_b)
        first, second = sorted((due_a, due_b), key=lambda due: due.due)
        return Witness(
            arrival=example.arrival, first=first, second=second, share=self.comparison.share
        )


def excluding(context: Context, claim: Stated, others: Sequence[Stated]) -> Contradiction | None:
    """The other claim that cannot be kept beside this one; of windows, the furthest apart."""
    if claim.term.kind is Kind.DURATION:
        return _excluding_window(context, claim, others)
    for other in others:
        if contradict(claim.term, other.term):
            return Contradiction(claim=claim, other=other, exclusive=True)
    return None


def differing(context: Context, claim: Stated, others: Sequence[Stated]) -> Contradiction | None:
    """The other claim that differs most: in its due, or else in what it says of its cases."""
    timed = claim.term.kind is Kind.DURATION
    contradiction = _furthest_due(context, claim, others) if timed else None
    better = context.better(claim.metric)
    for other in others if contradiction is None else ():
        same = timed or order(claim.term, other.term, better) is Order.EQUAL
        if not same or claim.share != other.share:
            return Contradiction(claim=claim, other=other)
    return contradiction


def _excluding_window(
    context: Context, claim: Stated, others: Sequence[Stated]
) -> Contradiction | None:
    """Only where one of the two is a window: everything else may be done at once."""
    opens = isinstance(claim.term.content, Window)
    windows = [other for other in others if opens or isinstance(other.term.content, Window)]
    pairs = _pairs(context, claim, windows)
    bounds = np.maximum(
        context.leads.most_begun_later([(mine, theirs) for _, mine, theirs in pairs]),
        context.leads.most_begun_later([(theirs, mine) for _, mine, theirs in pairs]),
    )
    worst = largest(bounds, lambda number: disjoint(*pairs[number][1:], context.horizon))
    if worst is None:
        return None
    other = pairs[worst[0]][0]
    return Contradiction(claim=claim, other=other, comparison=worst[1], a=claim, exclusive=True)


def _furthest_due(
    context: Context, claim: Stated, others: Sequence[Stated]
) -> Contradiction | None:
    """Both ways of each pair: this claim later than the other, and the other later than this."""
    ways = [
        way
        for other, mine, theirs in _pairs(context, claim, others)
        for way in ((other, claim, mine, theirs), (other, other, theirs, mine))
    ]
    bounds = context.leads.most_later([(late, early) for _, _, late, early in ways])
    worst = largest(bounds, lambda number: context.compare(*ways[number][2:]))
    if worst is None:
        return None
    other, later = ways[worst[0]][:2]
    return Contradiction(claim=claim, other=other, comparison=worst[1], a=later)


def _pairs(
    context: Context, claim: Stated, others: Sequence[Stated]
) -> list[tuple[Stated, Held, Held]]:
    """Each other claim with both terms on their calendars; of equal terms the first claim."""
    pairs: dict[tuple[int, int], tuple[Stated, Held, Held]] = {}
    for other in others:
        mine, theirs = context.held(claim, other), context.held(other, claim)
        if mine is not None and theirs is not None:
            pairs.setdefault((id(mine), id(theirs)), (other, mine, theirs))
    return list(pairs.values())
