"""What a backtest judges: what was said of each case before it had ended, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from troth.clock import zones
from troth.forecast.alarms import Judged, judged
from troth.forecast.fit import Basis
from troth.forecast.model import tops_of
from troth.forecast.promised import stated_promises
from troth.forecast.replay import Round
from troth.forecast.scale import Bins
from troth.forecast.spells import DONE, WITHDRAWN, Known
from troth.history.arrays import Flags, Numbers


@dataclass(frozen=True, kw_only=True, eq=False)
class Promises:
    """The promises of some rounds, row by row of the cases that started in them."""

    basis: Basis
    rounds: tuple[Round, ...]
    #: Promises are judged by what is known then, UTC microseconds.
    judge_us: int

    @cached_property
    def rows(self) -> Bins:
        """The numbers of the cases, in the order of the rounds."""
        return np.concatenate([one.rows for one in self.rounds])

    @cached_property
    def known(self) -> Known:
        """What had become of them."""
        return self.basis.spells.known(self.judge_us, self.rows)

    @cached_property
    def followed(self) -> Numbers:
        """For how long each case has been followed, in seconds of the clock."""
        now = self.basis.spells.clock.reading(self.judge_us)
        return now - self.basis.spells.start[self.rows]

    @cached_property
    def done(self) -> Flags:
        """Which have ended as promised."""
        return np.asarray(self.known.kinds == DONE)

    @cached_property
    def withdrawn(self) -> Flags:
        """Which have been withdrawn."""
        return np.asarray(self.known.kinds == WITHDRAWN)

    @property
    def levels(self) -> tuple[float, ...]:
        """The levels at which promises were made."""
        return tuple(self.rounds[0].seconds)

    def said(self, p: float) -> Numbers:
        """In how many seconds each was said to end; inf where no time could be named."""
        return np.concatenate([one.seconds[p] for one in self.rounds])

    def offered(self, p: float) -> Numbers:
        """The same, inf also where the group had drifted."""
        refused = np.concatenate([one.refused[p] for one in self.rounds])
        return np.where(refused, np.inf, self.said(p))

    def judged(self, seconds: Numbers) -> Judged:
        """What became of promises to end within so many seconds."""
        return judged(self.basis.spells, self.rows, seconds, self.judge_us)

    def chances(self, seconds: Numbers) -> Numbers:
        """How likely each case was said to end within so many seconds of its start."""
        return self._by_round(lambda one, part: one.model.chances(one.groups, seconds[part]))

    def quantiles(self, p: float) -> Numbers:
        """In how many seconds each would have been said to end at another level."""
        return self._by_round(lambda one, _: one.model.quantiles(one.groups, p))

    @cached_property
    def own(self) -> Numbers:
        """How long the company's own promise lasts, in seconds; NaN where there is none."""
        return stated_promises(self.basis.history, self.basis.spells).seconds[self.rows]

    @cached_property
    def months(self) -> np.ndarray[tuple[int, ...], np.dtype[np.datetime64]]:
        """The month in which each started, by the clocks of the history."""
        zone = zones.load(self.basis.history.rule.zone)
        local = zones.to_local(self.basis.spells.started_us[self.rows], zone)
        return local.view("M8[us]").astype("M8[M]")

    @cached_property
    def tops(self) -> Bins:
        """The code of the first facet."""
        return tops_of(self.basis.facets, self.basis.settings, self.rows)

    def top_name(self, code: int) -> str:
        """The value of the first facet that has this code."""
        names = self.basis.settings.facets
        if not names:
            return "everybody"
        return str(self.basis.facets[names[0]][0][code] or "(none)")

    def _by_round(self, ask: Callable[[Round, slice], Numbers]) -> Numbers:
        found = np.empty(self.rows.size)
        first = 0
        for one in self.rounds:
            part = slice(first, first + one.rows.size)
            found[part] = ask(one, part)
            first += one.rows.size
        return found
