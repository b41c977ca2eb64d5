"""Editions of the playbook: published once, never changed."""

from pydantic import Field

from troth.operations.commands import Command, Text
from troth.playbook.load import load_text
from troth.promises.editions import Edition
from troth.promises.entries import Draft, EntryType
from troth.promises.store import Work


class Publish(Command):
    """A playbook to be in force from now on."""

    text: str = Field(description="The playbook, as YAML.", max_length=5_000_000)
    note: Text | None = Field(None, description="What changed, for those who read it.")


def publish(work: Work, wanted: Publish) -> Edition:
    """Put a playbook in force. Promises made before keep their edition.

    Raises:
        InvalidPlaybookError: with every problem of form.
    """
    number = 1 + sum(1 for _ in work.editions())
    edition_id = f"edition-{number}"
    fingerprint = load_text(wanted.text, edition_id).fingerprint
    payload = {"number": number, "fingerprint": fingerprint, "text": wanted.text}
    draft = Draft(
        type=EntryType.EDITION_PUBLISHED,
        subject=edition_id,
        at=work.at,
        payload=payload if wanted.note is None else {**payload, "note": wanted.note},
    )
    work.append([draft], expected={edition_id: 0})
    return Edition(edition_id, work.at, wanted.text)
