"""Dates of a promise, counted anew from what was said and from its pauses."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from troth.clock import Calendar, CalendarError
from troth.operations.errors import UnfitError
from troth.promises.due import Dates, counting, dates, moved, parsed
from troth.promises.editions import Edition
from troth.promises.promise import Agreement, Change, Pause, Promise
from troth.promises.rhythm import following
from troth.promises.tzdata import version
from troth.terms import MissingCalendarError


def iso(moment: datetime | None) -> str | None:
    """An instant as payloads write it."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def calendar_of(promise: Promise, edition: Edition | None) -> Calendar | None:
    """The calendar that counts the promise's business time, as its edition has it."""
    return edition.calendar(promise.calendar) if edition else None


def given(term: str, calendar: Calendar | None, start: datetime) -> Dates:
    """The dates of a term that somebody gives.

    Raises:
        UnfitError: nothing falls due by it, it needs a calendar, or the calendar is never open.
    """
    try:
        counted = dates(parsed(term), calendar, start)
    except (MissingCalendarError, CalendarError) as error:
        raise UnfitError("term", str(error)) from None
    if counted.due is None:
        raise UnfitError("term", f"nothing falls due by {term!r}; write 'within 2 business days'")
    return counted


def ended_pauses(promise: Promise, at: datetime, **only: str | None) -> Promise:
    """The promise as if pauses ended at `at`: all, or those with this `reason` or `duty`."""

    def ended(pause: Pause) -> Pause:
        meant = all(value in {None, getattr(pause, key)} for key, value in only.items())
        return replace(pause, end=max(at, pause.start)) if pause.end is None and meant else pause

    return replace(promise, pauses=tuple(map(ended, promise.pauses)))


def recounted(promise: Promise, edition: Edition | None) -> dict[str, Any]:
    """The dates of a promise: its first, the one last agreed to, the one that holds.

    Returns:
        `due`, `earliest`, the same with `first_` and `agreed_` before them, and `next_update` as
        a payload has them, and the versions of calendar and time-zone data by which they were
        counted.
    """
    calendar = calendar_of(promise, edition)
    first = _first(promise, calendar)
    now = _changed(promise.change, promise, calendar) or first
    counted: dict[str, Any] = {
        "due": iso(now.due),
        "earliest": iso(now.earliest),
        "first_due": iso(first.due),
        "first_earliest": iso(first.earliest),
        "tzdata": version(),
    }
    agreed = _changed(_last_agreed(promise), promise, calendar)
    if agreed is not None:
        counted |= {"agreed_due": iso(agreed.due), "agreed_earliest": iso(agreed.earliest)}
    if calendar is not None:
        counted["calendar_version"] = calendar.version
    if promise.next_update is not None:
        counted["next_update"] = iso(next_update(promise, calendar))
    return counted


def first_update(
    updates: str | None, calendar: Calendar | None, start: datetime
) -> datetime | None:
    """When the first update is due.

    Raises:
        UnfitError: it needs a calendar, or the calendar is never open.
    """
    if updates is None:
        return None
    try:
        return following(parsed(updates), calendar, start)
    except (MissingCalendarError, CalendarError) as error:
        raise UnfitError("updates", str(error)) from None


def next_update(promise: Promise, calendar: Calendar | None) -> datetime | None:
    """When the next update is due, around the pauses; None where there is no rhythm."""
    if promise.updates is None:
        return None
    since = promise.told_at or promise.starts_at
    return following(parsed(promise.updates), calendar, since, promise.pauses)


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


def _last_agreed(promise: Promise) -> Change | None:
    agreed = [each for each in promise.changes if each.agreement is Agreement.CONFIRMED]
    return agreed[-1] if agreed else None


def _changed(change: Change | None, promise: Promise, calendar: Calendar | None) -> Dates | None:
    """The dates of a change; a date that was said counts pauses as the promise's term does."""
    if change is None:
        return None
    counted = counting(change.term or promise.term, calendar)
    return Dates(
        moved(change.due, counted, change.at, promise.pauses),
        moved(change.earliest, counted, change.at, promise.pauses),
    )
