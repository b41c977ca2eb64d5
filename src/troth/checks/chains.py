"""Chains of teams: which promises a chain keeps, and for which promise it takes too long."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from troth.checks import words
from troth.checks.arrivals import Affected, affected
from troth.checks.context import Context
from troth.checks.sentences import zone_of
from troth.findings import Due, Witness
from troth.playbook.schema.promises import Chain, Leg
from troth.playbook.scope import overlap
from troth.playbook.stated import Stated, leg_calendar
from troth.said import Said, joined, listed, quoted, said
from troth.terms import Comparison, Example, Held, Kind, compare_chain


@dataclass(frozen=True, kw_only=True, eq=False)
class TooLong:
    """A chain whose last hand-over may come after a promise is due."""

    promise: Stated
    id: str
    chain: Chain
    comparison: Comparison

    @property
    def worst(self) -> Witness | None:
        """The worst arrival in the horizon."""
        return self._witness(self.comparison.worst)

    @property
    def next(self) -> Witness | None:
        """The soonest such arrival."""
        return self._witness(self.comparison.next)

    def affected(self, context: Context) -> Affected:
        """For how many arrivals the promise cannot hold."""
        zone = zone_of(context, self.promise)
        return affected(context, self.promise, self.comparison, zone)

    def message(self, context: Context) -> Said:
        """What is promised, what the teams agreed, and the day on which it does not fit."""
        legs = (self._leg(leg) for leg in self.chain.legs)
        promised = said(
            "{promise}, but the legs of {chain} are {legs}.",
            promise=self.promise.sentence,
            chain=self.id,
            legs=listed(legs),
        )
        return joined((promised, self._day(context, self.worst))) if self.worst else promised

    @staticmethod
    def _leg(leg: Leg) -> Said:
        return joined((leg.team or said("somebody"), quoted(leg.term)), " ")

    def _day(self, context: Context, witness: Witness) -> Said:
        zone = zone_of(context, self.promise)

        def when(instant: datetime) -> Said:
            return words.moment(instant, zone, after=witness.arrival)

        day = said(
            "A case that arrives {arrival} ({zone}) is due by {promise} on {due}, but is handed "
            "over by {hand_overs}.",
            arrival=words.moment(witness.arrival, zone),
            zone=zone.key,
            promise=self.promise.noun,
            due=when(witness.first.due),
            hand_overs=listed(
                said("{team} on {when}", team=leg.id, when=when(leg.due)) for leg in witness.legs
            ),
        )
        return joined((day, self.affected(context).sentence), " ")

    def _witness(self, example: Example | None) -> Witness | None:
        if example is None:
            return None
        dues = example.legs or (example.due_a,)
        return Witness(
            arrival=example.arrival,
            first=Due(id=self.promise.id, due=example.due_b),
            second=Due(id=self.id, due=example.due_a),
            share=self.comparison.share,
            legs=tuple(
                Due(id=leg.team or self.id, due=due)
                for leg, due in zip(self.chain.legs, dues, strict=True)
            ),
        )


def too_long(context: Context) -> Iterator[TooLong]:
    """For each promise that a chain keeps and that is due too early, the longest such chain."""
    worst: dict[Stated, TooLong] = {}
    named = _by_chain(context)
    for chain_id, chain in context.playbook.chains.items():
        legs = _legs(context, chain)
        for promise in _kept_by(context, chain_id, chain, named) if legs else ():
            held = context.held(promise)
            if held is None or promise.term.kind is not Kind.DURATION:
                continue
            comparison = compare_chain(legs, held, context.horizon)
            known = worst.get(promise)
            if comparison.extent_us > (known.comparison.extent_us if known else 0):
                worst[promise] = TooLong(
                    promise=promise, id=chain_id, chain=chain, comparison=comparison
                )
    yield from worst.values()


def _legs(context: Context, chain: Chain) -> tuple[Held, ...]:
    """Every leg on its team's calendar; none where one of them is not known."""
    legs = (
        context.counting.on(leg.term, leg_calendar(context.playbook, leg)) if leg.term else None
        for leg in chain.legs
    )
    known = tuple(leg for leg in legs if leg is not None)
    return known if len(known) == len(chain.legs) else ()


def _by_chain(context: Context) -> dict[Stated, str]:
    """The chain that each promise names, if it names one."""
    playbook = context.playbook
    declared = [(standard, playbook.standards[standard.id].chain) for standard in context.standards]
    declared += [(claim, playbook.claims[claim.id].chain) for claim in context.claims]
    return {promise: chain for promise, chain in declared if chain is not None}


def _kept_by(
    context: Context, chain_id: str, chain: Chain, named: Mapping[Stated, str]
) -> Iterator[Stated]:
    """Promises that name the chain, and claims that speak to the customers of such standards.

    Where no standard names it: all promises on its metric. None that name another chain.
    """
    naming = [promise for promise, name in named.items() if name == chain_id]
    served = [promise.scope for promise in naming if promise.path[0] == "standards"]
    yield from naming
    if not chain.metric:
        return
    if not served:
        others = context.standards_on(chain.metric, chain.scope)
        yield from (standard for standard in others if standard not in named)
    for claim in context.claims_on(chain.metric, chain.scope):
        spoken_to = not served or any(overlap(claim.scope, scope) for scope in served)
        if spoken_to and claim not in named:
            yield claim
