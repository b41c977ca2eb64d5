"""Endpoints and deliveries. `_us` is microseconds since 1970 UTC."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q

from troth_web.people.models import Person


class State(models.TextChoices):
    """How a delivery stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    #: Given up.
    FAILED = "failed"
    #: From before a restore, and passed over.
    DROPPED = "dropped"


class Endpoint(models.Model):
    """An address that hears of entries."""

    id = models.TextField(primary_key=True)
    url = models.TextField()
    #: Who answers for it, and hears when it is disabled.
    owner = models.ForeignKey(Person, models.PROTECT)
    #: Which entries: `promise.*`, `webhook.disabled`, `*`.
    types = models.JSONField()
    description = models.TextField(default="")
    #: Whether what is personal goes with them.
    personal = models.BooleanField(default=False)
    #: Sealed; see `troth_web.webhooks.secrets`.
    secret = models.BinaryField()
    #: The secret before, which still signs for a while.
    old_secret = models.BinaryField(null=True)
    old_until_us = models.BigIntegerField(null=True)
    made_us = models.BigIntegerField()
    #: Failed tries in a row, and since when.
    failures = models.IntegerField(default=0)
    failing_since_us = models.BigIntegerField(null=True)
    #: It asked to be left alone until then.
    not_before_us = models.BigIntegerField(default=0)
    disabled_us = models.BigIntegerField(null=True)
    disabled_why = models.TextField(default="")

    class Meta:
        """Where it lies."""

        db_table = "webhooks_endpoint"

    def __str__(self) -> str:
        return self.id

    @property
    def host(self) -> str | None:
        """All that may be said of the address: with some receivers the rest is a secret."""
        return urlsplit(self.url).hostname


class Delivery(models.Model):
    """One entry on its way to one endpoint."""

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, db_index=False)
    #: The id of the entry, which is the id of the message too; of a test, an id of its own.
    entry = models.TextField()
    type = models.TextField()
    subject = models.TextField()
    #: How many webhooks lie between this entry and whoever began.
    hop = models.IntegerField(default=0)
    made_us = models.BigIntegerField()
    state = models.TextField(choices=State, default=State.WAITING)
    #: How often it was tried since it began.
    tries = models.IntegerField(default=0)
    begun_us = models.BigIntegerField(null=True)
    #: When it is tried next; None where it is not.
    due_us = models.BigIntegerField(null=True)
    #: What came back: at, status, says, took_ms; the latest last.
    answers = models.JSONField(default=list)

    class Meta:
        """Where it lies."""

        db_table = "webhooks_delivery"
        constraints = (models.UniqueConstraint(fields=["endpoint", "entry"], name="delivery_once"),)
        indexes = (
            models.Index(
                fields=["endpoint", "due_us", "id"],
                name="delivery_due",
                condition=Q(due_us__isnull=False),
            ),
            models.Index(fields=["endpoint", "-id"], name="delivery_latest"),
            models.Index(fields=["made_us"], name="delivery_by_age"),
        )

    def __str__(self) -> str:
        return f"{self.type} {self.entry} {self.state}"


class Hop(models.Model):
    """An entry that was written because of a webhook, until it is dispatched."""

    entry = models.TextField(primary_key=True)
    hop = models.IntegerField()

    class Meta:
        """Where it lies."""

        db_table = "webhooks_hop"

    def __str__(self) -> str:
        return f"{self.entry} {self.hop}"
