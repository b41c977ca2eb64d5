"""What of a new edition concerns a team: the changes that whoever read the old one must know."""

from collections.abc import Iterable

from troth.playbook.changes.change import Change
from troth.playbook.guidelines.build import guidelines, guidelines_teams
from troth.playbook.guidelines.model import Guidelines
from troth.playbook.playbook import Playbook

#: Sections whose changes concern everybody, as everybody speaks to customers.
_EVERYBODY = frozenset({"promise", "never-promise", "amends", "offers"})


def concerning(
    changes: Iterable[Change], old: Playbook, new: Playbook, team: str
) -> tuple[Change, ...]:
    """The changes between two playbooks that concern a team, in their order."""
    known = _known(old, team) | _known(new, team)
    return tuple(
        each for each in changes if each.section in _EVERYBODY or (each.section, each.id) in known
    )


def _known(playbook: Playbook, team: str) -> set[tuple[str, str]]:
    """What the team's pages speak of: section and id."""
    if team not in guidelines_teams(playbook):
        return set()
    pages = guidelines(playbook, team)
    chained = {part.chain for part in pages.parts}
    relayed = (name for name, each in playbook.standards.items() if each.chain in chained)
    return {*_named(pages), *(("standards", name) for name in relayed)}


def _named(pages: Guidelines) -> set[tuple[str, str]]:
    return {
        *(("standards", name) for name, _ in pages.standards),
        *(("standards", name) for moment in pages.moments for name, _ in moment.standards),
        *(("precepts", each.id) for each in pages.principles),
        *(("touchpoints", each.id) for each in pages.moments),
        *(("claims", each.id) for each in pages.claims),
        *(("duties", name) for name, _ in pages.duties),
    }
