"""How a row of a person comes to be, whatever led to it."""

from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from troth_web.people import journal
from troth_web.people.actors import Actor, of_person
from troth_web.people.errors import TakenError
from troth_web.people.models import Membership, Person, Team
from troth_web.people.roles import Role


def newcomer(*, email: str, name: str, role: Role) -> Person:
    """A person not saved yet: somebody new, or who left and comes back under the same address."""
    person = Person.objects.filter(email=email, active=False).first() or Person(email=email)
    person.name, person.role, person.active, person.left_at = name, role, True, None
    return person


def join(
    person: Person,
    password: str | None,
    *,
    teams: Collection[Team],
    actor: Actor | None,
    at: datetime,
) -> Person:
    """Save a person with their address, teams and password; without one they sign in elsewhere.

    Args:
        person: address, name and role, not saved yet.
        password: checked already.
        teams: the teams they start in.
        actor: who did it; None for themselves.
        at: when they joined.

    Raises:
        TakenError: somebody has this address already.
    """
    person.joined_at = at
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
            EmailAddress.objects.filter(user=person).delete()
            EmailAddress.objects.create(
                user=person, email=person.email, verified=True, primary=True
            )
    except IntegrityError as error:
        raise TakenError("somebody has this e-mail address already", where="email") from error
    person.memberships.all().delete()
    Membership.objects.bulk_create(Membership(person=person, team=team) for team in teams)
    journal.record(
        "person.joined",
        f"person:{person.pk}",
        actor or of_person(str(person.pk), person.rank()),
        {"role": person.role, "teams": [team.id for team in teams]},
        at,
    )
    return person
