"""The table of jobs. `_us` is microseconds since 1970 UTC."""

from typing import ClassVar

from django.db import models


class JobRow(models.Model):
    """Something that was asked for, once for each key."""

    id = models.BigAutoField(primary_key=True)
    name = models.TextField()
    key = models.TextField()
    #: JSON; empty once it has ended, as they may be long.
    arguments = models.TextField()
    #: SHA-256 of the arguments.
    fingerprint = models.TextField()
    #: The actor.
    asked_by = models.TextField()
    asked_us = models.BigIntegerField()
    #: waiting, running, done or failed.
    state = models.TextField(default="waiting")
    #: How much of it is done, from 0 to 1; None where the job cannot say.
    progress = models.FloatField(null=True)
    tries = models.IntegerField(default=0)
    begun_us = models.BigIntegerField(null=True)
    ended_us = models.BigIntegerField(null=True)
    #: JSON; None until it is done.
    result = models.TextField(null=True)
    #: The type of the last error, and where it was raised; never its message.
    why = models.TextField(default="")

    class Meta:
        """Where it lies."""

        db_table = "jobs_job"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "key"], name="jobs_job_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"
