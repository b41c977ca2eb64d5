"""Instants and lengths for people: in the reader's zone and language, the promise's zone beside."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

from troth.clock import zones
from troth_web import clock

_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant as a page shows it."""

    at: datetime
    #: In the reader's zone: `today 17:30`, `Fri 22 May 17:30`.
    text: str
    #: The same in the zone of the promise, where that differs: `11:30 New York`; else empty.
    there: str
    #: In full, for who points at it.
    full: str


def moment(at: datetime, zone: str = "", *, with_day: bool = True) -> Moment:
    """An instant for the reader.

    Args:
        at: aware.
        zone: the zone in which it was promised; empty for none.
        with_day: whether the day stands beside the time.
    """
    mine = timezone.localtime(at)
    full = f"{date_format(mine, pgettext('date in full', 'l j F Y, H:i'))} {zone_text(mine)}"
    text = f"{day_text(mine)} {clock_text(mine)}" if with_day else clock_text(mine)
    return Moment(at=at, text=text, there=_there(at, mine, zone), full=full)


def day_text(local: datetime) -> str:
    """`today`, `tomorrow`, `Fri 22 May`, and with the year where that is another one."""
    today = timezone.localtime(clock.now()).date()
    near = {
        0: gettext("today"),
        1: gettext("tomorrow"),
        -1: gettext("yesterday"),
    }
    days = (local.date() - today).days
    if days in near:
        return near[days]
    if local.year == today.year:
        return date_format(local, pgettext("date of this year", "D j M"))
    return date_format(local, pgettext("date of another year", "D j M Y"))


def day_name(local: datetime) -> str:
    """`Fri 22 May`, also where that is today: for what stands on a picture."""
    return date_format(local, pgettext("date of this year", "D j M"))


def clock_text(local: datetime) -> str:
    """`17:30`."""
    return date_format(local, pgettext("time of day", "H:i"))


def zone_text(local: datetime) -> str:
    """The place of a zone: `Berlin`."""
    key = getattr(local.tzinfo, "key", "UTC")
    return key.rpartition("/")[2].replace("_", " ")


def _there(at: datetime, mine: datetime, zone: str) -> str:
    if not zone:
        return ""
    theirs = at.astimezone(zones.load(zone))
    if theirs.utcoffset() == mine.utcoffset():
        return ""
    place = zone_text(theirs)
    if theirs.date() == mine.date():
        return gettext("%(time)s in %(place)s") % {"time": clock_text(theirs), "place": place}
    day = date_format(theirs, pgettext("date of this year", "D j M"))
    return gettext("%(day)s %(time)s in %(place)s") % {
        "day": day,
        "time": clock_text(theirs),
        "place": place,
    }


def span_text(length: float | timedelta) -> str:
    """`45 min`, `3 h 20 min`, `2 d 4 h`; of two units the larger ones, rounded down."""
    whole = length.total_seconds() if isinstance(length, timedelta) else length
    seconds = int(abs(whole))
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // _MINUTE
    in_days, in_hours, in_minutes = gettext("%d d"), gettext("%d h"), gettext("%d min")
    parts = [in_minutes % minutes]
    if days:
        parts = [in_days % days, *([in_hours % hours] if hours else [])]
    elif hours:
        parts = [in_hours % hours, *([in_minutes % minutes] if minutes else [])]
    return " ".join(parts)


def left_text(at: datetime, now: datetime) -> str:
    """`in 3 h 20 min`, or `18 h ago`."""
    span = span_text(at - now)
    return gettext("in %s") % span if at >= now else gettext("%s ago") % span


def days_text(days: int) -> str:
    """`3 days`."""
    return ngettext("%d day", "%d days", days) % days
