"""How the endings of comparable cases spread over time, as far as a quote needs it."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from troth.clock.instants import instant
from troth.forecast.odds import FEWEST
from troth.forecast.quote.model import Option
from troth.forecast.quote.options import Question
from troth.forecast.scale import DAY_SECONDS, Bins
from troth.forecast.timescale import time_grid

#: Points of a curve.
POINTS = 60
#: The curve goes on a little beyond the last option.
BEYOND = 1.15
#: Without an option that far, it shows when so many have ended, or as many as ever do.
ENOUGH = (0.8, 0.65, 0.5, 0.35, 0.2, 0.1, 0.05)


def seconds_until(question: Question, due: datetime) -> float:
    """What the clock counts from the start to an instant."""
    clock = question.odds.clock
    return clock.reading(instant(due)) - clock.reading(instant(question.start))


def curve(question: Question, options: Sequence[Option]) -> tuple[tuple[float, float], ...]:
    """Seconds of the clock and the share ended by then; empty where too few have ended at all."""
    odds = question.odds
    if odds.model.book.counts.done[0] < FEWEST:
        return ()
    group = np.array([odds.model.groups.of(question.situation)])
    longest = max([_spread(question, group), *_asked(question, options)])
    seconds = time_grid(BEYOND * longest, odds.clock, POINTS)
    shares = odds.model.chances(np.repeat(group, seconds.size), seconds)
    points = zip(seconds.tolist(), shares.tolist(), strict=True)
    return tuple((round(second, 1), round(share, 5)) for second, share in points)


def _asked(question: Question, options: Sequence[Option]) -> list[float]:
    return [seconds_until(question, option.due) for option in options if option.due]


def _spread(question: Question, group: Bins) -> float:
    for p in ENOUGH:
        seconds = float(question.odds.model.quantiles(group, p)[0])
        if np.isfinite(seconds):
            return seconds
    return float(DAY_SECONDS)
