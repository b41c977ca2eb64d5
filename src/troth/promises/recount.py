"""The dates of a promise counted anew, from what was said and from its pauses."""

from dataclasses import dataclass, replace
from datetime import datetime

from troth.clock import Calendar
from troth.promises.due import Dates, counting, dates, moved, parsed
from troth.promises.editions import Edition
from troth.promises.promise import Agreement, Change, Pause, Promise
from troth.promises.rhythm import following


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """The first date, the one last agreed to, the one that holds, and the next update."""

    first: Dates
    #: None where nothing was agreed to after the first.
    agreed: Dates | None
    now: Dates
    next_update: datetime | None
    calendar: Calendar | None


def recount(promise: Promise, edition: Edition | None) -> Recounted:
    """All dates of a promise around its pauses; those that last count as if they had no length."""
    calendar = calendar_of(promise, edition)
    first = _first(promise, calendar)
    agreed = [each for each in promise.changes if each.agreement is Agreement.CONFIRMED]
    return Recounted(
        first=first,
        agreed=_changed(agreed[-1], promise, calendar) if agreed else None,
        now=_changed(promise.change, promise, calendar) if promise.change else first,
        next_update=_next_update(promise, calendar),
        calendar=calendar,
    )


def calendar_of(promise: Promise, edition: Edition | None) -> Calendar | None:
    """The calendar that counts the promise's business time, as its edition has it."""
    return edition.calendar(promise.calendar) if edition else None


def ended_pauses(
    promise: Promise, at: datetime, *, reason: str | None = None, duty: str | None = None
) -> Promise:
    """The promise as if pauses ended at `at`: all, or the one of this reason or duty."""

    def ended(pause: Pause) -> Pause:
        if pause.end is not None or not pause.is_meant(reason, duty):
            return pause
        return replace(pause, end=max(at, pause.start))

    return replace(promise, pauses=tuple(map(ended, promise.pauses)))


def _first(promise: Promise, calendar: Calendar | None) -> Dates:
    if promise.term is None:
        since = promise.made_at
        return Dates(
            moved(promise.said_due, None, since, promise.pauses),
            moved(promise.said_earliest, None, since, promise.pauses),
        )
    if promise.recurring:
        return Dates(None)
    return dates(parsed(promise.term), calendar, promise.starts_at, promise.pauses)


def _changed(change: Change, promise: Promise, calendar: Calendar | None) -> Dates:
    """The dates of a change; a date that was said counts pauses as the promise's term does."""
    counted = counting(change.term or promise.term, calendar)
    return Dates(
        moved(change.due, counted, change.at, promise.pauses),
        moved(change.earliest, counted, change.at, promise.pauses),
    )


def _next_update(promise: Promise, calendar: Calendar | None) -> datetime | None:
    if promise.updates is None or promise.next_update is None:
        return None
    since = promise.told_at or promise.starts_at
    return following(parsed(promise.updates), calendar, since, promise.pauses)
