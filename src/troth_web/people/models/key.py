"""Keys for programs, and what was written with them in the last hour."""

import uuid
from typing import ClassVar

from django.db import models


class ApiKey(models.Model):
    """A key of a person or of a service account. Its secret is shown once and kept as a hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    prefix = models.CharField(max_length=8, unique=True)
    secret_hash = models.CharField(max_length=64)
    person = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, blank=True, related_name="keys"
    )
    service = models.ForeignKey(
        "people.ServiceAccount", models.CASCADE, null=True, blank=True, related_name="keys"
    )
    #: Names of permissions, or groups of them: `promises.*`, `read`.
    scopes = models.JSONField(default=list)
    #: Networks from which it works, such as `192.0.2.0/24`; empty: from anywhere.
    networks = models.JSONField(default=list)
    #: Writes in any 60 minutes; None: as many as it likes.
    cap = models.PositiveIntegerField(null=True, blank=True)
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="keys_made")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A key has one holder."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person=None, service__isnull=False)
                | models.Q(person__isnull=False, service=None),
                name="people_key_one_holder",
            )
        ]

    def __str__(self) -> str:
        """What may be seen of it."""
        return f"troth_{self.prefix}_..."


class KeyWrites(models.Model):
    """How many writes a capped key made in one minute."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="writes")
    minute = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        """One row for a minute."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "minute"], name="people_keywrites_once")
        ]

    def __str__(self) -> str:
        """Key, minute and count, for logs."""
        return f"{self.key_id} {self.minute:%H:%M} {self.count}"
