"""What keeps a history from saying anything about the future."""

from collections.abc import Sequence

from troth.errors import TrothError
from troth.history.errors import listed, nearest


class ForecastError(TrothError):
    """A history, a situation or a file from which no odds can be had; the text says why."""


class UnfitHistoryError(ForecastError):
    """A history from which nothing can be learned."""


class UnknownSituationError(ForecastError):
    """A situation with a facet that the odds do not tell apart."""


class NotOddsError(ForecastError):
    """A file that `Odds.save` did not write."""


def unknown_facet(name: str, known: Sequence[str]) -> UnknownSituationError:
    """Of a facet that a history does not have."""
    return UnknownSituationError(
        f"'{name}' is no facet of the history.{nearest(name, known)} "
        f"Its facets are {listed(known) or 'none'}"
    )


class NotQuotesError(ForecastError):
    """A file that does not hold quotes, one in each line."""
