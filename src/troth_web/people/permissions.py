"""What somebody may do: by their role and scopes, and by what a promise is about."""

from collections.abc import Iterable
from functools import cache, lru_cache

from troth.said import said
from troth_web.people.errors import NotAllowedError, PeopleError
from troth_web.people.matrix import ROWS, Permission
from troth_web.people.principals import Principal
from troth_web.people.roles import Role

#: Every permission by its name.
BY_NAME = {row.name: row for row in ROWS}

#: Roles to which no team is closed.
_OVER_TEAMS = frozenset({Role.ADMIN, Role.MANAGER})


def permission(name: str) -> Permission:
    """The row of a permission.

    Raises:
        PeopleError: there is no such permission.
    """
    if name not in BY_NAME:
        raise PeopleError(
            said("{name} is no permission; see docs/concepts/permissions.md", name=repr(name))
        )
    return BY_NAME[name]


@cache
def of_role(role: Role) -> frozenset[str]:
    """The names of all that a role may do."""
    return frozenset(row.name for row in ROWS if role in row.roles)


def of_scopes(scopes: Iterable[str]) -> frozenset[str]:
    """The names that scopes stand for: `promises.make`, `promises.*`, `read` for all that reads.

    A scope that stands for nothing, such as one of an older release, gives nothing.
    """
    return frozenset(name for scope in scopes for name in _named(scope))


def checked_scopes(scopes: Iterable[str]) -> list[str]:
    """Scopes in order, each once.

    Raises:
        PeopleError: a scope stands for nothing.
    """
    wanted = sorted(set(scopes))
    for scope in wanted:
        if not _named(scope):
            raise PeopleError(
                said(
                    "{scope} is no scope; name a permission such as 'promises.make', a group "
                    "such as 'promises.*', or 'read'",
                    scope=repr(scope),
                ),
                where="scopes",
            )
    return wanted


@lru_cache(1000)
def _named(scope: str) -> tuple[str, ...]:
    if scope == "read":
        return tuple(row.name for row in ROWS if row.reads)
    group = scope.removesuffix("*") if scope.endswith(".*") else ""
    named = [name for name in BY_NAME if name == scope or (group and name.startswith(group))]
    return tuple(named)


def allowed(principal: Principal, name: str) -> bool:
    """Whether the principal has the permission at all; on what, the rules below say."""
    return permission(name).name in principal.permissions


def require(principal: Principal, name: str) -> None:
    """Refuse who lacks the permission.

    Raises:
        NotAllowedError: the role has it not, or the key's scopes leave it out.
    """
    if allowed(principal, name):
        return
    if principal.key and name in of_role(principal.role):
        raise NotAllowedError(said("this key may not {name}; its scopes leave it out", name=name))
    raise NotAllowedError(said("{role} may not {name}", role=principal.role, name=name))


def may_see(principal: Principal, teams: Iterable[str]) -> bool:
    """Whether a promise of these teams (its promiser's and its holder's) may be known of.

    Everybody sees what teams promised, except where a team is restricted: then its members, those
    of the other team of the same promise, and admins. Where this says no, answer as if there
    were no such promise.
    """
    concerned = frozenset(teams)
    return not concerned & principal.hidden or bool(concerned & principal.teams)


def may_write(principal: Principal, teams: Iterable[str], parties: Iterable[str] = ()) -> bool:
    """Whether a promise of these teams may be changed by this principal.

    Args:
        principal: who asks.
        teams: ids of the promiser's and the holder's team.
        parties: its promiser and holder as `person:ID`, for promises that are somebody's own.
    """
    concerned = frozenset(teams)
    if not may_see(principal, concerned):
        return False
    if principal.role in _OVER_TEAMS or concerned & principal.teams:
        return True
    return principal.actor.name in set(parties)
