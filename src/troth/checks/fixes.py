"""What would mend a claim that its standard does not back: other words, or other hours."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from troth.checks.context import Context
from troth.checks.friction import Friction
from troth.clock import Calendar
from troth.playbook.schema.calendars import DeclaredCalendar
from troth.said import Said, either, listed, quoted, said
from troth.terms import Horizon, Term, due_function

#: Hours that are the same on all the days they name: `Mo-Fr 09:00-17:30`.
_SIMPLE = re.compile(r"(?P<days>Mo-(?:Fr|Sa|Su)) (?P<times>\d\d:\d\d-\d\d:\d\d)(?:; PH off)?")
_CLOSED = {
    "Mo-Fr": (said("Saturdays"), said("Sundays")),
    "Mo-Sa": (said("Sundays"),),
    "Mo-Su": (),
}


class Hours(NamedTuple):
    """What a calendar is made of, so that equal ones are made once."""

    weekly: str
    timezone: str
    holidays: str | None = None
    exceptions: tuple[tuple[date, str], ...] = ()


def fix(context: Context, friction: Friction) -> Said:
    """The standard's own term, which is always backed; or hours that would do, where known."""
    say = said("say {term}", term=quoted(friction.second.term))
    staff = _staffing(context, friction)
    return either((say, staff)) if staff else say


def _staffing(context: Context, friction: Friction) -> Said | None:
    """The smallest of a few changes of hours with which the claim would hold, if any would.

    Only for claims in elapsed time: longer hours would move the dues of others too.
    """
    claim, standard = friction.first.term, friction.second
    declared = context.playbook.calendars.get(standard.calendar or "")
    elapsed = friction.comparison is not None and not claim.needs_calendar
    if not (elapsed and standard.term.needs_calendar and declared and friction.share is None):
        return None
    wait = due_function(claim, context.horizon).min_lead
    for words, hours in _longer_hours(declared):
        if _longest_wait(standard.term, hours, context.horizon) <= wait:
            return words
    return None


def _longer_hours(declared: DeclaredCalendar) -> Iterator[tuple[Said, Hours]]:
    """Words for them, and the hours; the smallest change first."""
    shape = _SIMPLE.fullmatch(declared.hours or "")
    if not shape or not declared.timezone:
        return
    times, closed = shape["times"], _CLOSED[shape["days"]]
    daily = Hours(f"Mo-Su {times}", declared.timezone)
    exceptions = tuple(sorted(declared.exceptions.items()))
    if closed:
        kept = daily._replace(holidays=declared.holidays, exceptions=exceptions)
        yield said("staff {days} {times}", days=listed(closed), times=times), kept
    if declared.holidays or exceptions:
        yield _every_day(times), daily
    longer = _an_hour_earlier(times)
    yield _every_day(longer), daily._replace(weekly=f"Mo-Su {longer}")


def _every_day(times: str) -> Said:
    return said("staff every day {times}, holidays too", times=times)


def _an_hour_earlier(times: str) -> str:
    """`08:00-17:30` for `09:00-17:30`; from midnight at the earliest."""
    return f"{max(int(times[:2]) - 1, 0):02}{times[2:]}"


@lru_cache(maxsize=1024)
def _longest_wait(term: Term, hours: Hours, horizon: Horizon) -> int:
    """The longest time from an arrival to its due, microseconds."""
    return due_function(term.on(_calendar(hours)), horizon).max_lead


@lru_cache(maxsize=256)
def _calendar(hours: Hours) -> Calendar:
    return Calendar.from_hours(hours.weekly, hours.timezone, hours.holidays, dict(hours.exceptions))
