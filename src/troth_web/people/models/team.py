"""Teams, and who is in them."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from troth.playbook.schema.base import ID_PATTERN


class Team(models.Model):
    """A team of the playbook, by its id there."""

    id = models.CharField(primary_key=True, max_length=100, validators=[RegexValidator(ID_PATTERN)])
    name = models.CharField(max_length=200)
    #: What it promises is seen by its members and by admins only.
    restricted = models.BooleanField(default=False)

    def __str__(self) -> str:
        """The name, as on screens."""
        return self.name


class Membership(models.Model):
    """One person in one team."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")

    class Meta:
        """Nobody is in a team twice."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "team"], name="people_membership_once")
        ]

    def __str__(self) -> str:
        """Both ids, for logs."""
        return f"{self.person_id} in {self.team_id}"
