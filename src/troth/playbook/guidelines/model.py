"""What the pages of a team hold: parts of the playbook in the order in which they are read."""

from dataclasses import dataclass

from troth.playbook.schema.people import Stage, Team
from troth.playbook.schema.promises import Claim, Leg, Standard
from troth.playbook.schema.recovery import Amends
from troth.playbook.schema.touchpoints import Touchpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """A precept, and the standards of the team that trace to it."""

    #: Empty for the standards that trace to none.
    id: str
    text: str
    standards: tuple[tuple[str, Standard], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A touchpoint of the team, and the standards that answer what customers expect there."""

    id: str
    touchpoint: Touchpoint
    standards: tuple[tuple[str, Standard], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The team's part of a promise that several teams keep in turn."""

    chain: str
    metric: str
    leg: Leg
    #: From whom the team takes it over, and to whom it hands it on; empty at the ends.
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """What is said in public and needs this team: by itself, or relied on by another."""

    id: str
    claim: Claim
    #: Who says it; empty where nobody is named.
    by: str
    #: Whether the team has accepted what another says; True of what it says itself.
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidelines:
    """The pages of one team."""

    team: str
    about: Team
    #: The brand promise; empty where there is none.
    promise: str
    voice: str
    never: tuple[str, ...]
    #: Stages with the team's part: primary, secondary, tertiary.
    stages: tuple[tuple[Stage, str], ...]
    principles: tuple[Principle, ...]
    moments: tuple[Moment, ...]
    parts: tuple[Part, ...]
    claims: tuple[Reliance, ...]
    #: What customers owe for the team's standards: id and words.
    duties: tuple[tuple[str, str], ...]
    amends: tuple[tuple[str, Amends], ...]

    @property
    def standards(self) -> tuple[tuple[str, Standard], ...]:
        """All standards of the team, by the principle that they trace to."""
        return tuple(each for principle in self.principles for each in principle.standards)
