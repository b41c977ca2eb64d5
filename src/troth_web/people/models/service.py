"""Service accounts: programs that act in the company's name."""

import uuid
from typing import ClassVar

from django.db import models

from troth_web.people.roles import OF_SERVICES, Role


class ServiceAccount(models.Model):
    """An artificial agent, or another system. A person owns it and answers for what it does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=20, choices=[(role.value, role.value) for role in OF_SERVICES]
    )
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="service_accounts")
    teams = models.ManyToManyField("people.Team", related_name="service_accounts")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Its kind is a role."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[str(role) for role in OF_SERVICES]),
                name="people_service_kind_known",
            )
        ]

    def __str__(self) -> str:
        """The name, as on screens."""
        return self.name

    def rank(self) -> Role:
        """The kind as a role."""
        return Role(self.kind)
