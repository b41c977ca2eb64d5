"""Learning the odds of promises from the verdicts of a history."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from troth.clock.instants import DAY, instant, moment
from troth.findings import instant_text
from troth.forecast.errors import ForecastError, UnfitHistoryError, unknown_facet
from troth.forecast.scale import Bins
from troth.forecast.shares import level
from troth.forecast.shares.book import K, book
from troth.forecast.shares.choosing import choose
from troth.forecast.shares.odds import Shares
from troth.forecast.shares.verdicts import Verdicts, verdicts
from troth.forecast.starts import arrivals
from troth.history import History


def fit(
    history: History,
    *,
    as_of: datetime | None = None,
    facets: Sequence[str] | None = None,
    k: float = K,
) -> Shares:
    """Learn from a history how likely its promises are kept, whatever they took.

    Args:
        history: as `troth.history.read` gives it.
        as_of: aware. Only promises that had fallen due by then are looked at; the latest instant in
            the data unless given.
        facets: that tell cases apart, in the order in which they narrow down: those of the history,
            `weekday` and `hour`. Chosen by how well earlier promises foretell later ones unless
            given.
        k: how many made-up cases a group borrows from the wider one.

    Raises:
        UnfitHistoryError: where no promise had fallen due.
        UnknownSituationError: for a facet that the history does not have.
        ForecastError: for a k below 0.
        NaiveTimeError: for an `as_of` without zone.
    """
    if not 0.0 <= k < np.inf:
        raise ForecastError(f"k is {k}; right would be a number of cases, such as {K:g}")
    found = verdicts(history)
    at_us = history.latest_us if as_of is None else instant(as_of)
    rows = found.heard(at_us)
    for name in facets or ():
        if name not in found.facets:
            raise unknown_facet(name, tuple(found.facets))
    if not rows.size:
        when = instant_text(moment(at_us, UTC))
        raise UnfitHistoryError(f"no promise of the history had fallen due by {when}; ask later")
    names = choose(found, rows, list(found.facets)) if facets is None else tuple(facets)
    return Shares(
        metric=history.metric,
        at_us=at_us,
        zone=history.rule.zone,
        book=book(found, rows, names, k),
        k=k,
        level=_level(found, rows, names, at_us, k),
        arrivals=arrivals(found.started_us[rows]),
    )


def _level(found: Verdicts, rows: Bins, names: Sequence[str], at_us: int, k: float) -> float:
    """The level of the last days, of what the cases before them say."""
    before = found.heard(at_us - level.DAYS * DAY)
    recent = rows[found.heard_us[rows] > at_us - level.DAYS * DAY]
    if not before.size or not recent.size:
        return 0.0
    said = book(found, before, names, k).of(found.facets, recent)
    return level.learn(said, found.kept[recent], found.heard_us[recent], at_us)
