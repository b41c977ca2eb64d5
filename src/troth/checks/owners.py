"""Who has to see to a finding: the team that said what cannot hold."""

from troth.findings import Finding
from troth.playbook import Playbook


def owner_of(playbook: Playbook, finding: Finding) -> str | None:
    """Id of the team; None where the playbook names none."""
    section, *keys = finding.place.path.split(".")
    name = keys[0] if keys else ""
    return _said_by(playbook, section, name) or _kept_by(playbook, finding)


def _said_by(playbook: Playbook, section: str, name: str) -> str | None:
    """The team behind the part of the playbook where the finding stands."""
    if section == "claims" and name in playbook.claims:
        claim = playbook.claims[name]
        return claim.owner or claim.team
    if section == "touchpoints" and name in playbook.touchpoints:
        touchpoint = playbook.touchpoints[name]
        return touchpoint.owner or _leads(playbook, touchpoint.stage)
    if section == "standards" and name in playbook.standards:
        return playbook.standards[name].team
    if section == "capabilities" and name in playbook.capabilities:
        return playbook.capabilities[name].team
    if section == "stages" and name.isdigit():
        return playbook.stages[int(name)].primary
    return None


def _kept_by(playbook: Playbook, finding: Finding) -> str | None:
    """The team of a standard or claim that it is about: of what a competitor says."""
    for name in finding.about:
        if name in playbook.standards:
            return playbook.standards[name].team
        if name in playbook.claims:
            return playbook.claims[name].team
    return None


def _leads(playbook: Playbook, stage_id: str | None) -> str | None:
    return next((stage.primary for stage in playbook.stages if stage.id == stage_id), None)
