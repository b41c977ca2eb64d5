"""What a history says about a term: how many cases kept it, how likely new ones will.

Both with how far they may be off.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import numpy as np

from troth.checks.context import Context
from troth.clock.instants import instant, moment
from troth.findings import Due, Witness, instant_text
from troth.forecast import Answer
from troth.history import MISSING, Cases, History, outcomes, wilson
from troth.history.arrays import Flags, Instants
from troth.playbook.stated import Stated
from troth.terms import Always, Bound, Held, Horizon, Kind, Share, due_function
from troth.terms.orders import EVERY_CASE

#: Fewer cases say nothing.
FEWEST = 30
ALL = slice(None)


@dataclass(frozen=True, kw_only=True, eq=False)
class Verdicts:
    """The cases that a term can be judged by: neither withdrawn nor still open before their due."""

    started_us: Instants
    #: `MISSING` where a case never ended.
    ended_us: Instants
    due_us: Instants
    kept: Flags
    #: Their numbers in the history.
    numbers: Instants
    #: The odds that a new case keeps the term; None where it can only be counted.
    odds: Answer[float] | None = None

    def measured(self, part: Instants | slice = ALL) -> "Measured":
        """The share of kept cases: of those at some positions, or of all, with odds of new ones.

        There must be one.
        """
        kept, started = self.kept[part], self.started_us[part]
        return Measured(
            cases=kept.size,
            kept=int(kept.sum()),
            first=moment(int(started.min()), UTC),
            last=moment(int(started.max()), UTC),
            odds=self.odds if part is ALL else None,
        )

    def worst(self, id_: str) -> Witness | None:
        """The case that overran its due by most; None where no broken case has a due and an end."""
        dated = (self.ended_us != MISSING) & (self.due_us != MISSING)
        late = np.flatnonzero(~self.kept & dated)
        if not late.size:
            return None
        case = late[np.argmax(self.ended_us[late] - self.due_us[late])]
        measured = self.measured()
        share, low, high = measured.likely
        return Witness(
            arrival=moment(int(self.started_us[case]), UTC),
            first=Due(id=id_, due=moment(int(self.due_us[case]), UTC)),
            second=Due(id="history", due=moment(int(self.ended_us[case]), UTC)),
            share=1 - share,
            n=measured.comparable,
            interval=(1 - high, 1 - low),
        )


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A share of kept cases, at least one of which there is, and the odds of a new one."""

    cases: int
    kept: int
    #: Starts of the first and the last case.
    first: datetime
    last: datetime
    #: The odds that a new case keeps the term; None where it can only be counted.
    odds: Answer[float] | None = None

    @property
    def share(self) -> float:
        """From 0.0 to 1.0."""
        return self.kept / self.cases

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval (Wilson's)."""
        return wilson(self.kept, self.cases)

    @property
    def likely(self) -> tuple[float, float, float]:
        """The share that new cases will have, and its 95 % interval: the odds, else as counted."""
        found = self.odds
        if found is None or found.value is None or found.interval is None:
            return self.share, *self.interval
        low, high = found.interval
        return found.value, low, 1.0 if high is None else high

    @property
    def comparable(self) -> int:
        """How many cases that share is learned from."""
        return self.cases if self.odds is None else self.odds.n

    def below(self, promised: Decimal) -> bool:
        """Whether new cases will stay below a promised share, per cent, beyond reasonable doubt.

        A promise of every case is contradicted by cases that broke it, whatever the odds.
        """
        if self.kept == self.cases:
            return False
        counts = self.odds is None or promised >= EVERY_CASE
        high = self.interval[1] if counts else self.likely[2]
        return self.cases >= FEWEST and high < float(promised) / 100

    def as_json(self) -> dict[str, Any]:
        """For `measured` of a finding."""
        low, high = self.interval
        return {
            "cases": self.cases,
            "kept": self.kept,
            "share": round(self.share, 6),
            "low": round(low, 6),
            "high": round(high, 6),
            "from": instant_text(self.first),
            "to": instant_text(self.last),
            **self._odds_as_json(),
        }

    def _odds_as_json(self) -> dict[str, Any]:
        if self.odds is None:
            return {}
        odds, low, high = self.likely
        return {
            "odds": round(odds, 6),
            "odds_low": round(low, 6),
            "odds_high": round(high, 6),
            "odds_cases": self.odds.n,
        }


def promised_share(term: Stated) -> Decimal | None:
    """The share of cases that a term says are kept, per cent; None where it cannot be measured."""
    content = term.term.content
    if isinstance(content, Share):
        return content.percent if content.bound is Bound.AT_LEAST else None
    if term.term.kind is Kind.DURATION or isinstance(content, Always):
        return term.share
    return None


def verdicts(context: Context, term: Stated, held: Held | None) -> Verdicts | None:
    """The history's cases in the term's scope, each judged by the term; None if there are none.

    A term of time is put on each case. Any other is judged by the history's own rule.
    Facets that the history does not know select nothing. Cases that are still open before their
    due are left out here; the odds count them for as long as they have been seen.
    """
    history = context.history
    if history is None or history.metric != term.metric or held is None:
        return None
    at_us = min(history.latest_us, instant(context.at))
    everything = history.cases()
    known = {facet: term.scope[facet] for facet in term.scope if facet in history.facets}
    chosen = history.within(known) & (everything.started_us <= at_us)
    if not chosen.any():
        return None
    cases = everything.where(chosen).as_of(at_us)
    timed = term.term.kind is Kind.DURATION
    judged = _by_term(held, cases, at_us) if timed else _by_rule(history, cases, at_us)
    due, kept, broken = judged
    decided = kept | broken
    if not decided.any():
        return None
    return Verdicts(
        odds=context.foretelling.kept(term, held) if context.foretelling else None,
        numbers=np.flatnonzero(chosen)[decided],
        started_us=cases.started_us[decided],
        ended_us=cases.ended_us[decided],
        due_us=due[decided],
        kept=kept[decided],
    )


def _by_term(held: Held, cases: Cases, at_us: int) -> tuple[Instants, Flags, Flags]:
    """Due, kept and broken: a case that has not ended is broken once its due has passed."""
    started = cases.started_us
    horizon = Horizon(moment(int(started.min()), UTC), moment(int(started.max()) + 1, UTC))
    due = due_function(held, horizon)(started)
    live = ~cases.withdrawn
    ended = cases.ended_us != MISSING
    kept = live & ended & (cases.ended_us <= due)
    broken = live & (np.where(ended, cases.ended_us, at_us) > due)
    return due, kept, broken


def _by_rule(history: History, cases: Cases, at_us: int) -> tuple[Instants, Flags, Flags]:
    """Due, kept and broken by what was promised to each case, as the history counts it."""
    found = outcomes(cases, history.rule, at_us)
    return history.rule.due(cases.promised_us), found.kept, found.broken
