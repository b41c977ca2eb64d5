"""Dates and times on the command line."""

from datetime import datetime
from zoneinfo import ZoneInfo

from troth.errors import TrothError


def read_instant(text: str, option: str, zone: ZoneInfo) -> datetime:
    """An ISO 8601 date (then 00:00) or time, in `zone` unless it says its own offset."""
    try:
        moment = datetime.fromisoformat(text)
        if not 1900 <= moment.year < 2200:
            raise ValueError
    except ValueError:
        raise TrothError(
            f"{option} {text!r} is no date or time from 1900 to 2199; write '2026-12-01', "
            "'2026-12-01 09:30' or '2026-12-01T09:30:00+01:00'"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
