"""The sufficient statistics of a fit, counted by an engine."""

from collections.abc import Sequence
from datetime import datetime

from troth.clock.instants import instant
from troth.forecast.counts import Counts
from troth.forecast.model import Settings
from troth.forecast.statistics.cases import CaseTable
from troth.forecast.statistics.cells import cells


def count(
    cases: CaseTable,
    *,
    facets: Sequence[str] = (),
    as_of: datetime | None = None,
    half_life_days: float | None = None,
) -> Counts:
    """The counts that `model.learn` makes of the same cases; groups are numbered by their values.

    Args:
        cases: in an engine; see `files.read` and `cases.of_table`.
        facets: that tell cases apart, in the order in which they narrow down.
        as_of: aware; the latest instant of the cases unless given.
        half_life_days: a case that started so long ago weighs half as much; None weighs all alike.

    Raises:
        UnfitHistoryError: without a case.
        UnknownSituationError: for a facet that the cases do not have.
    """
    for facet in facets:
        cases.require(facet)
    extent = cases.extent
    at_us = extent.last_us if as_of is None else instant(as_of)
    settings = Settings(facets=tuple(facets), half_life_days=half_life_days)
    return cells(cases, at_us, settings, recent_from=at_us).counts()
