"""How findings speak: dates with their weekday, shares with one decimal."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """`Fri 14 May 2027`."""
    return f"{_WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """`31 Dec`."""
    return f"{when.day} {_MONTHS[when.month - 1]}"


def moment(instant: datetime, zone: ZoneInfo, *, after: datetime | None = None) -> str:
    """`Fri 14 May 2027 17:30`, local to the zone; without the year where `after` has the same."""
    local = instant.astimezone(zone)
    same_year = after is not None and after.astimezone(zone).year == local.year
    shown = day(local.date())
    return f"{shown.rsplit(' ', 1)[0] if same_year else shown} {_time(local)}"


def _time(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second or local.microsecond else f"{local:%H:%M}"


def span(length: timedelta) -> str:
    """`95 h 30 min`."""
    minutes = round(length / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours:,} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return " ".join(parts)


def percent(share: float) -> str:
    """A share of 1 as `35.0 %`; never rounded to none or to all."""
    rounded = round(100 * share, 1)
    if rounded == 0 and share > 0:
        return "less than 0.1 %"
    if rounded == 100 and share < 1:
        return "more than 99.9 %"
    return f"{rounded:.1f} %"


def cases_text(share: Decimal | None) -> str:
    """A share of a term, in per cent, as people say it."""
    return "every case" if share is None else f"{share} % of cases"


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    all_words: Sequence[str] = tuple(words)
    if len(all_words) < 2:
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} {last} {all_words[-1]}"
