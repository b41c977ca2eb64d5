"""A person of the company."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from troth_web.people.roles import OF_PEOPLE, Role


class PersonManager(BaseUserManager["Person"]):
    """Finds people; `operations` makes them."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with an e-mail address, in whatever letters it is written."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. Nobody is deleted: the journal keeps naming those who have left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in OF_PEOPLE])
    active = models.BooleanField(default=True)
    #: When they joined and left, told by whoever called.
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    teams = models.ManyToManyField(
        "people.Team", through="people.Membership", related_name="people"
    )

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        """Addresses are kept in small letters, so that each is one person's."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="people_person_email_small"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in OF_PEOPLE]),
                name="people_person_role_known",
            ),
            models.CheckConstraint(
                condition=models.Q(active=True, left_at=None)
                | models.Q(active=False, left_at__isnull=False),
                name="people_person_left_or_active",
            ),
        ]

    def __str__(self) -> str:
        """The name, as colleagues know it."""
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django's word for `active`: who has left cannot sign in."""
        return self.active

    def get_full_name(self) -> str:
        """Django's word for the name."""
        return self.name

    def rank(self) -> Role:
        """The role as a word that can be compared."""
        return Role(self.role)
