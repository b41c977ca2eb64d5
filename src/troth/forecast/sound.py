"""Whether odds from a file hang together: everything that an answer would stumble over later."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from troth.clock import zones
from troth.clock.instants import EARLIEST, LATEST, moment
from troth.forecast.groups import Groups
from troth.forecast.level import STEPS, LevelMap
from troth.forecast.odds import Odds
from troth.forecast.scale import BINS, Unit
from troth.forecast.spells import DONE, OPEN, WITHDRAWN
from troth.history.arrays import Instants

#: Of one cell: more than there are people, and few enough to add up.
MOST_CASES = 2**40


def check(odds: Odds) -> None:
    """Raise ValueError where they do not; CalendarError for a zone that nobody knows."""
    counts, settings = odds.model.book.counts, odds.settings
    half_life = settings.half_life_days
    zones.load(odds.clock.zone)
    moment(odds.model.at_us, UTC)
    _require(
        0.0 <= settings.k < np.inf,
        half_life is None or 0.0 < half_life < np.inf,
        odds.clock.scale.unit in get_args(Unit),
        (odds.clock.scale.unit == "business") == (odds.clock.calendar is not None),
        EARLIEST < odds.model.at_us < LATEST,
        odds.arrivals.size > 0,
        all(_is_time(each) for each in (odds.arrivals, counts.since_us, counts.until_us)),
        all(isinstance(said, dict) for said in odds.record),
    )
    for drift in odds.drifts:
        _require(
            0 <= int(drift.group) < len(odds.model.groups),
            0.0 < drift.p < 1.0,
            0 <= drift.kept <= drift.due,
            drift.due > 0,
        )
    learned = (odds.model, odds.trees, odds.looks.model if odds.looks else None)
    for levels in [one.levels for one in learned if one is not None]:
        for level in (levels.everybody, *levels.own.values()):
            check_level(level)


def check_groups(groups: Groups) -> None:
    """A tree, numbered depth by depth, and within a depth by parent and code."""
    first = np.array(groups.first)
    _require(
        len(first) == len(groups.facets) + 2 == len(groups.values) + 2,
        first[:2].tolist() == [0, 1],
        (np.diff(first) > 0).all(),
        len(set(groups.facets)) == len(groups.facets),
        all(isinstance(name, str) for name in groups.facets),
        groups.parent[0] == groups.code[0] == 0,
    )
    for depth, values in enumerate(groups.values, 1):
        here = groups.at(depth)
        parent, code = groups.parent[here], groups.code[here]
        _require(
            all(value is None or isinstance(value, str) for value in values),
            (parent >= first[depth - 1]).all(),
            (parent < first[depth]).all(),
            (code >= 0).all(),
            (code < len(values)).all(),
            (np.diff(parent * (len(values) + 1) + code) > 0).all(),
        )


def check_cells(cells: Mapping[str, NDArray[Any]], groups: Groups) -> None:
    """Columns of leaves that exist, sorted by them, of cases that weigh something."""
    leaf, cases, weight = cells["leaf"], cells["cases"], cells["weight"]
    _require(
        (leaf >= groups.first[-2]).all(),
        (leaf < len(groups)).all(),
        (np.diff(leaf) >= 0).all(),
        np.isin(cells["kind"], (OPEN, DONE, WITHDRAWN)).all(),
        (cells["bin"] >= 0).all(),
        (cells["bin"] < BINS).all(),
        (cases > 0).all(),
        (cases < MOST_CASES).all(),
        (weight >= 0.0).all(),
        # Nobody weighs more than one; sums are rounded.
        (weight <= cases * (1.0 + 1e-9)).all(),
    )


def check_level(level: LevelMap) -> None:
    """Shares from 0 to 1 that never fall."""
    _require(
        level.asked.shape == (STEPS + 1,),
        (level.asked >= 0.0).all(),
        (level.asked <= 1.0).all(),
        (np.diff(level.asked) >= 0.0).all(),
        0.0 <= level.cases < np.inf,
    )


def _is_time(us: Instants) -> bool:
    return bool(((us > EARLIEST) & (us < LATEST)).all())


def _require(*conditions: object) -> None:
    if not all(conditions):
        raise ValueError
