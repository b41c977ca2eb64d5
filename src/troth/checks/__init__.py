"""What may be wrong with a valid playbook: one file for each rule, listed here in order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from troth.checks import (
    tr101_stage_without_primary,
    tr102_touchpoint_without_owner,
    tr103_touchpoint_without_channel,
    tr104_touchpoint_without_standard,
    tr105_standard_without_precept,
    tr106_precept_without_standard,
    tr107_orphan_metric,
    tr108_response_later_than_resolution,
    tr109_calendar_never_open,
    tr110_overlapping_standards_without_rank,
    tr111_shadowed_standard,
    tr112_uncountable_business_time,
    tr113_limit_in_another_currency,
    tr201_claim_tighter_than_standard,
    tr202_contradicting_claims,
    tr203_standard_tighter_than_capability,
    tr204_promise_tighter_than_history,
    tr205_chain_longer_than_promise,
    tr206_claim_not_backed_by_team,
    tr207_expectation_above_standard,
    tr208_outpromised_by_competitor,
    tr209_implausible_competitor_claim,
    tr210_updates_rarer_than_silence,
    tr211_claim_for_every_case,
    tr301_review_date_passed,
    tr302_no_review_date,
    tr303_nothing_excluded,
    tr304_unstated_duty,
    tr305_touchpoint_without_guide,
    tr306_unknown_name_in_wording,
    tr390_unused_waiver,
    tr391_expired_waiver,
    tr392_careless_waiver,
)
from troth.checks.context import Context
from troth.checks.horizon import horizon_from
from troth.checks.rules import Rule
from troth.checks.waivers import Waived, divide
from troth.findings import Finding
from troth.playbook import Playbook
from troth.terms import Horizon

if TYPE_CHECKING:
    from troth.history import History

__all__ = ["RULES", "Report", "Rule", "Waived", "horizon_from", "run"]

#: In the order in which they run; the last ones look at what the others found.
RULES: tuple[Rule, ...] = (
    tr101_stage_without_primary,
    tr102_touchpoint_without_owner,
    tr103_touchpoint_without_channel,
    tr104_touchpoint_without_standard,
    tr105_standard_without_precept,
    tr106_precept_without_standard,
    tr107_orphan_metric,
    tr108_response_later_than_resolution,
    tr109_calendar_never_open,
    tr110_overlapping_standards_without_rank,
    tr111_shadowed_standard,
    tr112_uncountable_business_time,
    tr113_limit_in_another_currency,
    tr201_claim_tighter_than_standard,
    tr202_contradicting_claims,
    tr203_standard_tighter_than_capability,
    tr204_promise_tighter_than_history,
    tr205_chain_longer_than_promise,
    tr206_claim_not_backed_by_team,
    tr207_expectation_above_standard,
    tr208_outpromised_by_competitor,
    tr209_implausible_competitor_claim,
    tr210_updates_rarer_than_silence,
    tr211_claim_for_every_case,
    tr301_review_date_passed,
    tr302_no_review_date,
    tr303_nothing_excluded,
    tr304_unstated_duty,
    tr305_touchpoint_without_guide,
    tr306_unknown_name_in_wording,
    tr390_unused_waiver,
    tr391_expired_waiver,
    tr392_careless_waiver,
)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a run found, in the order of the playbook's lines."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    #: Codes of the rules that were not tried, as it took too long.
    untried: tuple[str, ...] = ()


def run(
    playbook: Playbook,
    at: datetime,
    horizon: Horizon,
    history: "History | None" = None,
    enough: Callable[[], bool] = lambda: False,
) -> Report:
    """Check a playbook with every rule.

    Args:
        playbook: a valid one.
        at: the instant of the check, aware; decides what has expired.
        horizon: the arrivals that are looked at.
        history: of one metric; without it TR204 and TR209 find nothing.
        enough: asked before each rule; where it says so the rest is not tried.

    Raises:
        TrothError: where a calendar has too little open time for a term that counts on it.
    """
    context = Context(playbook=playbook, at=at, horizon=horizon, history=history)
    untried: tuple[str, ...] = ()
    for number, rule in enumerate(RULES):
        if enough():
            untried = tuple(each.CODE for each in RULES[number:])
            break
        context.found.extend(rule.check(context))
    ordered = tuple(sorted(context.found, key=_order))
    findings, waived = divide(ordered, playbook.waivers, at)
    return Report(findings=findings, waived=waived, untried=untried)


def _order(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.place
    return place.file, place.line, place.column, finding.code
