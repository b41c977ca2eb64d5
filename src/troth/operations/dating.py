"""Dates of a promise, counted anew from what was said and from its pauses."""

from datetime import datetime
from typing import Any

from troth.clock import Calendar, CalendarError
from troth.operations.errors import UnfitError
from troth.promises.due import Dates, dates, parsed
from troth.promises.editions import Edition
from troth.promises.promise import Promise
from troth.promises.recount import recount
from troth.promises.rhythm import following
from troth.promises.tzdata import version
from troth.said import said
from troth.terms import MissingCalendarError


def iso(moment: datetime | None) -> str | None:
    """An instant as payloads write it."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


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
        raise UnfitError(
            "term",
            said("nothing falls due by {term}; write 'within 2 business days'", term=repr(term)),
        )
    return counted


def recounted(promise: Promise, edition: Edition | None) -> dict[str, Any]:
    """The dates of a promise: its first, the one last agreed to, the one that holds.

    Returns:
        `due`, `earliest`, the same with `first_` and `agreed_` before them, and `next_update` as
        a payload has them, and the versions of calendar and time-zone data by which they were
        counted.
    """
    found = recount(promise, edition)
    counted: dict[str, Any] = {
        "due": iso(found.now.due),
        "earliest": iso(found.now.earliest),
        "first_due": iso(found.first.due),
        "first_earliest": iso(found.first.earliest),
        "tzdata": version(),
    }
    if found.agreed is not None:
        counted["agreed_due"] = iso(found.agreed.due)
        counted["agreed_earliest"] = iso(found.agreed.earliest)
    if found.calendar is not None:
        counted["calendar_version"] = found.calendar.version
    if found.next_update is not None:
        counted["next_update"] = iso(found.next_update)
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
