"""Where a history did best: the months, and the values of its facets, one group at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from troth.checks.measured import FEWEST, Measured, Verdicts
from troth.clock.zones import to_local
from troth.history import History
from troth.history.arrays import Codes
from troth.said import said


@dataclass(frozen=True)
class Group:
    """Some of the cases, and how many of them were kept."""

    #: `the month 2013-09`, `carrier HA`, `all cases`.
    name: str
    measured: Measured


def best_group(history: History, found: Verdicts) -> Group | None:
    """The group whose share may be highest: by the upper end of its interval, the first of equals.

    None where no group has enough cases.
    """
    groups = [group for group in _groups(history, found) if group.measured.cases >= FEWEST]
    return max(groups, key=lambda group: group.measured.interval[1], default=None)


def _groups(history: History, found: Verdicts) -> Iterator[Group]:
    yield Group(said("all cases"), found.measured())
    months = _months(history, found)
    for month, part in _parts(months):
        yield Group(
            said("the month {month}", month=str(np.datetime64(month, "M"))), found.measured(part)
        )
    for facet in history.facets:
        values, codes = history.facet(facet)
        for code, part in _parts(codes[found.numbers]):
            yield Group(f"{facet} {values[code]}", found.measured(part))


def _months(history: History, found: Verdicts) -> Codes:
    """Months since 1970 in which the cases started, in the zone of the history."""
    local = to_local(found.started_us, history.zone)
    months: Codes = local.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    return months


def _parts(codes: Codes) -> Iterator[tuple[int, Codes]]:
    """Each code with the positions at which it stands."""
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order], prepend=codes.min() - 1))
    for part in np.split(order, starts[1:]):
        yield int(codes[part[0]]), part
