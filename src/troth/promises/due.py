"""When one promise falls due: its term, from its start, on its calendar, around its pauses.

Business time and business days are counted as `troth.clock` counts them. A pause moves the due
instant by its open part: an elapsed term by all of it, a business term by what was open. A date
that was said instead of a term is moved in the same way. A clock that stands still from the very
start starts when it first runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np

from troth.clock import Calendar
from troth.clock.pauses import Pause as ClockPause
from troth.clock.zones import Instants
from troth.promises.promise import Pause
from troth.terms import (
    EndOfNextDay,
    Horizon,
    MissingCalendarError,
    Span,
    Term,
    Unit,
    Window,
    due_function,
    earliest_function,
    parse,
)
from troth.terms.content import ByTimeNextDay, SpanDuration, Timed

#: Elapsed time, as a calendar.
ALWAYS = Calendar.from_hours("24/7", timezone="UTC")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """From when and by when; both UTC. Without window there is no `earliest`."""

    due: datetime | None
    earliest: datetime | None = None


@lru_cache(maxsize=4096)
def parsed(text: str) -> Term:
    """A term from its text, kept once read.

    Raises:
        TermError: where the text is no term.
    """
    return parse(text)


def dates(
    term: Term, calendar: Calendar | None, start: datetime, pauses: Sequence[Pause] = ()
) -> Dates:
    """When the term falls due for something that starts then.

    A pause that lasts counts as if it had no length: the date is the last one known.

    Raises:
        MissingCalendarError: for business time without calendar.
        CalendarError: where the calendar has too little open time.
    """
    content = term.content
    if not isinstance(content, Timed):
        return Dates(None)
    if term.needs_calendar and calendar is None:
        raise MissingCalendarError(term)
    counted = calendar if term.needs_calendar and calendar is not None else ALWAYS
    if not pauses:
        return _unpaused(content, counted, start)
    start = _first_run(start, pauses)
    unpaused = _unpaused(content, counted, start)
    return Dates(
        _around(counted, start, unpaused.due, pauses),
        _around(counted, start, unpaused.earliest, pauses),
    )


def moved(
    date: datetime | None, calendar: Calendar | None, since: datetime, pauses: Sequence[Pause]
) -> datetime | None:
    """A date that was said, moved by the open time of the pauses after it was said."""
    return _around(calendar or ALWAYS, since, date, pauses)


def counting(term: str | None, calendar: Calendar | None) -> Calendar | None:
    """The calendar on which a term counts; None where it is elapsed time, or a date was said."""
    return calendar if term is not None and parsed(term).needs_calendar else None


def _first_run(start: datetime, pauses: Sequence[Pause]) -> datetime:
    for pause in sorted(pauses, key=lambda pause: pause.start):
        if pause.end is not None and pause.start <= start < pause.end:
            start = pause.end
    return start


def _unpaused(content: Timed, calendar: Calendar, start: datetime) -> Dates:
    if isinstance(content, SpanDuration):
        return Dates(_after(content.span, calendar, start))
    if isinstance(content, Window):
        return Dates(_after(content.high, calendar, start), _earliest(content, calendar, start))
    return Dates(_by_function(content, calendar, start))


def _after(span: Span, calendar: Calendar, start: datetime) -> datetime:
    if span.unit is Unit.BUSINESS_DAY:
        return calendar.due_days(start, int(span.amount)).astimezone(UTC)
    found = calendar.due(start, int(span.microseconds) * _MICROSECOND)
    assert found is not None  # noqa: S101 - only an open pause leaves no due instant
    return found.astimezone(UTC)


def _earliest(content: Window, calendar: Calendar, start: datetime) -> datetime:
    if content.low.unit is not Unit.BUSINESS_DAY:
        return _after(content.low, calendar, start)
    return _at(earliest_function(Term(content).on(calendar), _moment(start))(_column(start))[0])


def _by_function(
    content: EndOfNextDay | ByTimeNextDay, calendar: Calendar, start: datetime
) -> datetime:
    return _at(due_function(Term(content).on(calendar), _moment(start))(_column(start))[0])


def _moment(start: datetime) -> Horizon:
    return Horizon(start, start + _MICROSECOND)


def _column(start: datetime) -> Instants:
    return np.array([(start - _EPOCH) // _MICROSECOND], dtype=np.int64)


def _at(microseconds: int) -> datetime:
    return _EPOCH + int(microseconds) * _MICROSECOND


def _around(
    calendar: Calendar, start: datetime, date: datetime | None, pauses: Sequence[Pause]
) -> datetime | None:
    if date is None or date <= start:
        return date
    ended: list[ClockPause] = [
        (max(pause.start, start), pause.end)
        for pause in pauses
        if pause.end is not None and pause.end > start and pause.start < pause.end
    ]
    if not any(pause_start < date for pause_start, *_ in ended):
        return date
    found = calendar.due(start, calendar.elapsed(start, date), pauses=ended)
    assert found is not None  # noqa: S101 - pauses that last were left out
    return max(date, found.astimezone(UTC))
