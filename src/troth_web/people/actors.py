"""Who did something, as the journal writes it."""

from dataclasses import dataclass
from typing import Literal

from troth_web.people.roles import Role

Kind = Literal["person", "service", "customer", "rule", "integration"]


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, in the shape of the journal: never empty, never a name."""

    kind: Kind
    #: The id of the person or account; for a rule its name.
    id: str
    #: The role in which they acted.
    role: str
    #: The person who answers for it, as `person:ID`; empty where that is the actor.
    on_behalf_of: str = ""

    def __str__(self) -> str:
        """`person:ID`."""
        return f"{self.kind}:{self.id}"


def of_person(person_id: str, role: Role) -> Actor:
    """A person who acts for themselves."""
    return Actor(kind="person", id=person_id, role=role)


def of_service(account_id: str, role: Role, owner_id: str) -> Actor:
    """A program; its owner answers for it."""
    kind: Kind = "integration" if role is Role.INTEGRATION else "service"
    return Actor(kind=kind, id=account_id, role=role, on_behalf_of=f"person:{owner_id}")


def of_rule(name: str) -> Actor:
    """Something that happens by a rule of the server, such as its first start."""
    return Actor(kind="rule", id=name, role="rule")
