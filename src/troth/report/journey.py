"""The journey map: stages by teams, with the touchpoints that each team owns."""

from collections.abc import Iterator, Sequence

from troth.playbook import Playbook
from troth.playbook.schema.people import Stage
from troth.playbook.schema.touchpoints import Touchpoint
from troth.report.parties import team_name
from troth.report.view import Cell, FindingView, JourneyMap, Row, Tone, Touch

#: A finding by the ids that it is about.
Marked = tuple[frozenset[str], FindingView]


def journey_map(playbook: Playbook, marked: Sequence[Marked]) -> JourneyMap:
    """Teams in the order of the playbook; those with nothing to do in any stage are left out."""
    rows = (
        Row(
            team=team_name(playbook, team),
            cells=tuple(_cell(playbook, stage, team, marked) for stage in playbook.stages),
        )
        for team in playbook.teams
    )
    return JourneyMap(
        stages=tuple(stage.name or stage.id for stage in playbook.stages),
        rows=tuple(row for row in rows if any(cell.role or cell.touches for cell in row.cells)),
    )


def touchpoint_ids(playbook: Playbook, name: str) -> frozenset[str]:
    """What a touchpoint stands for: itself, its standards, and claims and chains behind them."""
    touchpoint = playbook.touchpoints[name]
    standards = [
        playbook.standards[standard]
        for standard in touchpoint.standards
        if standard in playbook.standards
    ]
    metrics = {standard.metric for standard in standards}
    claims = (claim for claim, said in playbook.claims.items() if said.metric in metrics)
    chains = (standard.chain for standard in standards if standard.chain)
    return frozenset((name, *touchpoint.standards, *claims, *chains))


def _cell(playbook: Playbook, stage: Stage, team: str, marked: Sequence[Marked]) -> Cell:
    roles = {stage.tertiary: "tertiary", stage.secondary: "secondary", stage.primary: "primary"}
    return Cell(
        role=roles.get(team, ""),
        touches=tuple(
            _touch(playbook, name, touchpoint, marked)
            for name, touchpoint in _touchpoints(playbook, stage, team)
        ),
    )


def _touchpoints(playbook: Playbook, stage: Stage, team: str) -> Iterator[tuple[str, Touchpoint]]:
    for name, touchpoint in playbook.touchpoints.items():
        # Who owns nothing is shown where the stage is led.
        owner = touchpoint.owner or stage.primary
        if touchpoint.stage == stage.id and owner == team:
            yield name, touchpoint


def _touch(
    playbook: Playbook, name: str, touchpoint: Touchpoint, marked: Sequence[Marked]
) -> Touch:
    ids = touchpoint_ids(playbook, name)
    found = [finding for about, finding in marked if about & ids]
    tones = [finding.tone for finding in found]
    worst = next((tone for tone in Tone if tone in tones), Tone.KEPT)
    return Touch(
        name=touchpoint.name or name,
        channels=", ".join(f"{channel} {often}" for channel, often in touchpoint.channels.items()),
        findings=tuple(finding.anchor for finding in found),
        tone=worst,
    )
