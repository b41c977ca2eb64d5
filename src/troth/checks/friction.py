"""Two terms that cannot both hold, found exactly and without comparing every pair.

The one that promises comes first, the one that can be delivered second. Bounds and shares of cases
are compared separately: a promise is backed when both hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from troth.checks.context import Context
from troth.checks.search import largest
from troth.findings import Due, Witness
from troth.playbook.stated import Stated
from troth.terms import Comparison, Example, Held, Kind, tighter, unbacked


@dataclass(frozen=True, kw_only=True, eq=False)
class Friction:
    """What is promised, and what can be delivered, with the proof that they differ."""

    first: Stated
    second: Stated
    #: Whether the second is ever later than the first; None where its bound is not what fails, or
    #: is not about time.
    comparison: Comparison | None = None
    #: The share of cases that the first names and the second falls short of, per cent.
    share: Decimal | None = None

    @property
    def worst(self) -> Witness | None:
        """The worst arrival in the horizon."""
        return self._witness(self.comparison.worst) if self.comparison else None

    @property
    def next(self) -> Witness | None:
        """The soonest arrival for which it fails."""
        return self._witness(self.comparison.next) if self.comparison else None

    def _witness(self, example: Example | None) -> Witness | None:
        if example is None or self.comparison is None:
            return None
        return Witness(
            arrival=example.arrival,
            first=Due(id=self.first.id, due=example.due_b),
            second=Due(id=self.second.id, due=example.due_a),
            share=self.comparison.share,
        )


def worst_friction(
    context: Context, first: Stated, seconds: Iterable[Stated], share: Decimal | None = None
) -> Friction | None:
    """The second term that lets the first down most, or None if all of them back it.

    By most is: by the longest time; for terms that are not about time, the loosest bound; and where
    all bounds hold, the smallest share. Equals are decided by file order.

    Args:
        context: what is looked at.
        first: the promise.
        seconds: terms on the same metric, in file order.
        share: the share of cases that the first is held to, per cent; None holds it to none.
    """
    delivered = tuple(seconds)
    timed = first.term.kind is Kind.DURATION
    if timed:
        friction = latest(context, ((first, second) for second in delivered))
    else:
        friction = _loosest(context, first, delivered)
    rarest = min(delivered, key=lambda second: second.share, default=None)
    if friction is not None:
        too_rare = share is not None and share > friction.second.share
        return replace(friction, share=share) if too_rare else friction
    if rarest is not None and share is not None and share > rarest.share:
        return Friction(first=first, second=rarest, share=share)
    return None


def _loosest(context: Context, first: Stated, seconds: Sequence[Stated]) -> Friction | None:
    better = context.better(first.metric)
    loosest: Stated | None = None
    for second in seconds:
        if unbacked(first.term, second.term, better) and (
            loosest is None or tighter(loosest.term, second.term, better)
        ):
            loosest = second
    return Friction(first=first, second=loosest) if loosest else None


def latest(context: Context, pairs: Iterable[tuple[Stated, Stated]]) -> Friction | None:
    """The pair of terms of time whose second falls due after its first by the longest time."""
    compared: dict[tuple[int, int], tuple[Stated, Stated, Held, Held]] = {}
    for first, second in pairs:
        promised, delivered = context.held(first, second), context.held(second, first)
        if promised is not None and delivered is not None:
            # The context keeps one object for each term on a calendar.
            key = id(delivered), id(promised)
            compared.setdefault(key, (first, second, delivered, promised))
    candidates = tuple(compared.values())
    bounds = context.leads.most_later([(held, by) for _, _, held, by in candidates])
    worst = largest(bounds, lambda number: context.compare(*candidates[number][2:]))
    if worst is None:
        return None
    number, comparison = worst
    first, second = candidates[number][:2]
    return Friction(first=first, second=second, comparison=comparison)
