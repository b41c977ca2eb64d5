"""Instants and durations as whole microseconds, the unit in which the clock counts."""

from datetime import UTC, datetime, timedelta, tzinfo

from troth.clock.errors import CalendarError, NaiveTimeError
from troth.said import said

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
    try:
        since = moment - EPOCH
    except TypeError:
        # A datetime without zone, or with one that does not know its offset.
        raise NaiveTimeError(
            f"{moment.isoformat()} has no time zone; give an aware datetime, "
            "such as datetime(2026, 12, 1, 9, tzinfo=ZoneInfo('Europe/Berlin'))"
        ) from None
    return (since.days * 86_400 + since.seconds) * SECOND + since.microseconds


def moment(us: int, zone: tzinfo | None) -> datetime:
    """The instant as an aware datetime in a zone (UTC where none is given)."""
    seconds, rest = divmod(us, SECOND)
    if not rest and 0 <= seconds < 2**34:
        # Twice as fast; but of other instants it rounds some, and not every system knows all.
        return datetime.fromtimestamp(seconds, zone or UTC)
    return (EPOCH + timedelta(microseconds=us)).astimezone(zone or UTC)


def check_reach(us: int) -> None:
    """Refuse an instant at which no calendar can be searched."""
    if not EARLIEST <= us <= LATEST:
        raise CalendarError(
            said("the answer lies outside the years 2 to 9997"), said("ask for a shorter span")
        )
