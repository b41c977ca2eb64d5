"""Promises and whether they were kept, each heard of when it falls due and not before."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from troth.forecast import starts
from troth.forecast.model import Coded
from troth.forecast.scale import Bins
from troth.history import MISSING, History, outcomes
from troth.history.arrays import Flags, Instants


@dataclass(frozen=True, kw_only=True, eq=False)
class Verdicts:
    """What became of promises: one row for each case of a history."""

    history: History
    started_us: Instants
    #: `MISSING` where no promise was made, where it was withdrawn, and where it is pending.
    heard_us: Instants
    kept: Flags

    def heard(self, at_us: int) -> Bins:
        """The rows of promises that had been heard of by an instant."""
        return np.flatnonzero((self.heard_us != MISSING) & (self.heard_us <= at_us))

    @cached_property
    def facets(self) -> Mapping[str, Coded]:
        """Those of the history; `weekday` and `hour` are always those of the start."""
        own = {name: self.history.facet(name) for name in self.history.facets}
        return {**own, **starts.coded(self.started_us, self.history.zone)}


def verdicts(history: History) -> Verdicts:
    """The promises of a history, as they are known at its end.

    A kept promise is known earlier than a broken one. Both are heard of when they fall due, or the
    kept ones would be heard of first. Where there is only the source's label, at the ending.
    """
    cases = history.cases()
    found = outcomes(cases, history.rule, history.latest_us)
    due = history.rule.due(cases.promised_us)
    heard = np.where(due == MISSING, cases.ended_us, np.maximum(due, cases.started_us))
    return Verdicts(
        history=history,
        started_us=cases.started_us,
        heard_us=np.where(found.kept | found.broken, heard, MISSING),
        kept=found.kept,
    )
