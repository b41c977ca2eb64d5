"""One row of the matrix, and the sets of roles that rows name."""

from dataclasses import dataclass

from troth_web.people.roles import Role


@dataclass(frozen=True, kw_only=True)
class Permission:
    """A permission: the name of an operation, and who has it."""

    #: As in the API and on the command line: `promises.make`.
    name: str
    #: Who has it; everybody else has not.
    roles: frozenset[Role]
    #: In one sentence.
    why: str
    #: Whether it changes nothing; the scope `read` names all of these.
    reads: bool = False


ADMINS = frozenset({Role.ADMIN})
MANAGERS = ADMINS | {Role.MANAGER}
AGENTS = MANAGERS | {Role.AGENT}
PEOPLE = AGENTS | {Role.VIEWER}
AI = frozenset({Role.AI_AGENT})
SYSTEMS = frozenset({Role.INTEGRATION})
ALL = PEOPLE | AI | SYSTEMS
ANYBODY = frozenset({Role.CUSTOMER, Role.ANONYMOUS})


def may(name: str, roles: frozenset[Role], why: str) -> Permission:
    """A row about something that changes the ledger."""
    return Permission(name=name, roles=roles, why=why)


def sees(name: str, roles: frozenset[Role], why: str) -> Permission:
    """A row about something that only reads."""
    return Permission(name=name, roles=roles, why=why, reads=True)
