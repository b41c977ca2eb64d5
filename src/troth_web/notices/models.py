"""The tables of notices. `_us` is microseconds since 1970 UTC.

No text of a notice is kept: it is made from the ledger when it is sent.
"""

from typing import ClassVar

from django.db import models


class Preference(models.Model):
    """How a reader wants to be told; without a row, by e-mail, of everything."""

    #: `person:7`, or `customer:9` who wants to hear less.
    reader = models.TextField(primary_key=True)
    channels = models.JSONField(default=list)
    #: Kinds that they do not want.
    off = models.JSONField(default=list)
    #: An IANA name; empty for that of their team's calendar.
    zone = models.TextField(default="")
    #: `07:00-21:00`; empty for what the playbook's quiet hours leave.
    waking = models.TextField(default="")
    #: Addresses of channels other than e-mail, sealed, as they let in whoever knows them.
    sealed = models.BinaryField(null=True)

    class Meta:
        """Where it lies."""

        db_table = "notices_preference"

    def __str__(self) -> str:
        return self.reader


class Suppression(models.Model):
    """An address that does not take our mail, as a keyed hash."""

    address = models.TextField(primary_key=True)
    reader = models.TextField()
    #: How often mail came back that may be taken later.
    soft = models.PositiveIntegerField(default=0)
    since_us = models.BigIntegerField()
    #: Whether nothing is sent there any more.
    closed = models.BooleanField(default=False)
    why = models.TextField(default="")

    class Meta:
        """Where it lies."""

        db_table = "notices_suppression"

    def __str__(self) -> str:
        return self.reader


class Message(models.Model):
    """What goes to one reader by one channel; its id stays the same over all tries."""

    id = models.TextField(primary_key=True)
    reader = models.TextField()
    channel = models.TextField()
    #: The quarter of an hour in which it was made: there is one message in each.
    window = models.BigIntegerField()
    made_us = models.BigIntegerField()
    #: `pending`, then `sent`, `failed` or `dropped`.
    state = models.TextField(default="pending")
    tries = models.PositiveIntegerField(default=0)
    #: Not before.
    next_us = models.BigIntegerField()
    #: Whoever tries to send it has it until then.
    leased_until_us = models.BigIntegerField(default=0)
    #: Keyed hash of the address of the last try, so that a bounce can be believed.
    address = models.TextField(default="")
    ended_us = models.BigIntegerField(null=True)
    why = models.TextField(default="")

    class Meta:
        """One message for a reader, channel and quarter of an hour, whatever goes wrong."""

        db_table = "notices_message"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reader", "channel", "window"], name="notices_message_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["channel", "next_us"],
                condition=models.Q(state="pending"),
                name="notices_message_pending",
            )
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class Line(models.Model):
    """One thing that a reader is to hear by a channel; it ends in one message, or in none."""

    entry = models.TextField()
    kind = models.TextField()
    reader = models.TextField()
    channel = models.TextField()
    #: Id of the promise; None where it is about something else.
    promise = models.TextField(null=True)
    #: When it happened, and when it was recorded.
    at_us = models.BigIntegerField()
    recorded_us = models.BigIntegerField()
    #: How many webhooks in a row led to it.
    hop = models.PositiveSmallIntegerField(default=0)
    #: Not before: quiet hours, and the quarter of an hour since the last message.
    ready_us = models.BigIntegerField()
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="lines")
    ended_us = models.BigIntegerField(null=True)
    #: Why it ended without a message: `over`, `stopped`, `no-address`, ...
    why = models.TextField(default="")

    class Meta:
        """Nothing is said twice."""

        db_table = "notices_line"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "kind", "reader", "channel"], name="notices_line_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["ready_us"],
                condition=models.Q(message=None, ended_us=None),
                name="notices_line_waiting",
            ),
            models.Index(
                fields=["reader", "channel"],
                condition=models.Q(message=None, ended_us=None),
                name="notices_line_by_reader",
            ),
            models.Index(fields=["ended_us"], name="notices_line_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.reader}"


#: Lines for which there is no message yet.
WAITING = models.Q(message=None, ended_us=None)
