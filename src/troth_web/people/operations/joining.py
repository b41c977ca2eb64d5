"""How a row of a person comes to be, whatever led to it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from troth.promises.entries import EntryType
from troth.promises.ids import new_id
from troth.promises.parties import Actor
from troth.said import said
from troth_web.people import journal
from troth_web.people.actors import of_person
from troth_web.people.errors import TakenError
from troth_web.people.models import Membership, Person, Team
from troth_web.people.roles import Role


def id_of(email: str, at: datetime) -> UUID:
    """The id for whoever joins with this address: a new one, or that of somebody who left."""
    gone = Person.objects.filter(email=email, active=False).first()
    return gone.pk if gone else UUID(new_id(at))


def newcomer(person_id: UUID, *, email: str, name: str, role: Role) -> Person:
    """A person not saved yet: somebody new, or who left and comes back under the same id."""
    gone = Person.objects.filter(pk=person_id, active=False).first()
    person = gone or Person(pk=person_id, email=email)
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
        raise TakenError(said("somebody has this e-mail address already"), where="email") from error
    person.memberships.all().delete()
    Membership.objects.bulk_create(Membership(person=person, team=team) for team in teams)
    journal.record(
        EntryType.PERSON_JOINED,
        str(person.pk),
        actor or of_person(str(person.pk), person.rank()),
        {"role": person.role, "teams": [team.id for team in teams]},
        at,
    )
    return person
