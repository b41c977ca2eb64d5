"""Who did something, as the journal writes it: ids and roles, never names."""

from troth.promises.parties import Actor, ActorKind
from troth_web.people.roles import Role


def of_person(person_id: str, role: Role) -> Actor:
    """A person who acts for themselves."""
    return Actor(ActorKind.PERSON, person_id, role.value)


def of_service(account_id: str, role: Role, owner_id: str) -> Actor:
    """A program; its owner answers for it."""
    kind = ActorKind.INTEGRATION if role is Role.INTEGRATION else ActorKind.SERVICE
    return Actor(kind, account_id, role.value, on_behalf_of=f"person:{owner_id}")


def of_rule(name: str) -> Actor:
    """Something that happens by a rule of the server, such as its first start."""
    return Actor(ActorKind.RULE, name)
