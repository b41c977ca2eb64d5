"""How due functions are built from a calendar's open time and business dates.

Arguments `start` and `end` bound the arrivals, microseconds since 1970 UTC. A side says what
becomes of an arrival exactly at a close or cut-off: "right" is half-open, it counts as the next
business date; "left" is for hand-overs, which still count as this one.
"""

from collections.abc import Callable
from datetime import time
from typing import Literal

import numpy as np

from troth.clock import Calendar, zones
from troth.clock.instants import DAY, EPOCH_ORDINAL, SECOND, YEAR, moment
from troth.clock.zones import Instants
from troth.said import said
from troth.terms.content import ByTimeNextDay
from troth.terms.function import DueFunction
from troth.terms.term import UncountableError

Side = Literal["left", "right"]

#: How far beyond the last arrival open time is looked for.
FARTHEST = 100 * YEAR


class TooLittleOpenTimeError(UncountableError):
    """A calendar that is hardly ever open, or not for ever."""

    def __init__(self, end: int) -> None:
        super().__init__(
            said(
                "the calendar has too little open time in the 100 years after {end} for a term "
                "that counts on it",
                end=f"{moment(end, None):%Y-%m-%d}",
            ),
            said("give it more hours, or say the term in elapsed time"),
        )


def elapsed(duration: int, start: int, end: int) -> DueFunction:
    """Due a fixed time after arrival."""
    due = np.array([start + duration])
    return DueFunction(np.array([start]), due, due, np.array([1]), end)


def business_time(calendar: Calendar, budget: int, start: int, end: int) -> DueFunction:
    """Due at the earliest instant at which the budget of open time is used up.

    So an answer may fall on a close, and never on the opening after it. Open time is counted from
    the first interval: an instant is `open time before its interval + time since it opened`.
    """
    opens, closes = _open_time(calendar, budget, start, end)
    lengths = closes - opens
    counted_after: Instants = np.cumsum(lengths)
    counted_before = counted_after - lengths

    def instants(counted: Instants, side: Side) -> Instants:
        interval = np.searchsorted(counted_after, counted, side=side)
        return opens[interval] + counted - counted_before[interval]

    # Arrivals whose budget is used up exactly at a close: those after them are due after a night.
    turns = counted_after - budget
    turns = instants(turns[turns > 0], "left")
    knots = _knots(np.concatenate((opens, closes, turns)), start, end)
    interval = np.searchsorted(opens, knots, side="right") - 1
    since_open = np.where(interval < 0, 0, np.minimum(knots - opens[interval], lengths[interval]))
    is_open = (interval >= 0) & (knots < closes[interval])
    used_up = np.where(interval < 0, 0, counted_before[interval]) + since_open + budget
    at = instants(used_up, "left")
    after = np.where(is_open, instants(used_up, "right"), at)
    return DueFunction(knots, at, after, is_open.astype(np.int64), end).compact()


def business_days(calendar: Calendar, days: int, start: int, end: int, side: Side) -> DueFunction:
    """Due at the close of a business date, counted from the one as which the arrival counts."""
    _, closes = _dates(calendar, days, start, end)
    return _steps(closes[: closes.size - days], closes[days:], start, end, side)


def business_date_begins(
    calendar: Calendar, days: int, start: int, end: int, side: Side
) -> DueFunction:
    """The midnight at which that same business date begins: the earliest instant within it."""
    dates, closes = _dates(calendar, days, start, end)
    midnights = _at_wall_time(dates[days:], time(), calendar)
    return _steps(closes[: closes.size - days], midnights, start, end, side)


def end_of_next_day(calendar: Calendar, start: int, end: int, side: Side) -> DueFunction:
    """Due at the close of the first business date after the calendar date of arrival."""
    dates, closes = _dates(calendar, 1, start, end)
    return _steps(_at_wall_time(dates, time(), calendar), closes, start, end, side)


def by_time_next_day(
    content: ByTimeNextDay, calendar: Calendar, start: int, end: int, side: Side
) -> DueFunction:
    """Due at a wall time on the business date after the one as which the arrival counts."""
    dates, closes = _dates(calendar, 1, start, end)
    cutoffs = _at_wall_time(dates, content.cutoff, calendar) if content.cutoff else closes
    due = _at_wall_time(dates[1:], content.by, calendar)
    return _steps(cutoffs[:-1], due, start, end, side)


def _steps(cutoffs: Instants, dues: Instants, start: int, end: int, side: Side) -> DueFunction:
    """Arrivals up to each cut-off, and after the one before it, are due together."""
    knots = _knots(cutoffs, start, end)
    at = dues[np.searchsorted(cutoffs, knots, side=side)]
    after = dues[np.searchsorted(cutoffs, knots, side="right")]
    return DueFunction(knots, at, after, np.zeros_like(knots), end).compact()


def _knots(candidates: Instants, start: int, end: int) -> Instants:
    inside = candidates[(start < candidates) & (candidates < end)]
    return np.concatenate(([start], np.unique(inside)))


def _at_wall_time(dates: Instants, wall: time, calendar: Calendar) -> Instants:
    since_midnight = (wall.hour * 3600 + wall.minute * 60) * SECOND
    return zones.to_utc((dates - EPOCH_ORDINAL) * DAY + since_midnight, calendar.timezone)


def _open_time(calendar: Calendar, budget: int, start: int, end: int) -> tuple[Instants, Instants]:
    """Open intervals from the first arrival until the last one's budget is surely used up."""

    def ask(reach: int) -> tuple[Instants, Instants] | None:
        opens, closes = calendar.spans(start, end + reach)
        after_end = np.maximum(closes - np.maximum(opens, end), 0).sum()
        return (opens, closes) if after_end > budget else None

    return _search(ask, 4 * budget + 30 * DAY, end)


def _dates(calendar: Calendar, days: int, start: int, end: int) -> tuple[Instants, Instants]:
    """Business dates with their closes, so that the last arrival has more than `days` after it.

    Two days on either side make room for cut-offs, which may lie before or after the close.
    """

    def ask(reach: int) -> tuple[Instants, Instants] | None:
        dates, closes = calendar.business_dates(start - 2 * DAY, end + reach)
        beyond = closes.size - np.searchsorted(closes, end + 2 * DAY)
        return (dates, closes) if beyond > days + 1 else None

    return _search(ask, 2 * days * DAY + 30 * DAY, end)


def _search(
    ask: Callable[[int], tuple[Instants, Instants] | None], reach: int, end: int
) -> tuple[Instants, Instants]:
    while reach <= FARTHEST:
        answer = ask(reach)
        if answer is not None:
            return answer
        reach *= 2
    raise TooLittleOpenTimeError(end)
