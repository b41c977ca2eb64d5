"""The first person, whom nobody can invite."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.promises.ids import new_id
from troth.said import said
from troth_web.people.actors import of_rule
from troth_web.people.errors import TakenError
from troth_web.people.models import Person
from troth_web.people.operations import checks
from troth_web.people.operations.joining import join, newcomer
from troth_web.people.roles import Role


def found(*, email: str, name: str, password: str, at: datetime) -> Person:
    """Make the first admin of a server that knows nobody yet.

    Raises:
        TakenError: somebody is known already; they can invite.
        PeopleError: address, name or password will not do.
    """
    with transaction.atomic():
        if Person.objects.exists():
            raise TakenError(said("this server has people already; let an admin invite you"))
        person = newcomer(
            UUID(new_id(at)), email=checks.address(email), name=checks.name(name), role=Role.ADMIN
        )
        checks.password(password, person)
        return join(person, password, teams=[], actor=of_rule("first-start"), at=at)
