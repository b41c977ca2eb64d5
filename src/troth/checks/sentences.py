"""The sentences of a finding of feasibility: who says what, and the day on which it cannot hold."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from troth.checks import words
from troth.checks.arrivals import affected
from troth.checks.context import Context
from troth.checks.friction import Friction
from troth.findings import Finding, Severity, Witness
from troth.playbook import Playbook
from troth.playbook.stated import Stated
from troth.said import Said, either, joined, listed, said


def finding_of(
    context: Context,
    code: str,
    friction: Friction,
    *,
    fix: Said,
    severity: Severity | None = None,
    at: Stated | None = None,
) -> Finding:
    """The finding that two terms cannot both hold.

    Unless said otherwise it is as severe as the promise is strong, and stands at the promise.
    """
    first, second = friction.first, friction.second
    flagged = at or first
    lines = [_both(context, first, second)]
    measured: dict[str, Any] = {}
    if friction.worst and friction.comparison:
        found = affected(context, first, friction.comparison, zone_of(context, second, first))
        day = worst_day(context, first, second, friction.worst)
        lines.append(joined((day, found.sentence), " "))
        measured = found.as_json()
    if friction.share is not None:
        lines.append(
            said(
                "It is promised for {promised}, and can be kept in {kept}.",
                promised=words.cases_text(friction.share),
                kept=words.cases_text(second.term.share),
            )
        )
    return context.finding(
        code,
        severity or first.severity,
        at=flagged.path,
        about=(first.id, second.id),
        message=joined(lines),
        fix=fix,
        witness=friction.worst,
        next_=friction.next,
        measured=measured,
    )


def _both(context: Context, first: Stated, second: Stated) -> Said:
    """Who says what, with the hours that the second counts."""
    counted = hours(context, second)
    told = joined((second.sentence, said("({hours})", hours=counted)), " ") if counted else None
    return said("{first}, but {second}.", first=first.sentence, second=told or second.sentence)


def worst_day(context: Context, first: Stated, second: Stated, witness: Witness) -> Said:
    """What becomes of the worst arrival, in the zone of the later side."""
    zone = zone_of(context, second, first)
    late = words.moment(witness.second.due, zone, after=witness.arrival)
    closed = closures_of(context, second, first, witness.arrival, witness.second.due)
    return said(
        "A case that arrives {arrival} ({zone}) is due by {first} on {early}, but by {second} only "
        "on {late}.",
        arrival=words.moment(witness.arrival, zone),
        zone=zone.key,
        first=first.noun,
        early=words.moment(witness.first.due, zone, after=witness.arrival),
        second=second.noun,
        late=joined((late, said("({closed})", closed=closed)), " ") if closed else late,
    )


def closures_of(
    context: Context, late: Stated, other: Stated, start: datetime, end: datetime
) -> str:
    """`Whit Monday`, where closed days explain the delay; else nothing."""
    calendar_id = late.calendar or other.calendar
    calendar = context.counting.calendar(calendar_id)
    if not late.term.needs_calendar or calendar is None or calendar_id is None:
        return ""
    first, last = (instant.astimezone(calendar.timezone).date() for instant in (start, end))
    return context.unusual_closures(calendar_id, first, last)


def zone_of(context: Context, *sides: Stated) -> ZoneInfo:
    """The zone of the first side that has a calendar."""
    for side in sides:
        calendar = context.counting.calendar(side.calendar)
        if calendar is not None:
            return calendar.timezone
    return ZoneInfo("UTC")


def hours(context: Context, term: Stated) -> str:
    """`Mo-Fr 09:00-17:30 Europe/Berlin`, where the term counts business time; else nothing."""
    if not term.term.needs_calendar or term.calendar is None:
        return ""
    return hours_text(context.playbook, term.calendar)


def hours_text(playbook: Playbook, calendar_id: str) -> str:
    """The hours as written, or of what they are made."""
    declared = playbook.calendars[calendar_id]
    if declared.sum is not None:
        return said("hours of {calendars}", calendars=either(declared.sum))
    if declared.of is not None:
        without = listed(declared.except_ or ())
        return said("hours of {calendar} without {without}", calendar=declared.of, without=without)
    return " ".join(part for part in (declared.hours, declared.timezone) if part)
