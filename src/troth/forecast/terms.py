"""A term as a duration on the clock of the odds, which may depend on when the case arrives."""

from datetime import UTC, datetime, timedelta

import numpy as np

from troth.clock.instants import SECOND, instant, moment
from troth.forecast.errors import ForecastError
from troth.forecast.spells import Clock
from troth.history.arrays import Instants, Numbers
from troth.terms import Held, Horizon, Kind, Term, Within, due_function, parse
from troth.terms.measures import BUSINESS, Unit

Promise = timedelta | str | Term | Held


def seconds_of(promise: Promise, clock: Clock, starts: Instants) -> Numbers:
    """How long a promise lasts, in seconds of the clock: one duration, or one for each start.

    Args:
        promise: a duration on the clock, or a term; business time of a term that names no calendar
            is that of the clock.
        clock: of the odds.
        starts: when cases arrive, UTC microseconds.

    Raises:
        ForecastError: for a term that is not about time, and for a negative duration.
    """
    if isinstance(promise, timedelta):
        if promise < timedelta():
            raise ForecastError(f"{promise} is no duration of a promise; right would be 0 or more")
        return np.array([promise.total_seconds()])
    held = _held(promise, clock)
    plain = _plain(held, clock)
    if plain is not None:
        return np.array([plain])
    first, last = int(starts.min()), int(starts.max())
    horizon = Horizon(moment(first, UTC), moment(last + SECOND, UTC))
    due = due_function(held, horizon)(starts)
    return clock.readings(due) - clock.readings(starts)


def _held(promise: str | Term | Held, clock: Clock) -> Held:
    if isinstance(promise, Held):
        held = promise
    else:
        term = parse(promise) if isinstance(promise, str) else promise
        held = term.on(clock.calendar)
    if held.term.kind is not Kind.DURATION:
        raise ForecastError(
            f'"{held.term}" is about {held.term.kind}, not about time; right would be '
            '"within 2 days"'
        )
    return held


def _plain(held: Held, clock: Clock) -> float | None:
    """Seconds, where they are the same for every arrival."""
    content = held.term.content
    if not isinstance(content, Within):
        return None
    span = content.span
    in_business = span.unit in BUSINESS and span.unit is not Unit.BUSINESS_DAY
    if clock.scale.unit == "days" and span.unit in {Unit.DAY, Unit.WEEK}:
        return float(span.microseconds) / SECOND
    if clock.scale.unit == "elapsed" and span.unit not in BUSINESS:
        return float(span.microseconds) / SECOND
    if clock.scale.unit == "business" and in_business and held.calendar == clock.calendar:
        return float(span.microseconds) / SECOND
    return None


def since(start: datetime | None, elapsed: timedelta, clock: Clock) -> float:
    """What the clock counts in the time since a start; without one, the time itself.

    Raises:
        ForecastError: for a time that lies before the start.
    """
    if elapsed < timedelta():
        raise ForecastError(f"{elapsed} have passed since the start; right would be 0 or more")
    if start is None:
        return elapsed.total_seconds()
    us = instant(start)
    passed = us + elapsed // timedelta(microseconds=1)
    return clock.reading(passed) - clock.reading(us)
