"""The ledger's tables, for reading with Django; the store makes and writes them in SQL of its own.

What is an instant ends in `_us`: microseconds since 1970 UTC. Entries hold instants as the text
that their hash covers.
"""

from django.db import models


class LedgerEntry(models.Model):
    """A line of the journal. The database refuses to change or delete one."""

    #: Given in the order of writing; PostgreSQL leaves gaps.
    position = models.BigAutoField(primary_key=True)
    #: Which life of the database it was written in: a restore begins the next one.
    epoch = models.IntegerField()
    #: When its turn is in the feed: see `troth_web.ledger.feed`.
    turn = models.BigIntegerField()
    id = models.TextField(unique=True)
    type = models.TextField()
    subject = models.TextField()
    sequence = models.IntegerField()
    at = models.TextField()
    recorded_at = models.TextField()
    actor = models.TextField()
    channel = models.TextField(null=True)
    edition = models.TextField(null=True)
    idempotency_key = models.TextField(null=True)
    #: Canonical JSON.
    payload = models.TextField()
    person = models.TextField(null=True)
    seal = models.TextField(null=True)
    previous = models.TextField()
    hash = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_entry"

    def __str__(self) -> str:
        return f"{self.type} {self.subject} {self.sequence}"


class PersonKey(models.Model):
    """The key that seals what is personal of somebody, itself sealed with the master key."""

    person = models.TextField(primary_key=True)
    wrapped = models.BinaryField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_key"

    def __str__(self) -> str:
        return self.person


class SealedPart(models.Model):
    """The personal part of an entry; it goes when its person is erased."""

    entry = models.TextField(primary_key=True)
    person = models.ForeignKey(PersonKey, models.DO_NOTHING, db_column="person")
    #: None once its time to be kept is over.
    content = models.BinaryField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_sealed"

    def __str__(self) -> str:
        return self.entry


class FileContent(models.Model):
    """The bytes of a file, sealed; they go when it is removed, or its person is erased."""

    entry = models.TextField(primary_key=True)
    person = models.ForeignKey(PersonKey, models.DO_NOTHING, db_column="person")
    #: None once its time to be kept is over, or where they were not brought along.
    content = models.BinaryField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_file"

    def __str__(self) -> str:
        return self.entry


class Head(models.Model):
    """How far the journal of a subject has come, and what it is about."""

    #: In the order in which subjects began.
    place = models.BigAutoField(primary_key=True)
    subject = models.TextField(unique=True)
    kind = models.TextField()
    customer = models.TextField(null=True)
    sequence = models.IntegerField()
    hash = models.TextField()
    #: The turn of its last entry.
    turn = models.BigIntegerField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_head"

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence}"


class PromiseRow(models.Model):
    """What lists of promises are made from; it follows from the entries."""

    subject = models.TextField(primary_key=True)
    sequence = models.IntegerField()
    stage = models.TextField()
    clock = models.TextField()
    metric = models.TextField()
    customer = models.TextField(null=True)
    promiser = models.TextField()
    promiser_team = models.TextField(null=True)
    holder = models.TextField()
    holder_team = models.TextField(null=True)
    duty = models.BooleanField()
    made_us = models.BigIntegerField()
    falls_due_us = models.BigIntegerField(null=True)
    #: The outcome so long as no later instant changes it; None where nothing was promised.
    outcome = models.TextField(null=True)
    #: After this instant it is moved, if nothing else is written.
    moved_after_us = models.BigIntegerField(null=True)
    #: After this instant it is broken, if nothing else is written.
    broken_after_us = models.BigIntegerField(null=True)
    #: Since when a word of the customer's own waits for an answer; None where none does.
    unanswered_us = models.BigIntegerField(null=True)
    #: When something is to be recorded of it as time passes; None where nothing is.
    wakes_us = models.BigIntegerField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_promise"

    def __str__(self) -> str:
        return self.subject


class OutboxRow(models.Model):
    """An entry that somebody outside shall hear of."""

    place = models.BigAutoField(primary_key=True)
    entry = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_outbox"

    def __str__(self) -> str:
        return self.entry


class Lookup(models.Model):
    """What a customer is found by, as a keyed hash."""

    place = models.BigAutoField(primary_key=True)
    hash = models.TextField()
    subject = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_lookup"

    def __str__(self) -> str:
        return self.hash


class SavedAnswer(models.Model):
    """What a write answered, by its idempotency key; sealed, as it may name somebody."""

    pk = models.CompositePrimaryKey("actor", "key")
    actor = models.TextField()
    key = models.TextField()
    fingerprint = models.TextField()
    created_us = models.BigIntegerField()
    #: Ids of those whose keys seal it, between bars: `|9|12|`.
    persons = models.TextField(default="")
    content = models.BinaryField(null=True)

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_answer"

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"


class LedgerSetting(models.Model):
    """What the ledger knows about itself: `epoch`, `held_since`."""

    name = models.TextField(primary_key=True)
    value = models.TextField()

    class Meta:
        """Where it lies."""

        managed = False
        db_table = "ledger_setting"

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
