"""How many customers a witness stands for, by when they really come."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from troth.checks.context import Context
from troth.checks.words import percent
from troth.playbook.stated import Stated
from troth.said import Said, said
from troth.terms import ArrivalProfile, Comparison, weighted_share


@dataclass(frozen=True, kw_only=True)
class Affected:
    """The part of arrivals for which a promise cannot hold."""

    #: Uniform over the horizon, from 0.0 to 1.0.
    share: float
    #: By the hours of the week in which the history's cases started; None without a history.
    by_cases: float | None = None
    cases: int = 0

    @property
    def sentence(self) -> Said:
        """`35.0 % of arrivals are affected` and a full stop."""
        share = percent(self.share)
        if self.by_cases is None:
            return said("{share} of arrivals are affected.", share=share)
        return said(
            "{share} of arrivals are affected; {by_cases} by when {cases} cases came.",
            share=share,
            by_cases=percent(self.by_cases),
            cases=self.cases,
        )

    def as_json(self) -> dict[str, Any]:
        """For `measured` of a finding; empty without a history."""
        if self.by_cases is None:
            return {}
        return {"cases": self.cases, "share_by_cases": round(self.by_cases, 6)}


def affected(context: Context, promise: Stated, comparison: Comparison, zone: ZoneInfo) -> Affected:
    """For how many arrivals a comparison fails, those of the promise's metric and scope."""
    history = context.history
    if history is None or history.metric != promise.metric:
        return Affected(share=comparison.share)
    from troth.history import arrival_profile

    scope = {facet: promise.scope[facet] for facet in promise.scope if facet in history.facets}
    weights = tuple(arrival_profile(history, zone, scope).tolist())
    if not any(weights):
        return Affected(share=comparison.share)
    profile = ArrivalProfile(weights, zone)
    return Affected(
        share=comparison.share,
        by_cases=weighted_share(comparison.failing, context.horizon, profile),
        cases=len(history.cases(scope=scope)),
    )
