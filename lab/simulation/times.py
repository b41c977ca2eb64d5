"""The true time of a simulated month, and what the clock of the server says meanwhile."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: A Monday, three weeks before clocks change in Europe.
BEGUN = datetime(2026, 3, 9, 6, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Times:
    """What time it is."""

    #: The true time; UTC.
    at: datetime = BEGUN
    #: How far the server's clock is ahead of it.
    skew: timedelta = timedelta()

    @property
    def now(self) -> datetime:
        """What the server's clock says."""
        return self.at + self.skew

    def passed(self) -> float:
        """Seconds that never jump."""
        return (self.at - BEGUN).total_seconds()

    def true(self, us: int) -> datetime:
        """The true time at which the server's clock will show an instant, in us since 1970."""
        return _EPOCH + timedelta(microseconds=us) - self.skew

    def whole(self) -> None:
        """Go on to the next whole minute."""
        self.at = BEGUN - (BEGUN - self.at) // MINUTE * MINUTE


def minute(at: datetime) -> int:
    """An instant in minutes since the beginning.

    Raises:
        ValueError: it is none on a whole minute.
    """
    whole, rest = divmod(at - BEGUN, MINUTE)
    if rest:
        raise ValueError(f"{at} is not on a whole minute")
    return whole


def moment(minutes: int) -> datetime:
    """The instant so many minutes after the beginning."""
    return BEGUN + minutes * MINUTE
