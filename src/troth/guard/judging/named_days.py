"""A named day in a text that stands: `the same day`, `by Friday`, `EOD`.

Nothing falls due by it until somebody reads it, so it is asked for instants of one year: the last
minute of each date, where a named day is nearest, and every half hour of the first eight days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.clock import Calendar
from troth.guard.book import Book
from troth.guard.due import due_of
from troth.guard.found import Found
from troth.promises.due import dates
from troth.terms import Term


@dataclass(frozen=True, kw_only=True)
class NamedDay:
    """The instant for which the term is later by most, or comes nearest."""

    arrival: datetime
    said_due: datetime
    due: datetime
    #: Of the instants asked for: those for which the term is later.
    share: float


def worst_named_day(
    found: Found, zone: ZoneInfo | None, calendar: Calendar | None, term: Term, book: Book
) -> NamedDay | None:
    """None where nobody can tell which day is meant, or it is one date alone."""
    here = zone or (calendar.timezone if calendar else ZoneInfo("UTC"))
    key = "named day", found.quantity, here, calendar, term
    return book.once(key, lambda: _worst(found, here, calendar, term, book))


def _worst(
    found: Found, here: ZoneInfo, calendar: Calendar | None, term: Term, book: Book
) -> NamedDay | None:
    start = book.horizon.start.astimezone(here)
    asked = late = 0
    worst: NamedDay | None = None
    for arrival in _arrivals(start, here):
        said_due = due_of(found, arrival, here, calendar)
        due = dates(term, calendar, arrival).due
        if said_due is None or due is None or said_due <= arrival:
            return None
        asked += 1
        late += due > said_due
        if worst is None or due - said_due > worst.due - worst.said_due:
            worst = NamedDay(arrival=arrival, said_due=said_due, due=due, share=0.0)
    if worst is None:
        return None
    return NamedDay(
        arrival=worst.arrival, said_due=worst.said_due, due=worst.due, share=late / asked
    )


def _arrivals(start: datetime, here: ZoneInfo) -> Iterator[datetime]:
    for day in range(366):
        date = start.date() + timedelta(days=day)
        if day < 8:
            for half_hour in range(48):
                yield datetime.combine(date, time(half_hour // 2, half_hour % 2 * 30), here)
        yield datetime.combine(date, time(23, 59), here)
