"""Instants and durations as whole microseconds, the unit in which the clock counts."""

from datetime import UTC, datetime, timedelta, tzinfo

from troth.clock.errors import CalendarError, NaiveTimeError

SECOND = 1_000_000
DAY = 86_400 * SECOND
YEAR = 366 * DAY

#: `date.toordinal()` of 1 January 1970.
EPOCH_ORDINAL = 719_163

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

#: Instants outside these years are refused: a search needs room on both sides.
EARLIEST = (datetime(2, 1, 1, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)
LATEST = (datetime(9998, 1, 1, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


def micros(duration: timedelta) -> int:
    """A duration in microseconds."""
    return (duration.days * 86_400 + duration.seconds) * SECOND + duration.microseconds


def instant(moment: datetime) -> int:
    """An aware datetime in microseconds since 1970 UTC.

    Raises:
        NaiveTimeError: if the datetime has no zone.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NaiveTimeError(
            f"{moment.isoformat()} has no time zone; give an aware datetime, "
            "such as datetime(2026, 12, 1, 9, tzinfo=ZoneInfo('Europe/Berlin'))"
        )
    return micros(moment - EPOCH)


def moment(us: int, zone: tzinfo | None) -> datetime:
    """The instant as an aware datetime in a zone (UTC where none is given)."""
    return (EPOCH + timedelta(microseconds=us)).astimezone(zone or UTC)


def check_reach(us: int) -> None:
    """Refuse an instant at which no calendar can be searched."""
    if not EARLIEST <= us <= LATEST:
        raise CalendarError("the answer lies outside the years 2 to 9997; ask for a shorter span")
