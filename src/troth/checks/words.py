"""How findings speak: dates with their weekday, shares with one decimal."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from troth.said import Day, Said, Shown, joined, said


def day(when: date) -> Day:
    """`Fri 14 May 2027`."""
    return Day(when)


def short_day(when: date) -> Day:
    """`31 Dec`."""
    return Day(when, Shown.SHORT)


def moment(instant: datetime, zone: ZoneInfo, *, after: datetime | None = None) -> Said:
    """`Fri 14 May 2027 17:30`, local to the zone; without the year where `after` has the same."""
    local = instant.astimezone(zone)
    same_year = after is not None and after.astimezone(zone).year == local.year
    shown = Day(local.date(), Shown.THIS_YEAR if same_year else Shown.FULL)
    return joined((shown, _time(local)), " ")


def _time(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second or local.microsecond else f"{local:%H:%M}"


def span(length: timedelta) -> str:
    """`95 h 30 min`."""
    minutes = round(length / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours:,} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return " ".join(parts)


def percent(share: float) -> Said:
    """A share of 1 as `35.0 %`; never rounded to none or to all."""
    rounded = round(100 * share, 1)
    if rounded == 0 and share > 0:
        return said("less than {share} %", share=Decimal("0.1"))
    if rounded == 100 and share < 1:
        return said("more than {share} %", share=Decimal("99.9"))
    return said("{share} %", share=Decimal(f"{rounded:.1f}"))


def cases_text(share: Decimal | None) -> Said:
    """A share of a term, in per cent, as people say it."""
    return said("every case") if share is None else said("{share} % of cases", share=share)
