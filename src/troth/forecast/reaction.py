"""The reaction curve: how customers rate what they got against what they were promised.

Cases are binned by actual minus promised. What a term would do to ratings follows by adding up: its
odds say how many would be early or late by how much, and the curve how those rate. That takes two
things for granted: that a promise changes what customers feel and not how long the case takes, and
that whoever is two days late feels alike whatever was promised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import inf, isfinite, sqrt

import numpy as np

from troth.clock import zones
from troth.clock.instants import DAY, SECOND, instant
from troth.forecast.model import Model
from troth.forecast.scale import DAY_SECONDS
from troth.history import MISSING, Cases, History
from troth.history.arrays import Flags, Numbers
from troth.history.interval import Z95

#: Where bins end, in days or hours after the promise; each holds its later end.
EDGES = (-inf, -14.0, -7.0, -3.0, -1.0, 0.0, 1.0, 3.0, 7.0, 14.0, inf)
#: Fewer ratings are no mean.
FEWEST = 10
#: Promises of less than so many seconds are late by hours, longer ones by days.
SHORT = 3 * DAY_SECONDS
#: Seconds; longer than any curve.
LONGEST = 100.0 * 365 * DAY_SECONDS
#: An expected rating needs means for at least this part of the cases.
COVERED = 0.8


@dataclass(frozen=True, kw_only=True)
class Step:
    """Rated cases that ended about as much before or after their promise."""

    #: Units after the promise, negative before it: above `low`, at most `high`; None has no end.
    low: float | None
    high: float | None
    #: `2 to 3 late`, `never ended`.
    label: str
    n: int
    #: None where fewer than ten were rated.
    rating: float | None
    #: The 95 % interval of the mean.
    rating_low: float | None
    rating_high: float | None


@dataclass(frozen=True, kw_only=True)
class Mean:
    """A mean rating with its 95 % interval."""

    n: int
    rating: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """Ratings by how early or late a case ended."""

    #: `days` or `hours`.
    unit: str
    steps: tuple[Step, ...]
    #: Of cases that had a promise, were rated, and never ended.
    never: Step
    kept: Mean | None
    broken: Mean | None
    #: The lowest and the highest rating that anybody gave.
    worst: float
    best: float

    @property
    def unit_seconds(self) -> int:
        """How long a unit is."""
        return DAY_SECONDS if self.unit == "days" else 3600


def reaction(history: History, as_of: datetime) -> Reaction | None:
    """How customers rated what they got; None where nobody rated a promise.

    Args:
        history: with ratings.
        as_of: aware; later cases and endings are not looked at.
    """
    at_us = instant(as_of)
    everything = history.cases()
    ratings = _ratings(history)
    chosen = np.isfinite(ratings) & (everything.started_us <= at_us)
    chosen &= (everything.promised_us != MISSING) & ~everything.withdrawn
    # Whoever still waits for a promise that is not due yet has nothing to be sorry for.
    cases, ratings = everything.where(chosen).as_of(at_us), ratings[chosen]
    ended = cases.ended_us != MISSING
    lapsed = ~ended & (history.rule.due(cases.promised_us) < at_us)
    if ended.sum() < FEWEST:
        return None
    unit, after = _after(history, cases.where(ended))
    kept = cases.ended_us[ended] <= history.rule.due(cases.promised_us[ended])
    return Reaction(
        unit=unit,
        steps=tuple(_steps(after, ratings[ended], whole=history.rule.compare == "day", unit=unit)),
        never=_step(None, None, "never ended", ratings[lapsed]),
        kept=_mean(ratings[ended][kept]),
        broken=_mean(ratings[ended][~kept]),
        worst=float(ratings.min()),
        best=float(ratings.max()),
    )


def _ratings(history: History) -> Numbers:
    try:
        return history.numbers("rating")
    except KeyError:
        # A file that another program wrote may lack the column.
        return np.full(len(history.cases()), np.nan)


def _after(history: History, cases: Cases) -> tuple[str, Numbers]:
    """The unit, and how many of them each case ended after its promise."""
    if history.rule.compare == "day":
        zone = zones.load(history.rule.zone)
        ended, promised = (
            zones.to_local(us, zone) // DAY for us in (cases.ended_us, cases.promised_us)
        )
        return "days", (ended - promised).astype(float)
    seconds = (cases.ended_us - cases.promised_us) / SECOND
    lasted = np.median(cases.promised_us - cases.started_us) / SECOND
    return ("hours", seconds / 3600) if lasted < SHORT else ("days", seconds / DAY_SECONDS)


def _steps(after: Numbers, ratings: Numbers, *, whole: bool, unit: str) -> Iterator[Step]:
    for low, high in pairwise(EDGES):
        chosen: Flags = (after > low) & (after <= high)
        label = _whole_label(low, high) if whole else _label(low, high, unit)
        yield _step(_finite(low), _finite(high), label, ratings[chosen])


def _step(low: float | None, high: float | None, label: str, ratings: Numbers) -> Step:
    mean = _mean(ratings)
    return Step(
        low=low,
        high=high,
        label=label,
        n=ratings.size,
        rating=mean.rating if mean else None,
        rating_low=mean.low if mean else None,
        rating_high=mean.high if mean else None,
    )


def _mean(ratings: Numbers) -> Mean | None:
    """With the usual interval of a mean, within the ratings that were given."""
    n = ratings.size
    if n < FEWEST:
        return None
    mean, half = float(ratings.mean()), Z95 * float(ratings.std(ddof=1)) / sqrt(n)
    low, high = max(mean - half, float(ratings.min())), min(mean + half, float(ratings.max()))
    return Mean(n=n, rating=mean, low=low, high=high)


def _finite(edge: float) -> float | None:
    return edge if isfinite(edge) else None


def _whole_label(low: float, high: float) -> str:
    """Of calendar days: `7 to 13 early`, `on the day`, `2 to 3 late`."""
    if high == 0.0:
        return "on the day"
    if high < 0.0:
        return f"{-high:g} or more early" if low == -inf else _range(-high, -low - 1, "early")
    return f"{low + 1:g} or more late" if high == inf else _range(low + 1, high, "late")


def _range(first: float, last: float, which: str) -> str:
    return f"{first:g} {which}" if first == last else f"{first:g} to {last:g} {which}"


def _label(low: float, high: float, unit: str) -> str:
    """Of elapsed time: `1 to 3 late`, `less than 1 early`."""
    early = high <= 0.0
    near, far = (-high, -low) if early else (low, high)
    which = "early" if early else "late"
    if far == inf:
        return f"over {near:g} {which}"
    single = unit.removesuffix("s")
    return f"within {far:g} {single} {which}" if near == 0.0 else f"{near:g} to {far:g} {which}"


def expected_rating(
    found: Reaction, model: Model, group: int, seconds: Numbers
) -> list[float | None]:
    """The mean rating to expect if such terms were promised to a group; None where too few rated.

    Args:
        found: the reaction curve.
        model: in elapsed time or calendar days.
        group: of the model.
        seconds: how long the terms last.
    """
    steps = [*found.steps, found.never if found.never.rating is not None else found.steps[-1]]
    means = np.array([np.nan if step.rating is None else step.rating for step in steps])
    known = np.isfinite(means)
    ratings: list[float | None] = []
    for parts in _parts(found, model, group, seconds):
        covered = float(parts[known].sum())
        fits = covered >= COVERED
        ratings.append(float(parts[known] @ means[known]) / covered if fits else None)
    return ratings


def _parts(found: Reaction, model: Model, group: int, seconds: Numbers) -> Iterator[Numbers]:
    """For each term: what part of the cases would be in each step, and what part never ends."""
    ends = np.array([LONGEST if step.high is None else step.high for step in found.steps])
    for one in seconds.tolist():
        until = np.minimum(one + ends * found.unit_seconds, LONGEST)
        # Before the start nothing ends, but on its day something may.
        until[until < 0.0] = -DAY_SECONDS
        ended = model.chances(np.full(until.size, group), until)
        yield np.append(np.diff(ended, prepend=0.0), 1.0 - ended[-1])
