"""Dates of a promise, counted anew from what was said and from its pauses."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from troth.clock import Calendar
from troth.promises.due import Dates, counting, dates, moved, parsed, updated
from troth.promises.editions import Edition
from troth.promises.promise import Pause, Promise
from troth.promises.tzdata import version


def iso(moment: datetime | None) -> str | None:
    """An instant as payloads write it."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def calendar_of(promise: Promise, edition: Edition | None) -> Calendar | None:
    """The calendar that counts the promise's business time, as its edition has it."""
    return edition.calendar(promise.calendar) if edition else None


def ended_pauses(promise: Promise, at: datetime, **only: str | None) -> Promise:
    """The promise as if pauses ended at `at`: all, or those with this `reason` or `duty`."""

    def ended(pause: Pause) -> Pause:
        meant = all(value in {None, getattr(pause, key)} for key, value in only.items())
        return replace(pause, end=max(at, pause.start)) if pause.end is None and meant else pause

    return replace(promise, pauses=tuple(map(ended, promise.pauses)))


def recounted(promise: Promise, edition: Edition | None) -> dict[str, Any]:
    """The dates of a promise, from its first date and its last change, around its pauses.

    Returns:
        `due`, `earliest`, `first_due`, `first_earliest`, `next_update` as a payload has them, and
        the versions of calendar and time-zone data by which they were counted.
    """
    calendar = calendar_of(promise, edition)
    first = _first(promise, calendar)
    now = _after_change(promise, calendar) or first
    counted: dict[str, Any] = {
        "due": iso(now.due),
        "earliest": iso(now.earliest),
        "first_due": iso(first.due),
        "first_earliest": iso(first.earliest),
        "tzdata": version(),
    }
    if calendar is not None:
        counted["calendar_version"] = calendar.version
    if promise.next_update is not None:
        counted["next_update"] = iso(_next_update(promise, calendar))
    return counted


def first_update(
    updates: str | None, calendar: Calendar | None, start: datetime
) -> datetime | None:
    """When the first update is due."""
    return updated(parsed(updates), calendar, start) if updates else None


def _first(promise: Promise, calendar: Calendar | None) -> Dates:
    if promise.term is None:
        counted = counting(promise, calendar)
        since = promise.made_at
        return Dates(
            moved(promise.said_due, counted, since, promise.pauses),
            moved(promise.said_earliest, counted, since, promise.pauses),
        )
    if promise.recurring:
        return Dates(None)
    return dates(parsed(promise.term), calendar, promise.starts_at, promise.pauses)


def _after_change(promise: Promise, calendar: Calendar | None) -> Dates | None:
    change = promise.change
    if change is None:
        return None
    counted = counting(promise, calendar)
    return Dates(
        moved(change.due, counted, change.at, promise.pauses),
        moved(change.earliest, counted, change.at, promise.pauses),
    )


def _next_update(promise: Promise, calendar: Calendar | None) -> datetime | None:
    since = promise.told_at or promise.starts_at
    return dates(parsed(promise.updates or ""), calendar, since, promise.pauses).due
