"""The roles: what somebody is, in one word."""

from enum import StrEnum


class Role(StrEnum):
    """What decides, with the scopes of a key, what its holder may do."""

    #: Everything, for all teams.
    ADMIN = "admin"
    #: Runs the teams: people, playbooks, authority.
    MANAGER = "manager"
    #: Makes and keeps promises.
    AGENT = "agent"
    #: Looks, and changes nothing.
    VIEWER = "viewer"
    #: A service account of an artificial agent: bound closer than any person.
    AI_AGENT = "ai-agent"
    #: A service account of another system, such as a help desk.
    INTEGRATION = "integration"
    #: A customer on a page of their own.
    CUSTOMER = "customer"
    #: Nobody has said who it is.
    ANONYMOUS = "anonymous"


#: What a person can be, most powerful first.
OF_PEOPLE = (Role.ADMIN, Role.MANAGER, Role.AGENT, Role.VIEWER)
#: What a service account can be.
OF_SERVICES = (Role.AI_AGENT, Role.INTEGRATION)


def outranks(giver: Role, role: Role) -> bool:
    """Whether `giver` may give or take away `role`: only roles as powerful as their own or less."""
    return (
        giver in OF_PEOPLE and role in OF_PEOPLE and OF_PEOPLE.index(giver) <= OF_PEOPLE.index(role)
    )
