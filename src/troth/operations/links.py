"""Links put right by people: which metric words are about, or that they are about none."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from troth.operations.commands import Command, Word
from troth.operations.errors import NoEditionError
from troth.operations.naming import metric_named
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.links import LINKS, Linked, linked, plain
from troth.promises.store import Work


def _said(words: str) -> str:
    if not plain(words):
        raise ValueError("these are no words")
    return words


class CorrectLink(Command):
    """Words of a clause, and what they are about."""

    words: Annotated[
        str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]+$"), AfterValidator(_said)
    ] = Field(description="The clause, without names: your refund will be in your account.")
    metric: Word | None = Field(
        description="The metric of the playbook that they are about; null: none of them."
    )


def correct_link(work: Work, wanted: CorrectLink) -> Linked:
    """Keep which metric words are about; the latest word on the same words holds.

    Raises:
        NotFoundError: no edition is published.
        UnfitError: the playbook has no such metric.
    """
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    if wanted.metric is not None:
        metric_named(edition.playbook, wanted.metric)
    draft = Draft(
        type=EntryType.LINK_CORRECTED,
        subject=LINKS,
        at=work.at,
        payload={"metric": wanted.metric},
        personal={"words": wanted.words},
        person=COMPANY,
        edition=edition.id,
    )
    work.append([draft])
    return linked(work.entries(LINKS))[-1]
