"""What the company used to promise in comparable cases, and how often it was kept."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import islice

import numpy as np

from troth.clock.instants import instant
from troth.forecast import spans
from troth.forecast.groups import situation_text
from troth.forecast.odds import Odds
from troth.forecast.quote.model import Usual
from troth.forecast.quote.options import Question
from troth.history import MISSING, History, outcomes, wilson
from troth.history.arrays import Flags, Numbers

#: Fewer promises are no habit.
FEWEST = 30


def usual(question: Question, history: History) -> Usual | None:
    """The usual promise to the narrowest group with enough promises; None where there is none."""
    odds, known = question.odds, question.situation
    for depth in range(len(odds.median(known).groups) - 1, -1, -1):
        own = {facet: known[facet] for facet in islice(odds.facets, depth)}
        chosen = _promised(history, own, instant(odds.as_of))
        if chosen.sum() >= FEWEST:
            return _usual(question, history, own, chosen)
    return None


def _promised(history: History, situation: Mapping[str, str], at_us: int) -> Flags:
    """Cases in a situation that had started at an instant, with a promise after their start."""
    cases = history.cases()
    chosen = history.within({facet: (value,) for facet, value in situation.items()})
    chosen &= (cases.started_us <= at_us) & (cases.promised_us != MISSING)
    chosen &= cases.promised_us >= cases.started_us
    return chosen


def _usual(question: Question, history: History, own: Mapping[str, str], chosen: Flags) -> Usual:
    odds = question.odds
    seconds = _lengths(odds, history, chosen)
    low, median, high = (float(np.quantile(seconds, part)) for part in (0.1, 0.5, 0.9))
    at_us = instant(odds.as_of)
    became = outcomes(history.cases().where(chosen), history.rule, at_us)
    kept, broken = int(became.kept.sum()), int(became.broken.sum())
    interval = wilson(kept, kept + broken)
    term = spans.rounded_up(median, odds.clock, question.start)
    return Usual(
        n=int(chosen.sum()),
        median_seconds=median,
        low_seconds=low,
        high_seconds=high,
        due=spans.due(term.on(odds.clock.calendar), odds.clock, question.start),
        grace_seconds=history.rule.grace.total_seconds(),
        kept=kept,
        broken=broken,
        share=kept / (kept + broken) if kept + broken else None,
        low=interval[0],
        high=interval[1],
        group=situation_text(own, "everybody"),
        odds=odds.kept(timedelta(seconds=median) + history.rule.grace, question.situation).value,
    )


def _lengths(odds: Odds, history: History, chosen: Flags) -> Numbers:
    """How long each promise lasted, in seconds on the clock of the odds."""
    cases = history.cases().where(chosen)
    return odds.clock.readings(cases.promised_us) - odds.clock.readings(cases.started_us)
