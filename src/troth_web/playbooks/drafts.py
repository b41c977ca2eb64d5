"""Writing the draft of the playbook, so that no two people overwrite each other unseen."""

from datetime import datetime

from django.db import transaction

from troth.operations.errors import NotFoundError
from troth.promises.parties import Actor
from troth.promises.store import ConflictError
from troth.said import said
from troth_web.playbooks.models import Draft

#: What the draft is called in sentences.
NAME = "the draft"


def draft() -> Draft:
    """The draft.

    Raises:
        NotFoundError: there is none.
    """
    found = Draft.objects.first()
    if found is None:
        raise NotFoundError("draft", said("of the playbook; write one first"))
    return found


def write(text: str, actor: Actor, at: datetime, expected: int | None = None) -> Draft:
    """Write the draft, in place of what stood there.

    Args:
        text: the whole playbook.
        actor: who writes.
        at: when.
        expected: the revision that they have seen; None does not look.

    Raises:
        ConflictError: somebody else wrote since.
    """
    with transaction.atomic():
        before = _locked(expected)
        revision = before.revision + 1 if before else 1
        written = Draft(text=text, revision=revision, changed_at=at, changed_by=actor.name)
        written.save(force_insert=before is None, force_update=before is not None)
    return written


def drop(expected: int | None = None) -> Draft:
    """Drop the draft, and say what it was.

    Raises:
        NotFoundError: there is none.
        ConflictError: somebody else wrote since.
    """
    with transaction.atomic():
        before = _locked(expected)
        if before is None:
            raise NotFoundError("draft", said("of the playbook; write one first"))
        Draft.objects.all().delete()
    return before


def _locked(expected: int | None) -> Draft | None:
    before = Draft.objects.select_for_update().first()
    found = before.revision if before else 0
    if expected is not None and expected != found:
        raise ConflictError(NAME, expected, found)
    return before
