"""Editions, drafts, and what the checks say of them, as the API answers."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, Source, free_text
from troth.promises.entries import Entry
from troth.promises.submission import Submission


class EditionBody(Body):
    """A playbook as published; it never changes."""

    id: str
    sequence: int
    number: int
    published_at: Moment
    fingerprint: str
    note: FreeText | None
    text: str | None = Field(description="The playbook as YAML; null in lists.")


class SubmissionBody(Body):
    """A draft that somebody asks to be put in force."""

    id: str
    sequence: int
    made_at: Moment
    made_by: str
    note: FreeText | None
    returned: FreeText | None = Field(description="Why it was sent back; null while it stands.")
    stands: bool = Field(description="Whether it is about the draft as it is now.")


class DraftBody(Body):
    """The playbook that is being written; one for all who write it."""

    sequence: int = Field(description="How often it was written; what If-Match asks for.")
    changed_at: Moment
    changed_by: str
    text: str
    submission: SubmissionBody | None = Field(
        description="What was asked of those who may publish, last; null where nothing was."
    )


class CheckBody(Body):
    """What `troth check --format json` says."""

    playbook: str
    at: Moment
    horizon: Mapping[str, str]
    findings: tuple[Mapping[str, Any], ...]
    known: tuple[Mapping[str, Any], ...]
    waived: tuple[Mapping[str, Any], ...]


class DiffBody(Body):
    """What changed for customers between two editions: what `troth diff --format json` says."""

    old: str
    new: str
    at: Moment
    changes: tuple[Mapping[str, Any], ...]


def submission_body(found: Submission, text: str) -> SubmissionBody:
    """A submission beside the draft as it is now."""
    return SubmissionBody(
        id=found.id,
        sequence=found.sequence,
        made_at=found.at,
        made_by=found.by.name,
        note=free_text(found.note, Source.STAFF),
        returned=free_text(found.returned, Source.STAFF),
        stands=found.stands(text),
    )


def edition_body(published: Entry, *, text: bool = True) -> EditionBody:
    """An edition from its entry; in lists without its text."""
    said = published.payload
    return EditionBody(
        id=published.subject,
        sequence=published.sequence,
        number=said["number"],
        published_at=published.at,
        fingerprint=said["fingerprint"],
        note=free_text(said.get("note"), Source.STAFF),
        text=said["text"] if text else None,
    )
