"""Waking hours: when a reader may be written to, in their own zone. Pure functions of instants."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from troth.playbook.schema.frequency import QuietHours, read_quiet_hours


def awake_from(at: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """The first instant from `at` on that is not in quiet hours; UTC.

    Quiet hours are local wall times, also on the days on which clocks change.
    """
    if quiet is None:
        return at.astimezone(UTC)
    local = at.astimezone(zone)
    if not quiet.hold(local.time()):
        return at.astimezone(UTC)
    ends = (
        each
        for days in range(3)
        for each in _ends(local.date() + timedelta(days=days), quiet, zone)
    )
    return next(end for end in ends if end > at)


def waking(quiet: QuietHours) -> str:
    """Waking hours as people write them: what is left of the day by quiet hours."""
    return f"{quiet.end:%H:%M}-{quiet.start:%H:%M}"


def quiet_of(waking_hours: str) -> QuietHours:
    """Quiet hours from waking hours: 07:00-21:00.

    Raises:
        PydanticCustomError: it is no span of hours.
    """
    read = read_quiet_hours(waking_hours)
    return QuietHours(read.end, read.start)


def _ends(day: date, quiet: QuietHours, zone: ZoneInfo) -> list[datetime]:
    """When quiet hours end on a date: twice where clocks show that time twice."""
    local = datetime.combine(day, quiet.end, tzinfo=zone)
    both = sorted(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return [end for end in both if not quiet.hold(end.astimezone(zone).time())]
