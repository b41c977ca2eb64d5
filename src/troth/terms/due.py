"""The due function of a term on somebody's calendar, kept once built."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from troth.clock import Calendar
from troth.clock.instants import instant
from troth.errors import TrothError
from troth.said import quoted, said
from troth.terms import building
from troth.terms.building import Side
from troth.terms.content import (
    ByTimeNextDay,
    EndOfNextDay,
    SpanDuration,
    Timed,
    Window,
    Within,
)
from troth.terms.function import DueFunction
from troth.terms.measures import BUSINESS, Span, Unit
from troth.terms.term import Held, MissingCalendarError, Term


class HorizonError(TrothError):
    """A span of arrivals that cannot be looked at."""


class NoDueInstantError(TrothError):
    """A term that is not about time was asked when it is due."""

    def __init__(self, term: Term) -> None:
        super().__init__(
            said(
                "{term} is about {kind}, not about time; nothing falls due by it",
                term=quoted(term),
                kind=term.kind.value,
            )
        )


@dataclass(frozen=True)
class Horizon:
    """The arrivals [start, end) that a comparison looks at; both aware.

    Raises:
        NaiveTimeError: for datetimes without zone.
        HorizonError: where the end is not after the start, or beyond the years 1900 to 9000.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if not self.start_us < self.end_us:
            raise HorizonError(
                said("a horizon ends after its start, {start}", start=self.start.isoformat())
            )
        if self.start.year < 1900 or self.end.year > 9000:
            raise HorizonError(said("a horizon lies within the years 1900 to 9000"))

    @cached_property
    def start_us(self) -> int:
        """Microseconds since 1970 UTC."""
        return instant(self.start)

    @cached_property
    def end_us(self) -> int:
        """Microseconds since 1970 UTC."""
        return instant(self.end)


def due_function(held: Held | Term, horizon: Horizon) -> DueFunction:
    """When a case is due by the term, for every arrival in the horizon; a window by its end.

    Raises:
        NoDueInstantError: for a term that is not a duration.
        MissingCalendarError: for business time without calendar.
        TrothError: where the calendar has too little open time.
    """
    content, calendar = timed(held)
    return latest(content, calendar, horizon.start_us, horizon.end_us)


def earliest_function(held: Held | Term, horizon: Horizon) -> DueFunction:
    """From when on a case may be done by the term: a window's begin, else the arrival itself.

    The n-th business day begins with its date, at midnight, so that no delivery that somebody
    might count as the n-th day is ruled out. Raises as `due_function` does.
    """
    content, calendar = timed(held)
    start, end = horizon.start_us, horizon.end_us
    if not isinstance(content, Window):
        return building.elapsed(0, start, end)
    if calendar is None or content.low.unit is not Unit.BUSINESS_DAY:
        return latest(Within(content.low), calendar, start, end)
    return _business_date_begins(calendar, int(content.low.amount), start, end)


def timed(held: Held | Term) -> tuple[Timed, Calendar | None]:
    """What is due, and the calendar if it counts."""
    held = held.on(None) if isinstance(held, Term) else held
    if not isinstance(held.term.content, Timed):
        raise NoDueInstantError(held.term)
    return held.term.content, held.calendar if held.term.needs_calendar else None


def latest(
    content: Timed, calendar: Calendar | None, start: int, end: int, side: Side = "right"
) -> DueFunction:
    """The due function for arrivals in [start, end), on the side of hand-overs or of arrivals."""
    until = _until(content)
    if isinstance(until, Span) and until.unit not in BUSINESS:
        return building.elapsed(int(until.microseconds), start, end)
    if calendar is None:
        raise MissingCalendarError(content)
    return _latest(until, calendar, start, end, side)


def _until(content: Timed) -> Span | EndOfNextDay | ByTimeNextDay:
    """What decides the due instant, so that terms that differ in words alone share a function."""
    if isinstance(content, SpanDuration):
        return content.span
    return content.high if isinstance(content, Window) else content


@lru_cache(maxsize=2048)
def _latest(
    until: Span | EndOfNextDay | ByTimeNextDay, calendar: Calendar, start: int, end: int, side: Side
) -> DueFunction:
    if isinstance(until, EndOfNextDay):
        return building.end_of_next_day(calendar, start, end, side)
    if isinstance(until, ByTimeNextDay):
        return building.by_time_next_day(until, calendar, start, end, side)
    if until.unit is Unit.BUSINESS_DAY:
        return building.business_days(calendar, int(until.amount), start, end, side)
    return building.business_time(calendar, int(until.microseconds), start, end)


@lru_cache(maxsize=512)
def _business_date_begins(calendar: Calendar, days: int, start: int, end: int) -> DueFunction:
    return building.business_date_begins(calendar, days, start, end, "right")
