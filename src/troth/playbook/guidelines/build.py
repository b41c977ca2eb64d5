"""Building the guidelines of a team from a playbook."""

from collections.abc import Iterator

from troth.playbook.guidelines.model import Guidelines, Moment, Part, Principle, Reliance
from troth.playbook.playbook import Playbook
from troth.playbook.schema.people import Stage
from troth.playbook.schema.promises import Standard

#: What a team can be in a stage, the first one first.
PARTS = ("primary", "secondary", "tertiary")


def guidelines_teams(playbook: Playbook) -> tuple[str, ...]:
    """The teams that have pages: those of the company, not of suppliers."""
    return tuple(name for name, team in playbook.teams.items() if not team.supplier)


def guidelines(playbook: Playbook, team: str) -> Guidelines:
    """The pages of a team.

    Raises:
        KeyError: the playbook has no such team, or it is a supplier's.
    """
    if team not in guidelines_teams(playbook):
        raise KeyError(team)
    own = {name: each for name, each in playbook.standards.items() if each.team == team}
    needed = dict.fromkeys(duty for each in own.values() for duty in each.needs)
    return Guidelines(
        team=team,
        about=playbook.teams[team],
        promise=playbook.promise or "",
        voice=playbook.voice or "",
        never=playbook.never_promise,
        stages=tuple(_stages(playbook, team)),
        principles=tuple(_principles(playbook, own)),
        moments=tuple(_moments(playbook, team)),
        parts=tuple(_parts(playbook, team)),
        claims=tuple(_claims(playbook, team)),
        duties=tuple((each, playbook.duties[each].says or each) for each in needed),
        amends=tuple(playbook.amends.items()),
    )


def _stages(playbook: Playbook, team: str) -> Iterator[tuple[Stage, str]]:
    for stage in playbook.stages:
        for part in PARTS:
            if getattr(stage, part) == team:
                yield stage, part


def _principles(playbook: Playbook, own: dict[str, Standard]) -> Iterator[Principle]:
    for name, text in (*playbook.precepts.items(), ("", "")):
        under = tuple((each, own[each]) for each in own if (own[each].precept or "") == name)
        if under:
            yield Principle(id=name, text=text, standards=under)


def _moments(playbook: Playbook, team: str) -> Iterator[Moment]:
    for name, touchpoint in playbook.touchpoints.items():
        standards = tuple((each, playbook.standards[each]) for each in touchpoint.standards)
        if touchpoint.owner == team or any(each.team == team for _, each in standards):
            yield Moment(id=name, touchpoint=touchpoint, standards=standards)


def _parts(playbook: Playbook, team: str) -> Iterator[Part]:
    for name, chain in playbook.chains.items():
        teams = ["", *(leg.team or "" for leg in chain.legs), ""]
        for number, leg in enumerate(chain.legs, start=1):
            if leg.team == team:
                yield Part(
                    chain=name,
                    metric=chain.metric or "",
                    leg=leg,
                    before=teams[number - 1],
                    after=teams[number + 1],
                )


def _claims(playbook: Playbook, team: str) -> Iterator[Reliance]:
    for name, claim in playbook.claims.items():
        own = team in {claim.team, claim.owner}
        if own or team in claim.relies_on:
            agreed = own or team in claim.agreed
            yield Reliance(id=name, claim=claim, by=claim.team or claim.owner or "", agreed=agreed)
