"""The draft of the playbook: one text for all who write it."""

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """A playbook that binds nobody yet. There is one, or none."""

    #: Always 1.
    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    text = models.TextField()
    #: How often it was written; whoever writes says which one they have seen.
    revision = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    #: Who wrote it last, as the journal writes actors.
    changed_by = models.CharField(max_length=300)

    class Meta:
        """There is only one."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="playbooks_draft_only_one")
        ]

    def __str__(self) -> str:
        """Its revision, for logs."""
        return f"draft {self.revision}"
