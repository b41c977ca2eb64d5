"""A clock that goes only when it is told to."""

from datetime import datetime, timedelta

from troth.clock.instants import instant


class FixedClock:
    """Answers the same instant until it is moved; for code that asks its edge for now."""

    def __init__(self, at: datetime) -> None:
        instant(at)
        self.at = at

    def __call__(self) -> datetime:
        """Now."""
        return self.at

    def move(self, by: timedelta) -> datetime:
        """Go on, or back where `by` is negative, as clocks of machines do; the instant then."""
        self.at += by
        return self.at
