"""Calendar feeds: whose they are, and the hash of the secret in their address."""

import uuid
from typing import ClassVar

from django.db import models


class CalendarFeed(models.Model):
    """An address at which a calendar program reads what somebody owes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: Whoever made it; the feed shows what they may see, and ends when they leave.
    owner = models.ForeignKey("people.Person", models.CASCADE, related_name="calendar_feeds")
    #: Whose promises: `person:ID`, `team:support`.
    of = models.CharField(max_length=300)
    #: Whether names of customers stand in it.
    names = models.BooleanField(default=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Listed by owner."""

        indexes: ClassVar = [models.Index(fields=["owner", "made_at"], name="feeds_by_owner")]

    def __str__(self) -> str:
        """Whose promises, for logs."""
        return f"calendar of {self.of}"
