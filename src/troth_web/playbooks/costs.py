"""What findings cost: about how many promises they touch."""

from troth.checks.owners import owner_of
from troth.findings import Finding, Severity
from troth.playbook import Playbook
from troth_web.ledger.kept import Lately

_GRAVEST = list(Severity)


def metric_of(playbook: Playbook, finding: Finding) -> str | None:
    """The metric that a finding is about; None where it is about none."""
    for name in finding.about:
        for section in (playbook.claims, playbook.standards, playbook.capabilities):
            if name in section:
                return section[name].metric
    return None


def monthly(playbook: Playbook, finding: Finding, lately: Lately) -> float | None:
    """Of the promises made in 30 days, how many arrive when it cannot hold; None where unknown."""
    if finding.witness is None:
        return None
    metric = metric_of(playbook, finding)
    made = lately.monthly.get(metric) if metric else None
    share = finding.measured.get("share_by_cases", finding.witness.share)
    return None if made is None else made * float(share)


def gravest_first(
    playbook: Playbook, findings: tuple[Finding, ...], lately: Lately
) -> list[tuple[Finding, str | None, float | None]]:
    """Findings with owner and cost: errors before warnings, and then by what they cost."""
    known = [(each, owner_of(playbook, each), monthly(playbook, each, lately)) for each in findings]
    return sorted(known, key=lambda each: (_GRAVEST.index(each[0].severity), -(each[2] or 0)))
