"""Odds that hold: how likely a promise is to be kept, learned from what really happened.

from troth.forecast import fit
odds = fit(history, as_of=...)
odds.by(0.9, {"type": "Street Lights"})
"""

from troth.forecast.answer import Answer, GroupUsed
from troth.forecast.errors import (
    ForecastError,
    NotOddsError,
    UnfitHistoryError,
    UnknownSituationError,
)
from troth.forecast.file import read
from troth.forecast.fit import fit
from troth.forecast.odds import Drift, Odds

__all__ = [
    "Answer",
    "Drift",
    "ForecastError",
    "GroupUsed",
    "NotOddsError",
    "Odds",
    "UnfitHistoryError",
    "UnknownSituationError",
    "fit",
    "read",
]
