"""Shares by when customers really come, instead of evenly over the horizon."""

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from troth.clock import zones
from troth.clock.instants import SECOND
from troth.clock.zones import Instants
from troth.terms.due import Horizon

HOUR = 3600 * SECOND
HOURS_A_WEEK = 168
#: 1970-01-01 was a Thursday: hours from the Monday before it.
THURSDAY = 72


@dataclass(frozen=True)
class ArrivalProfile:
    """How arrivals spread over the week: a weight for each hour, from Monday 00:00 on the wall.

    Within an hour they come evenly, twice as many in the hour that a wall repeats in autumn. Any
    unit will do, counts or parts, since only ratios matter.
    """

    weights: tuple[float, ...]
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if len(self.weights) != HOURS_A_WEEK or min(self.weights) < 0 or not any(self.weights):
            raise ValueError("an arrival profile has 168 weights, none below 0 and one above")


def weighted_share(
    failing: tuple[Instants, Instants], horizon: Horizon, profile: ArrivalProfile
) -> float:
    """Part of the expected arrivals in the horizon that falls into the failing intervals.

    Args:
        failing: starts and ends, microseconds UTC, as in `Comparison.failing`.
        horizon: what the share is of.
        profile: when customers come.

    Returns:
        A share between 0 and 1; 0 where nobody comes in the horizon at all.
    """
    starts, ends = failing
    edges, expected = _expected_until(profile, horizon.start_us, horizon.end_us)
    if not expected[-1]:
        return 0.0
    inside = np.interp(ends, edges, expected) - np.interp(starts, edges, expected)
    return float(inside.sum() / expected[-1])


@lru_cache(maxsize=16)
def _expected_until(
    profile: ArrivalProfile, start: int, end: int
) -> tuple[Instants, NDArray[np.float64]]:
    """Edges of the wall's hours within the horizon, and arrivals expected up to each."""
    walls = zones.to_local(np.array([start, end]), profile.zone) // HOUR
    # One more hour on either side: a wall may be set back within the horizon.
    hours = np.arange(walls.min() - 24, walls.max() + 25)
    begins = zones.to_utc(hours * HOUR, profile.zone)
    # Hours that a wall skips get no time, also where it skips a whole day.
    begins = np.minimum.accumulate(begins[::-1])[::-1]
    edges = np.clip(begins, start, end)
    rates = np.array(profile.weights)[(hours[:-1] + THURSDAY) % HOURS_A_WEEK]
    return edges, np.append(0.0, np.cumsum(rates * np.diff(edges)))
