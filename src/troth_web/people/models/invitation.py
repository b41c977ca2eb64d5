"""Invitations: how somebody becomes a person of the company."""

import uuid
from typing import ClassVar

from django.db import models

from troth_web.people.roles import OF_PEOPLE


class Invitation(models.Model):
    """Good for one person, once, until it expires. The token itself is nowhere kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: The id that the person will have, so that all about them has one subject.
    person_id = models.UUIDField()
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in OF_PEOPLE])
    teams = models.ManyToManyField("people.Team", related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("people.Person", models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One ending at most, and one open invitation for an address."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="people_invitation_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="people_invitation_one_ending",
            ),
        ]

    def __str__(self) -> str:
        """The id, for logs: an address is nobody's business there."""
        return str(self.id)
