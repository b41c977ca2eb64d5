"""Odds: how likely a promise is to be kept, and by when a case will have ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from troth.clock.instants import instant, moment
from troth.errors import counted
from troth.forecast import terms
from troth.forecast.answer import Answer
from troth.forecast.band import Band
from troth.forecast.boost import Boosted
from troth.forecast.compare import Comparison
from troth.forecast.curves import Curves, endings, kept_by, mean
from troth.forecast.errors import ForecastError
from troth.forecast.groups import Situation
from troth.forecast.model import NOBODY, Model, Settings, still_open
from troth.forecast.progress import Happened, Taught
from troth.forecast.replay import LEVELS
from troth.forecast.spells import Clock
from troth.forecast.support import supported
from troth.forecast.terms import Promise
from troth.history.arrays import Instants, Numbers

#: Fewer cases that have ended say nothing.
FEWEST = 30
EVERYBODY: Situation = {}
#: Answers that are remembered, and curves, of some 16 kB each.
MOST_ANSWERS, MOST_CURVES = 10_000, 512


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A group that keeps its promises less often than was said, at a level."""

    group: int
    p: float
    due: int
    kept: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Odds:
    """What a history says of the cases to come.

    Durations are on the clock of the odds: elapsed time, business time of a calendar, or calendar
    days. A situation gives values of facets, in any order; a value never seen falls back to the
    wider group. Answers that cannot be given say why.
    """

    metric: str
    clock: Clock
    model: Model
    settings: Settings
    #: Starts of recent cases, spread evenly over them: how cases arrive.
    arrivals: Instants
    drifts: tuple[Drift, ...] = ()
    #: What was said against what held, in the weeks before `as_of`: see `backtest`.
    record: tuple[Mapping[str, Any], ...] = ()
    #: Boosted trees, which answer for situations that give every facet a value that was seen.
    trees: Boosted | None = None
    #: Of trees with curves, where the choice was left to it.
    comparison: Comparison | None = None
    #: What looks at open cases taught, where the history has events.
    looks: Taught | None = None
    #: What was asked before: curves by group, and answers by group and level.
    _usual: dict[int, Curves] = field(default_factory=dict, repr=False)
    _answers: dict[tuple[int, float], Answer[timedelta]] = field(default_factory=dict, repr=False)

    @property
    def as_of(self) -> datetime:
        """Nothing that happened later was looked at."""
        return moment(self.model.at_us, UTC)

    @property
    def n(self) -> int:
        """How many cases they are learned from."""
        return int(self.model.book.counts.n[0])

    @property
    def facets(self) -> tuple[str, ...]:
        """The facets that tell cases apart, in the order in which they narrow down."""
        return self.settings.facets

    def by(self, p: float, situation: Situation = EVERYBODY) -> Answer[timedelta]:
        """The shortest time within which a case ends with probability p, unless withdrawn.

        Raises:
            ForecastError: for a p that is not between 0 and 1.
            UnknownSituationError: for a facet that these odds do not tell apart.
        """
        if not 0.0 < p < 1.0:
            raise ForecastError(f"p is {p!r}; right would be above 0 and below 1, such as 0.9")
        asked = self.model.groups.of(situation), p
        if asked not in self._answers:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            self._answers[asked] = self._by(*asked)
        return self._answers[asked]

    def _by(self, group: int, p: float) -> Answer[timedelta]:
        refusal = self._too_thin() or self._drifted(group, p)
        curves = self._usual_curves(group)
        kept = kept_by(curves)[0]
        found = self._reaching(kept, p)
        if not refusal and found is None:
            refusal = (
                f"cannot be promised at this level: of comparable cases "
                f"{int(1000.0 * kept[-1]) / 10.0:g} % have ended within the longest time seen"
            )
        if refusal or found is None:
            return supported(self.model, group, None, refusal)
        low, high = Band.of(self.model, group).of_curve(kept)
        return supported(
            self.model,
            group,
            found,
            interval=(self._reaching(high, p) or timedelta(), self._reaching(low, p)),
            withdrawn=self._gone(curves, found),
        )

    def median(self, situation: Situation = EVERYBODY) -> Answer[timedelta]:
        """Within which time half of such cases end."""
        return self.by(0.5, situation)

    def kept(
        self, promise: Promise, situation: Situation = EVERYBODY, start: datetime | None = None
    ) -> Answer[float]:
        """How likely a promise made to a new case is kept, unless the customer withdraws.

        Args:
            promise: a duration on the clock, or a term such as "within 2 business days". Its share
                of cases, if it has one, is not looked at.
            situation: of the case.
            start: when it arrives, aware. Without one, the mean over how cases arrive.

        Raises:
            ForecastError: for a term that is not about time.
            UnknownSituationError: for a facet that these odds do not tell apart.
            TrothError: for a text that is no term, and for business time without a calendar.
        """
        group = self.model.groups.of(situation)
        return self._chance(group, self._starts(start), promise, 0.0)

    def left(
        self,
        elapsed: timedelta,
        promise: Promise,
        situation: Situation = EVERYBODY,
        start: datetime | None = None,
        happened: Happened | None = None,
    ) -> Answer[float]:
        """How likely a promise is kept, given that the case is still open after so long.

        Args:
            elapsed: since the start: real time if that is given, else time of the clock.
            promise: as in `kept`.
            situation: of the case.
            start: as in `kept`.
            happened: the events of the case so far, each with the real time from the start; where
                they are given, even if none, the answer is of cases to which the same happened,
                and its n counts looks at them.

        Raises:
            ForecastError: for a negative `elapsed`, for events that these odds do not know, and as
                in `kept`.
        """
        group = self.model.groups.of(situation)
        passed = terms.since(start, elapsed, self.clock)
        if happened is None:
            return self._chance(group, self._starts(start), promise, passed)
        if self.looks is None:
            raise ForecastError("these odds know no events; right would be a history that has some")
        rest = terms.seconds_of(promise, self.clock, self._starts(start)) - passed
        return self.looks.left(elapsed, happened, situation, rest)

    def left_until(
        self, due: datetime, situation: Situation = EVERYBODY, *, start: datetime, at: datetime
    ) -> Answer[float]:
        """How likely a case that began at `start`, and is still open at `at`, ends by `due`.

        Raises:
            ForecastError: for a due before the start, and as in `left`.
        """
        length = timedelta(seconds=terms.since(start, due - start, self.clock))
        return self.left(at - start, length, situation, start)

    def save(self, path: str | Path) -> None:
        """Write them to a file, which `troth.forecast.read` reads."""
        from troth.forecast.file import save

        save(self, Path(path))

    def _starts(self, start: datetime | None) -> Instants:
        return self.arrivals if start is None else np.array([instant(start)])

    def _curves(self, group: int, starts: Instants) -> Curves:
        groups = self.model.groups
        if self.trees is None or groups.depth[group] < len(self.facets):
            return self.model.curves(np.array([group]))
        codes = [np.full(len(starts), groups.code[one]) for one in groups.chain(group)[1:]]
        return mean(self.trees.curves(self.trees.whom(codes, starts)))

    def _chance(
        self, group: int, starts: Instants, promise: Promise, passed: float
    ) -> Answer[float]:
        seconds = terms.seconds_of(promise, self.clock, starts)
        curves = self._curves(group, starts)
        refusal = self._too_thin() or self._never_seen(curves, passed)
        if refusal:
            return supported(self.model, group, None, refusal)
        kept, gone = self._still_open(curves, passed, seconds)
        value = float(kept.mean())
        refusal = self._drifted(group, value)
        if refusal:
            return supported(self.model, group, None, refusal)
        interval = Band.of(self.model, group).of_open(value, passed, seconds)
        return supported(self.model, group, value, interval=interval, withdrawn=float(gone.mean()))

    def _still_open(
        self, curves: Curves, passed: float, seconds: Numbers
    ) -> tuple[Numbers, Numbers]:
        ended, withdrawn = endings(curves)
        waited = np.full(1, passed)
        return still_open(self.clock.scale, ended[0], withdrawn[0], waited, seconds)

    def _usual_curves(self, group: int) -> Curves:
        """Over how cases arrive."""
        if group not in self._usual:
            if len(self._usual) >= MOST_CURVES:
                self._usual.clear()
            self._usual[group] = self._curves(group, self.arrivals)
        return self._usual[group]

    def _gone(self, curves: Curves, within: timedelta) -> float:
        withdrawn = endings(curves)[1]
        return float(self.clock.scale.at(withdrawn, np.array([within.total_seconds()]))[0])

    def _reaching(self, kept: Numbers, p: float) -> timedelta | None:
        seconds = float(self.clock.scale.reaching(kept[None, :], np.array([p]))[0])
        return timedelta(seconds=seconds) if np.isfinite(seconds) else None

    def _too_thin(self) -> str:
        done = int(self.model.book.counts.done[0])
        if done >= FEWEST:
            return ""
        cases = counted(done, "case has", "cases have")
        return f"too thin: only {cases} ended; {FEWEST} are the fewest that say something"

    def _never_seen(self, curves: Curves, passed: float) -> str:
        """Why nothing can be said of a case that is open after so long."""
        scale, waited = self.clock.scale, np.array([passed])
        ended, withdrawn = endings(curves)
        over = scale.lived(ended + withdrawn, waited)[0]
        if passed < scale.edges[curves.known[0]] and over < 1.0 - NOBODY:
            return ""
        return "too thin: no comparable case was open for so long"

    def _drifted(self, group: int, p: float) -> str:
        """Why the group is not promised anything: an alarm at the level next to what is asked."""
        own = [drift for drift in self.drifts if drift.group in self.model.groups.chain(group)]
        level = min(LEVELS, key=lambda one: abs(one - p))
        near = [drift for drift in own if drift.p == level]
        if not near:
            return ""
        worst = max(near, key=lambda drift: drift.p - drift.kept / drift.due)
        return (
            f"has drifted: of {worst.due:,} promises to {self.model.groups.name(worst.group)} "
            f"that fell due lately {100 * worst.kept / worst.due:.0f} % were kept where "
            f"{100 * worst.p:.0f} % was said"
        )
