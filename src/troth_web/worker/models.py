"""Who acts, and when each round was last seen. `_us` is microseconds since 1970 UTC."""

from django.db import models


class LeaseRow(models.Model):
    """Who acts in a round, until when."""

    name = models.TextField(primary_key=True)
    #: A thread of a process: `host:4711:9f86d081`.
    holder = models.TextField()
    #: Grows with each change of hands.
    token = models.BigIntegerField(default=1)
    until_us = models.BigIntegerField()

    class Meta:
        """Where it lies."""

        db_table = "worker_lease"

    def __str__(self) -> str:
        return f"{self.name} {self.token}"


class StuckRow(models.Model):
    """A promise at which a round failed: it is put off, so that it holds up no other."""

    subject = models.TextField(primary_key=True)
    #: How often it failed in a row.
    tries = models.IntegerField()
    #: When it is tried again.
    until_us = models.BigIntegerField()
    #: The type of the error and where it was raised; never its message, which may quote somebody.
    why = models.TextField()

    class Meta:
        """Where it lies."""

        db_table = "worker_stuck"

    def __str__(self) -> str:
        return f"{self.subject} {self.tries}"


class BeatRow(models.Model):
    """When a round was last done."""

    name = models.TextField(primary_key=True)
    at_us = models.BigIntegerField()
    #: How many things it did in all.
    done = models.BigIntegerField(default=0)
    #: What holds it up; empty where nothing does.
    note = models.TextField(default="")
    #: How far it has come, in a form of its own.
    place = models.TextField(default="")

    class Meta:
        """Where it lies."""

        db_table = "worker_beat"

    def __str__(self) -> str:
        return self.name
