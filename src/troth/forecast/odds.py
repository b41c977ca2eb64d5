"""Odds: how likely a promise is to be kept, and by when a case will have ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from troth.clock.instants import instant, moment
from troth.forecast import terms
from troth.forecast.answer import Answer, GroupUsed, Value
from troth.forecast.band import band
from troth.forecast.curves import Curves, endings, kept_by
from troth.forecast.groups import Situation
from troth.forecast.model import Model, Settings
from troth.forecast.scale import Bins
from troth.forecast.spells import Clock
from troth.forecast.terms import Promise
from troth.history.arrays import Instants, Numbers

#: Fewer cases that have ended say nothing.
FEWEST = 30
NOBODY: Situation = {}


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
    _kept: dict[int, Numbers] = field(default_factory=dict, repr=False)

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

    def by(self, p: float, situation: Situation = NOBODY) -> Answer[timedelta]:
        """The shortest time within which a case ends with probability p, unless withdrawn."""
        if not 0.0 < p < 1.0:
            raise ValueError(f"p is {p!r}; right would be above 0 and below 1, such as 0.9")
        group = self.model.groups.of(situation)
        refusal = self._too_thin() or self._drifted(group, p)
        kept = self._kept_curve(group)
        found = self._reaching(kept, p)
        if not refusal and found is None:
            refusal = (
                f"cannot be promised at this level: of comparable cases "
                f"{100 * float(kept[-1]):.0f} % have ended within the longest time seen"
            )
        if refusal or found is None:
            return self._answer(group, None, refusal)
        low, high = self._band(group)
        earliest = self._reaching(high, p) or timedelta()
        return self._answer(group, found, interval=(earliest, self._reaching(low, p)))

    def median(self, situation: Situation = NOBODY) -> Answer[timedelta]:
        """Within which time half of such cases end."""
        return self.by(0.5, situation)

    def kept(
        self, promise: Promise, situation: Situation = NOBODY, start: datetime | None = None
    ) -> Answer[float]:
        """How likely a promise made to a new case is kept, unless the customer withdraws.

        Args:
            promise: a duration on the clock, or a term such as "within 2 business days". Its share
                of cases, if it has one, is not looked at.
            situation: of the case.
            start: when it arrives, aware. Without one, the mean over how cases arrive.
        """
        group = self.model.groups.of(situation)
        seconds = self._seconds(promise, start)
        return self._chance(group, seconds, np.zeros(1))

    def left(
        self,
        elapsed: timedelta,
        promise: Promise,
        situation: Situation = NOBODY,
        start: datetime | None = None,
    ) -> Answer[float]:
        """How likely a promise is kept, given that the case is still open after so long.

        Args:
            elapsed: since the start: real time if that is given, else time of the clock.
            promise: as in `kept`.
            situation: of the case.
            start: as in `kept`.
        """
        group = self.model.groups.of(situation)
        seconds = self._seconds(promise, start)
        passed = np.array([terms.since(start, elapsed, self.clock)])
        return self._chance(group, seconds, passed)

    def save(self, path: str | Path) -> None:
        """Write them to a file, which `troth.forecast.read` reads."""
        from troth.forecast.file import save

        save(self, Path(path))

    def _seconds(self, promise: Promise, start: datetime | None) -> Numbers:
        starts = self.arrivals if start is None else np.array([instant(start)])
        return terms.seconds_of(promise, self.clock, starts)

    def _chance(self, group: int, seconds: Numbers, passed: Numbers) -> Answer[float]:
        refusal = self._too_thin()
        if refusal:
            return self._answer(group, None, refusal)
        curves = self.model.curves(np.array([group]))
        value, withdrawn = _left(self, curves, seconds, passed)
        refusal = self._drifted(group, value)
        if refusal:
            return self._answer(group, None, refusal)
        return self._answer(
            group, value, interval=self._interval(group, value), withdrawn=withdrawn
        )

    def _interval(self, group: int, value: float) -> tuple[float, float]:
        """Of a share: as of the place of its curve that has the same share."""
        low, high = self._band(group)
        kept = self._kept_curve(group)
        return float(np.interp(value, kept, low)), float(np.interp(value, kept, high))

    def _band(self, group: int) -> tuple[Numbers, Numbers]:
        plain = self.model.book.of(np.array([group])).done[0]
        worth = float(self.model.book.counts.n[group]) + self.settings.k * bool(group)
        variance = self.model.book.variance(group)
        low, high = band(self._kept_curve(group), plain, variance, worth)
        return np.maximum.accumulate(low), np.maximum.accumulate(high)

    def _kept_curve(self, group: int) -> Numbers:
        if group not in self._kept:
            self._kept[group] = kept_by(self.model.curves(np.array([group])))[0]
        return self._kept[group]

    def _reaching(self, kept: Numbers, p: float) -> timedelta | None:
        seconds = float(self.clock.scale.reaching(kept[None, :], np.array([p]))[0])
        return timedelta(seconds=seconds) if np.isfinite(seconds) else None

    def _too_thin(self) -> str:
        done = int(self.model.book.counts.done[0])
        if done >= FEWEST:
            return ""
        return f"too thin: only {done} cases have ended; {FEWEST} are the fewest that say something"

    def _drifted(self, group: int, p: float) -> str:
        """Why the group is not promised anything at a level: an alarm at the level next to it."""
        own = [drift for drift in self.drifts if drift.group in self.model.groups.chain(group)]
        near = [drift for drift in own if abs(drift.p - p) < NEAR_LEVEL * max(1.0 - drift.p, 0.1)]
        if not near:
            return ""
        worst = max(near, key=lambda drift: drift.p - drift.kept / drift.due)
        return (
            f"has drifted: of {worst.due:,} promises to {self.model.groups.name(worst.group)} "
            f"that fell due lately {100 * worst.kept / worst.due:.0f} % were kept where "
            f"{100 * worst.p:.0f} % was said"
        )

    def _answer(
        self,
        group: int,
        value: Value | None,
        refusal: str = "",
        interval: tuple[Value, Value | None] | None = None,
        withdrawn: float = 0.0,
    ) -> Answer[Value]:
        counts, chain = self.model.book.counts, self.model.groups.chain(group)
        telling = [one for one in chain if counts.n[one] >= self.settings.k] or [0]
        return Answer(
            value=value,
            refusal=refusal,
            interval=interval,
            n=int(counts.n[telling[-1]]),
            since=moment(int(counts.since_us[telling[-1]]), UTC),
            until=moment(int(counts.until_us[telling[-1]]), UTC),
            groups=tuple(
                GroupUsed(self.model.groups.name(one), int(counts.n[one])) for one in chain
            ),
            withdrawn=withdrawn,
        )


#: An alarm holds for levels around its own, as far as the half of what may fail.
NEAR_LEVEL = 0.5


def _left(odds: Odds, curves: Curves, seconds: Numbers, passed: Numbers) -> tuple[float, float]:
    """The odds that a case which has been open for so long ends in time, and of a withdrawal."""
    ended, withdrawn = endings(curves)
    at = odds.clock.scale.at
    open_now = 1.0 - at(ended, passed)[0] - at(withdrawn, passed)[0]
    if open_now <= 0.0:
        return (0.0, 0.0) if (passed >= seconds).all() else (1.0, 0.0)
    rows: Bins = np.zeros(len(seconds), np.int64)
    later = np.maximum(seconds, passed)
    kept = (at(ended[rows], later) - at(ended, passed)[0]) / open_now
    gone = (at(withdrawn[rows], later) - at(withdrawn, passed)[0]) / open_now
    staying = np.maximum(1.0 - gone, 1e-12)
    return float((kept / staying).mean().clip(0.0, 1.0)), float(gone.mean().clip(0.0, 1.0))
