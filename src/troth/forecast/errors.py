"""What keeps a history from saying anything about the future."""

from troth.errors import TrothError


class ForecastError(TrothError):
    """A history, a situation or a file from which no odds can be had; the text says why."""


class UnfitHistoryError(ForecastError):
    """A history from which nothing can be learned."""


class UnknownSituationError(ForecastError):
    """A situation with a facet that the odds do not tell apart."""


class NotOddsError(ForecastError):
    """A file that `Odds.save` did not write."""
