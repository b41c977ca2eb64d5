"""Who asks, and what that lets them do: what every face hands to operations."""

from dataclasses import dataclass, field

from troth.promises.parties import Actor, ActorKind
from troth_web.people.roles import Role


@dataclass(frozen=True, kw_only=True)
class Principal:
    """Whoever asks, as far as rights go. A value: it holds no row and reads nothing."""

    #: Who it is in the journal.
    actor: Actor
    role: Role
    #: What they may do: what the role has, and with a key only what its scopes name.
    permissions: frozenset[str]
    #: Ids of the teams they are in.
    teams: frozenset[str] = frozenset()
    #: Ids of restricted teams of which they must not know anything.
    hidden: frozenset[str] = frozenset()
    #: The id of the key with which they came; empty for a browser.
    key: str = ""
    #: Writes that the key may make in any 60 minutes; None: as many as it likes.
    cap: int | None = field(default=None)

    @property
    def id(self) -> str:
        """The id of the person or service account."""
        return self.actor.id

    @property
    def is_person(self) -> bool:
        """Whether a person asks, and not a program of its own."""
        return self.actor.kind is ActorKind.PERSON


#: Somebody who has not said who they are.
NOBODY = Principal(
    actor=Actor(ActorKind.CUSTOMER, "unknown", Role.ANONYMOUS.value),
    role=Role.ANONYMOUS,
    permissions=frozenset(),
)
