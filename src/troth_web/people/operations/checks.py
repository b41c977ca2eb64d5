"""What operations check of what they are given."""

from collections.abc import Collection

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from troth.said import said
from troth_web.people.errors import NotAllowedError, NotFoundError, PeopleError
from troth_web.people.models import Person, Team
from troth_web.people.principals import Principal
from troth_web.people.roles import Role, outranks

LONGEST_NAME = 200


def address(text: str) -> str:
    """An e-mail address in small letters, in which it is kept and compared."""
    wanted = text.strip().lower()
    try:
        validate_email(wanted)
    except ValidationError as error:
        raise PeopleError(
            said("{text} is no e-mail address; write it as name@example.com", text=repr(text)),
            where="email",
        ) from error
    return wanted


def name(text: str) -> str:
    """A name without spaces around it and without characters that do not print."""
    wanted = text.strip()
    if not wanted or len(wanted) > LONGEST_NAME or not wanted.isprintable():
        raise PeopleError(
            said(
                "a name has 1 to {most} printable characters, not {text}",
                most=LONGEST_NAME,
                text=repr(text[:50]),
            ),
            where="name",
        )
    return wanted


def role(text: str) -> Role:
    """A role that a person can have."""
    if text not in set(Role) or not outranks(Role(text), Role(text)):
        raise PeopleError(
            said(
                "{text} is no role of a person; choose admin, manager, agent or viewer",
                text=repr(text),
            ),
            where="role",
        )
    return Role(text)


def password(text: str, person: Person) -> None:
    """Refuse a password that is short, common, or like the person's name."""
    try:
        validate_password(text, person)
    except ValidationError as error:
        raise PeopleError(" ".join(error.messages), where="password") from error


def person(person_id: str) -> Person:
    """The person with an id, locked until the transaction ends."""
    return _one(Person, person_id)


def teams(ids: Collection[str]) -> list[Team]:
    """The teams with these ids, in their order.

    Raises:
        PeopleError: there is no team with one of these.
    """
    found = {team.id: team for team in Team.objects.filter(id__in=list(ids))}
    for wanted in ids:
        if wanted not in found:
            raise PeopleError(
                said("there is no team {team}; make it first", team=repr(wanted)), where="teams"
            )
    return [found[wanted] for wanted in dict.fromkeys(ids)]


def may_give_role(by: Principal, given: Role) -> None:
    """Refuse to give or take a role above one's own."""
    if not outranks(by.role, given):
        raise NotAllowedError(
            said("{role} may not give or take the role {given}", role=by.role, given=given),
            where="role",
        )


def may_give_teams(by: Principal, given: Collection[Team]) -> None:
    """Refuse a restricted team to all but its members and admins: it would open to anyone."""
    for team in given:
        if team.restricted and by.role is not Role.ADMIN and team.id not in by.teams:
            raise NotAllowedError(
                said(
                    "only members of the restricted team {team} and admins may add to it",
                    team=repr(team.id),
                ),
                where="teams",
            )


def _one(model: type[Person], wanted: str) -> Person:
    try:
        return model.objects.select_for_update().get(pk=wanted)
    except (model.DoesNotExist, ValidationError) as error:
        raise NotFoundError(said("there is no person {person}", person=repr(wanted))) from error
