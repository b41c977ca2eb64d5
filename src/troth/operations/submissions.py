"""A second pair of eyes: a draft of the playbook put before those who may publish it."""

from pydantic import Field

from troth.operations.commands import Command, Text
from troth.operations.errors import NotFoundError
from troth.promises.entries import Draft, EntryType
from troth.promises.store import Work
from troth.promises.submission import Submission, digest_of, submission
from troth.said import said as worded


class Submit(Command):
    """The draft as it stands shall be put in force by somebody who may."""

    note: Text | None = Field(None, description="What it changes, and why.")


class Return(Command):
    """The draft is not put in force as it stands."""

    reason: Text = Field(description="Why, for whoever asked.")


def submit(work: Work, text: str, wanted: Submit) -> Submission:
    """Put a draft before those who may publish it; it is about this text alone."""
    said = {"digest": digest_of(text)}
    draft = Draft(
        type=EntryType.SUBMISSION_MADE,
        subject=work.new_id(),
        at=work.at,
        payload=said if wanted.note is None else {**said, "note": wanted.note},
    )
    work.append([draft], expected={draft.subject: 0})
    return _of(work, draft.subject)


def return_submission(work: Work, submission_id: str, said: Return) -> Submission:
    """Send a submission back, with the reason.

    Raises:
        NotFoundError: there is none that stands.
    """
    found = _of(work, submission_id)
    if found.returned is not None:
        gone = worded("{id} that stands; it was sent back already", id=submission_id)
        raise NotFoundError("submission", gone)
    draft = Draft(
        type=EntryType.SUBMISSION_RETURNED,
        subject=submission_id,
        at=work.at,
        payload={"reason": said.reason},
    )
    work.append([draft], expected={submission_id: found.sequence})
    return _of(work, submission_id)


def _of(work: Work, submission_id: str) -> Submission:
    found = submission(work.entries(submission_id))
    if found is None:
        raise NotFoundError("submission", submission_id)
    return found
