"""The sentences of a finding of feasibility: who says what, and the day on which it cannot hold."""

from datetime import datetime
from zoneinfo import ZoneInfo

from troth.checks import words
from troth.checks.closures import unusual
from troth.checks.context import Context
from troth.checks.friction import Friction
from troth.checks.stated import Stated
from troth.findings import Witness
from troth.playbook import Playbook


def contrast(context: Context, friction: Friction) -> str:
    """Both texts; then the worst day, or the shares of cases."""
    second = f"{friction.second.sentence}{hours(context, friction.second)}"
    lines = [f"{friction.first.sentence}, but {second}."]
    if friction.worst:
        lines.append(worst_day(context, friction.first, friction.second, friction.worst))
    if friction.share is not None:
        lines.append(
            f"It is promised for {words.promised_share(friction.share)}, and can be kept in "
            f"{words.promised_share(friction.second.term.share)}."
        )
    return "\n".join(lines)


def worst_day(context: Context, first: Stated, second: Stated, witness: Witness) -> str:
    """What becomes of the worst arrival, in the zone of the later side; and how many fare so."""
    zone = zone_of(context, second, first)
    arrival = words.moment(witness.arrival, zone)
    early = words.moment(witness.first.due, zone, after=witness.arrival)
    late = words.moment(witness.second.due, zone, after=witness.arrival)
    reason = reason_of(context, second, first, witness.arrival, witness.second.due)
    return (
        f"A case that arrives {arrival} ({zone.key}) is due by {first.noun} on {early}, but by "
        f"{second.noun} only on {late}{reason}. "
        f"{words.percent(witness.share)} of arrivals are affected."
    )


def reason_of(context: Context, late: Stated, other: Stated, start: datetime, end: datetime) -> str:
    """` (Whit Monday)`, where closed days explain the delay; else nothing."""
    calendar_id = late.calendar or other.calendar
    calendar = context.calendar(calendar_id)
    if not late.term.needs_calendar or calendar is None or calendar_id is None:
        return ""
    closed = unusual(context.playbook, calendar_id, calendar, start, end)
    return f" ({closed})" if closed else ""


def zone_of(context: Context, *sides: Stated) -> ZoneInfo:
    """The zone of the first side that has a calendar."""
    for side in sides:
        calendar = context.calendar(side.calendar)
        if calendar is not None:
            return calendar.timezone
    return ZoneInfo("UTC")


def hours(context: Context, term: Stated) -> str:
    """` (Mo-Fr 09:00-17:30 Europe/Berlin)`, where the term counts business time."""
    if not term.term.needs_calendar or term.calendar is None:
        return ""
    return f" ({hours_text(context.playbook, term.calendar)})"


def hours_text(playbook: Playbook, calendar_id: str) -> str:
    """The hours as written, or of what they are made."""
    declared = playbook.calendars[calendar_id]
    if declared.sum is not None:
        return f"hours of {words.listed(declared.sum, 'or')}"
    if declared.of is not None:
        without = words.listed(declared.except_ or (), "and")
        return f"hours of {declared.of} without {without}"
    return " ".join(part for part in (declared.hours, declared.timezone) if part)
