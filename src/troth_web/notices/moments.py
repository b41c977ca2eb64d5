"""Instants of these tables, and as people read them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(us: int) -> datetime:
    """An instant from microseconds since 1970 UTC."""
    return _EPOCH + timedelta(microseconds=us)


def said(at: datetime, zone: ZoneInfo) -> str:
    """An instant as a reader in a zone says it: Tue 1 Dec 2026, 14:00 (Europe/Berlin)."""
    local = at.astimezone(zone)
    day = f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"
    return f"{day}, {local:%H:%M} ({zone.key})"
