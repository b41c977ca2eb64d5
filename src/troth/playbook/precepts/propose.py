"""Standards that repeat, grouped by what repeats: metric, service level, team, what is included."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from troth.playbook.playbook import Playbook
from troth.playbook.schema.promises import Standard
from troth.terms import Kind


class Repeats(StrEnum):
    """What several standards have in common, what says most about them first."""

    INCLUDES = "includes"
    METRIC = "metric"
    TERM = "term"
    TEAM = "team"


#: So many standards make a pattern. That one team keeps two says nothing yet.
_FEWEST: Mapping[Repeats, int] = {each: 3 if each is Repeats.TEAM else 2 for each in Repeats}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Standards that repeat, and trace to no precept, or not all of them."""

    repeats: Repeats
    #: The metric, the service level, the team, or what is included.
    value: str
    #: Ids of all standards that repeat, as the playbook lists them.
    members: tuple[str, ...]
    #: Those of them that trace to no precept.
    bare: tuple[str, ...]
    #: The precept that the others trace to; None where none of them does.
    joins: str | None

    @property
    def id(self) -> str:
        """The same for the same pattern of the same standards, in any edition."""
        said = "\0".join((self.repeats, self.value, *sorted(self.members)))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def proposals(playbook: Playbook) -> tuple[Proposal, ...]:
    """What could be said once for several standards; most standards without precept first.

    What most standards of a pattern trace to is proposed to the others too. Of two patterns over
    the same standards the one that says more about them is proposed.
    """
    found: dict[tuple[str, ...], Proposal] = {}
    for (repeats, value), members in _groups(playbook).items():
        each = _proposal(playbook, repeats, value, members)
        if each is not None:
            found.setdefault(each.members, each)
    order = list(Repeats)
    return tuple(
        sorted(found.values(), key=lambda each: (-len(each.bare), order.index(each.repeats)))
    )


def _groups(playbook: Playbook) -> dict[tuple[Repeats, str], list[str]]:
    groups: dict[tuple[Repeats, str], list[str]] = defaultdict(list)
    for repeats in Repeats:
        for name, standard in playbook.standards.items():
            for value in dict.fromkeys(_values(repeats, standard)):
                groups[repeats, value].append(name)
    return groups


def _values(repeats: Repeats, standard: Standard) -> Iterator[str]:
    """What a standard says, by which others may be like it."""
    if repeats is Repeats.INCLUDES:
        # In which letters it is written is of no matter.
        yield from (each.casefold().strip() for each in standard.includes)
    elif repeats is Repeats.METRIC:
        yield standard.metric
    elif repeats is Repeats.TERM:
        # In what share of cases it holds makes no other level of it; yes or no is no level.
        if standard.term.kind is not Kind.YES_NO:
            yield str(standard.term.content)
    else:
        yield standard.team


def _proposal(
    playbook: Playbook, repeats: Repeats, value: str, members: list[str]
) -> Proposal | None:
    standards = playbook.standards
    bare = [each for each in members if standards[each].precept is None]
    known = {standards[each].precept for each in members} - {None}
    # What few of them trace to, or a team's standards do by chance, says nothing of the others.
    joins = len(known) == 1 and repeats is not Repeats.TEAM and 2 * len(bare) <= len(members)
    together = members if joins or not known else bare
    if not bare or len(together) < _FEWEST[repeats]:
        return None
    return Proposal(
        repeats=repeats,
        value=value,
        members=tuple(together),
        bare=tuple(bare),
        joins=known.pop() if joins else None,
    )
