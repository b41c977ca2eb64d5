"""What drives the odds of a situation: each group that it belongs to against everybody."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import islice

from troth.forecast.odds import Odds
from troth.forecast.quote.model import Driver


def drivers(odds: Odds, situation: Mapping[str, str]) -> tuple[Driver, ...]:
    """From everybody to the narrowest group of the situation, one facet more each."""
    usual = odds.median().value
    depth = len(odds.median(situation).groups)
    return tuple(_driver(odds, _first(odds, situation, known), usual) for known in range(depth))


def _first(odds: Odds, situation: Mapping[str, str], known: int) -> dict[str, str]:
    return {facet: situation[facet] for facet in islice(odds.facets, known)}


def _driver(odds: Odds, situation: Mapping[str, str], usual: timedelta | None) -> Driver:
    median = odds.median(situation)
    own = median.groups[-1]
    within = None if usual is None else odds.kept(usual, situation).value
    return Driver(
        name=own.name,
        n=own.n,
        median_seconds=None if median.value is None else median.value.total_seconds(),
        within_usual=within,
    )
