"""From readers as the rules name them to those who are written to, as they are now."""

from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from troth.promises.matching import teams_of
from troth.promises.promise import Promise
from troth_web.notices.readers import ADMINS, MEMBERS
from troth_web.people.models import Membership, Person, Team
from troth_web.people.roles import Role
from troth_web.prepared import prepared


def name_of(person_id: str) -> str:
    """What a colleague is called, also one who has left; an id of nobody is nobody's."""
    try:
        name = Person.objects.filter(pk=person_id).values_list("name", flat=True).first()
    except ValidationError:
        name = None
    return name or "somebody"


def teams_of_reader(reader: str) -> frozenset[str]:
    """The teams that a person is in: of `person:7`."""
    person = reader.removeprefix("person:")
    rows = Membership.objects.filter(person_id=person).values_list("team_id", flat=True)
    return frozenset(rows)


@prepared
def _here() -> QuerySet[Person]:
    return Person.objects.filter(active=True)


@prepared
def _members() -> QuerySet[Membership, tuple[UUID, str]]:
    return Membership.objects.values_list("person_id", "team_id")


class Staff:
    """Everybody of the company, read once for a batch."""

    @cached_property
    def _active(self) -> dict[str, tuple[Role, frozenset[str]]]:
        """Role and teams of who is here, by `person:ID`."""
        teams: dict[UUID, set[str]] = {}
        for person, team in _members.all():
            teams.setdefault(person, set()).add(team)
        return {
            f"person:{row.pk}": (row.rank(), frozenset(teams.get(row.pk, ())))
            for row in _here.all()
        }

    @cached_property
    def _restricted(self) -> frozenset[str]:
        return frozenset(Team.objects.filter(restricted=True).values_list("pk", flat=True))

    def of(self, to: str, promise: Promise | None = None) -> list[str]:
        """Whom a reader stands for; a customer for themselves.

        Where a team has nobody, or a person has left, those are told who answer for them; none of
        them hears of what a restricted team promised without being in it.
        """
        if to.startswith("customer:"):
            return [to]
        if to == ADMINS:
            return self._with({Role.ADMIN})
        if to.startswith(MEMBERS):
            return self._in_team(to.removeprefix(MEMBERS))
        if to.startswith("team:"):
            found = self._in_team(to.removeprefix("team:"))
        else:
            found = [to] if to in self._active else []
        return found or list(self._in_charge(promise))

    def _in_team(self, team: str) -> list[str]:
        return [name for name, (_, teams) in self._active.items() if team in teams]

    def _in_charge(self, promise: Promise | None) -> Iterable[str]:
        """Managers and admins who may know of a promise."""
        closed = teams_of(promise) & self._restricted if promise else frozenset()
        for name in self._with({Role.MANAGER, Role.ADMIN}):
            role, teams = self._active[name]
            if role is Role.ADMIN or not closed or closed & teams:
                yield name

    def _with(self, roles: set[Role]) -> list[str]:
        return [name for name, (role, _) in self._active.items() if role in roles]
