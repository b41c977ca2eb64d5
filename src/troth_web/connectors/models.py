"""Connectors, the cases they told of, and what came of each delivery."""

from typing import ClassVar

from django.db import models

#: What a connector can be.
KINDS = ("zammad", "chatwoot", "zendesk", "shopify", "generic", "mail", "slash")


class Connector(models.Model):
    """A way in for one other system."""

    id = models.CharField(primary_key=True, max_length=36)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    #: Sealed with the server's master key.
    secret = models.BinaryField()
    #: The one before, which is still good until `former_until`.
    former_secret = models.BinaryField(null=True)
    former_until = models.DateTimeField(null=True)
    #: As `troth_web.connectors.mapping` reads it; null: the default of its kind.
    mapping = models.JSONField(null=True)
    #: Of slash commands: ids of people by their ids at the chat.
    people = models.JSONField(default=dict)
    #: Who answers for it.
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="connectors")
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    #: Null while it is there; what it brought in stays.
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Its name, as people know it."""
        return self.name


class Case(models.Model):
    """A ticket or order at another system, of which a connector told."""

    connector = models.ForeignKey(Connector, models.PROTECT, related_name="cases")
    #: Keyed hash of its id there.
    hash = models.CharField(max_length=64)
    #: Null while nobody said whose it is.
    customer = models.CharField(max_length=36, null=True)
    #: Facets as the oldest version of the case told them, and of when that is.
    facets = models.JSONField(default=dict)
    as_of = models.DateTimeField(null=True)
    #: What its events ask for, each once: see `troth_web.connectors.course`.
    acts = models.JSONField(default=list)

    class Meta:
        """Each once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["connector", "hash"], name="connectors_case_once")
        ]

    def __str__(self) -> str:
        """Its place."""
        return f"case {self.pk}"


class Link(models.Model):
    """The promise of a case, by metric and cycle."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    metric = models.CharField(max_length=200)
    #: The number of the turn, or the id of the event.
    cycle = models.CharField(max_length=200)
    promise = models.CharField(max_length=36, db_index=True)
    #: The course of it that was written.
    written = models.JSONField()

    class Meta:
        """One promise each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "metric", "cycle"], name="connectors_link_once")
        ]

    def __str__(self) -> str:
        """What it leads to."""
        return f"{self.metric} {self.cycle}: {self.promise}"


class Delivery(models.Model):
    """What came in, and what came of it: one row each, however often it is sent."""

    connector = models.ForeignKey(Connector, models.PROTECT, null=True, related_name="deliveries")
    #: Within what its key is one: the connector's id, or `mail` for mails however they came.
    source = models.CharField(max_length=36)
    #: The id of the delivery at the other system, or a hash where it is long or personal.
    key = models.CharField(max_length=100)
    received_at = models.DateTimeField()
    #: Of when it tells, by the other system's clock.
    as_of = models.DateTimeField(null=True)
    #: applied, waiting, refused, ignored, nothing-new, too-early.
    outcome = models.CharField(max_length=20)
    #: Sentences: what was done, refused, passed over, and why.
    says = models.JSONField(default=list)
    promises = models.JSONField(default=list)

    class Meta:
        """Each once; listed the latest first."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key"], name="connectors_delivery_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["connector", "id"], name="connectors_delivery_list"),
            models.Index(fields=["received_at"], name="connectors_delivery_by_age"),
        ]

    def __str__(self) -> str:
        """What came of it."""
        return f"{self.key}: {self.outcome}"


class CaptureAddress(models.Model):
    """The secret part of the address to which a person sends what they promised."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="capture_addresses")
    #: SHA-256 of the token.
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Whose it is."""
        return f"address of {self.person_id}"
