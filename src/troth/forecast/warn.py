"""Which open promises to look at first: those that most likely break, by the harm that it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from troth.clock import Calendar
from troth.clock.instants import micros, moment
from troth.forecast import terms
from troth.forecast.answer import GroupUsed
from troth.forecast.errors import ForecastError
from troth.forecast.fit import Basis, learn, prepare
from troth.forecast.model import codes_of
from troth.forecast.odds import Odds
from troth.forecast.outlooks import Outlooks
from troth.forecast.promised import Promised, known_promises
from troth.forecast.scale import Bins
from troth.forecast.spells import OPEN
from troth.forecast.support import comparable, groups_used
from troth.forecast.terms import Promise
from troth.forecast.watch import FIXED, queue
from troth.history import MISSING, History
from troth.history.arrays import Instants, Numbers

#: More than anybody means: a million times as bad.
MOST_HARM = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Warned:
    """An open promise, and how likely it breaks."""

    case: str
    metric: str
    started_at: datetime
    due: datetime
    #: As known at the instant of the warning: of this case, and by what happened to it.
    break_odds: float
    #: How bad a break of this metric is, against the others.
    harm: float
    #: How many cases are comparable, and the groups from everybody to theirs.
    n: int
    groups: tuple[GroupUsed, ...]
    #: Whether the rule of thumb, three quarters of the time gone, would warn as well.
    fixed_rule: bool
    #: Seconds of real time until it is due.
    lead_seconds: float

    @property
    def weight(self) -> float:
        """What it is ranked by."""
        return self.break_odds * self.harm


@dataclass(frozen=True, kw_only=True)
class Warnings:
    """What is open at an instant, the worst first."""

    at: datetime
    #: In the order in which they should be looked at.
    warned: tuple[Warned, ...]
    #: Promises that are open and whose due has passed: broken, so that no warning helps.
    overdue: int
    #: Open cases to which nothing was promised.
    no_promise: int
    #: Promises that fall due later than was asked for.
    later: int
    #: Of each metric: how its promises are known.
    known_by: Mapping[str, str]

    @property
    def volume(self) -> int:
        """How many the rule of thumb would warn of."""
        return sum(one.fixed_rule for one in self.warned)


def warn(
    history: History,
    at: datetime | None = None,
    *,
    promise: Promise | None = None,
    calendar: Calendar | None = None,
    facets: Sequence[str] | None = None,
    scope: Mapping[str, Sequence[str]] | None = None,
    harm: float = 1.0,
    ahead: timedelta | None = None,
) -> Warnings:
    """The open promises of a history, those first that most likely break.

    Args:
        history: as `troth.history.read` gives it; its events, if it has any, are made use of.
        at: aware; the latest instant in the data unless given. Nothing later is looked at.
        promise: made to every case; what the history says was promised unless given.
        calendar: as in `fit`, and what follows.
        facets: that tell cases apart.
        scope: only these cases.
        harm: how bad a break of this metric is, against those of other metrics. There is no such
            weight for customers: all are equals.
        ahead: only promises that fall due within this time, in real time; all unless given.

    Raises:
        ForecastError: for a harm that is none, and as `fit` does.
    """
    if not 0 < harm <= MOST_HARM:
        raise ForecastError(
            f"harm is {harm}; right would be a number above 0 and at most {MOST_HARM:,}, such as 3"
        )
    basis = prepare(history, calendar=calendar, as_of=at, facets=facets, scope=scope)
    promised = known_promises(basis) if promise is None else _of_term(basis, promise)
    rows = basis.known[promised.spells.known(basis.at_us, basis.known).kinds == OPEN]
    own = promised.seconds[rows]
    passed = promised.spells.clock.reading(basis.at_us) - promised.spells.start[rows]
    waiting = np.isfinite(own) & (own > passed)
    due_us = np.full(rows.size, MISSING)
    due_us[waiting] = promised.spells.clock.instants(
        promised.spells.started_us[rows[waiting]], own[waiting]
    )
    soon = waiting if ahead is None else waiting & (due_us - basis.at_us <= micros(ahead))
    watched = _Watched(basis, promised, learn(basis), rows[soon], passed[soon], due_us[soon])
    return Warnings(
        at=moment(basis.at_us, UTC),
        warned=watched.warned(harm),
        overdue=int((np.isfinite(own) & ~waiting).sum()),
        no_promise=int(np.isnan(own).sum()),
        later=int((waiting & ~soon).sum()),
        known_by={history.metric: promised.known_by},
    )


def together(parts: Sequence[Warnings]) -> Warnings:
    """The warnings of several histories as one queue; they are of one instant."""
    warned = [one for part in parts for one in part.warned]
    order = queue(
        np.array([one.break_odds for one in warned]),
        np.array([one.lead_seconds for one in warned]),
        np.array([one.harm for one in warned]),
    )
    known_by = {metric: text for part in parts for metric, text in part.known_by.items()}
    return Warnings(
        at=max(part.at for part in parts),
        warned=tuple(warned[number] for number in order),
        overdue=sum(part.overdue for part in parts),
        no_promise=sum(part.no_promise for part in parts),
        later=sum(part.later for part in parts),
        known_by=known_by,
    )


def _of_term(basis: Basis, promise: Promise) -> Promised:
    starts = basis.spells.started_us
    seconds = terms.seconds_of(promise, basis.spells.clock, starts)
    return Promised(
        seconds=np.broadcast_to(seconds, starts.shape).copy(),
        spells=basis.spells,
        known_by=f"{promise}, for every case",
    )


@dataclass(frozen=True, eq=False)
class _Watched:
    basis: Basis
    promised: Promised
    odds: Odds
    rows: Bins
    passed: Numbers
    due_us: Instants

    def warned(self, harm: float) -> tuple[Warned, ...]:
        rows = self.rows
        rest = self.promised.seconds[rows] - self.passed
        at_us = np.full(rows.size, self.basis.at_us)
        outlooks = Outlooks(self.basis, self.promised, [self.odds.model])
        ask = outlooks.by_progress if outlooks.has_progress else outlooks.by_odds
        risk = 1.0 - ask(rows, at_us, self.passed, rest)
        cases = self.basis.history.column("case_id")
        found = []
        for number in queue(risk, rest).tolist():
            row = int(rows[number])
            groups = self._comparable(row)
            found.append(
                Warned(
                    case=str(cases[row]),
                    metric=self.basis.history.metric,
                    started_at=moment(int(self.promised.spells.started_us[row]), UTC),
                    due=moment(int(self.due_us[number]), UTC),
                    break_odds=float(risk[number]),
                    harm=harm,
                    n=groups[-1].n,
                    groups=groups,
                    fixed_rule=bool(self.passed[number] >= FIXED * self.promised.seconds[row]),
                    lead_seconds=(int(self.due_us[number]) - self.basis.at_us) / 1e6,
                )
            )
        return tuple(found)

    def _comparable(self, row: int) -> tuple[GroupUsed, ...]:
        codes = codes_of(self.basis.facets, self.basis.settings, np.array([row]))
        model = self.odds.model
        group = int(model.groups.of_codes(codes, 1)[0])
        return groups_used(model, comparable(model, group))
