"""What distorted an expectation: a contact says why a customer expected too much, or too little."""

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from troth.operations.commands import Happened, Id, Text, Word
from troth.operations.customers import seen
from troth.operations.errors import NoEditionError, UnfitError
from troth.operations.happening import past
from troth.playbook.schema.words import Source, Stated
from troth.promises.distortion import Distortion, distortion
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.store import Work
from troth.said import said

# Answers have a `Source` of their own: who wrote a text. A description has one of each name.
_Source = Annotated[
    Source, WithJsonSchema({"type": "string", "enum": [str(each) for each in Source]})
]
_Stated = Annotated[
    Stated, WithJsonSchema({"type": "string", "enum": [str(each) for each in Stated]})
]


class ReportDistortion(Happened):
    """A customer expected something else than what holds, and this is why."""

    id: Id | None = Field(None, description="Of the report; made when absent.")
    metric: Word = Field(description="What they expected something of, by its id in the playbook.")
    source: _Source = Field(description="Where the expectation came from.", strict=False)
    direction: Literal["too-much", "too-little"] = Field(
        description="Whether they expected too much, or too little."
    )
    customer: Id | None = Field(None, description="Who expected it.")
    touchpoint: Word | None = Field(None, description="The moment of the playbook that it is of.")
    claim: Word | None = Field(
        None, description="The claim that made them expect it, by its id in the playbook."
    )
    stated: _Stated | None = Field(
        None, description="When they said it: before, at-the-break or never.", strict=False
    )
    expected: Text | None = Field(None, description="What they expected, in their words.")
    note: Text | None = Field(None, description="More about it.")


def report_distortion(work: Work, wanted: ReportDistortion) -> Distortion:
    """Keep what distorted an expectation, for whoever owns what was said.

    Raises:
        NotFoundError: no edition is published, or there is no such customer.
        UnfitError: the playbook has no such metric, touchpoint or claim; or it is yet to come.
    """
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    playbook = edition.playbook
    _known("metric", wanted.metric, list(playbook.metrics))
    _known("touchpoint", wanted.touchpoint, list(playbook.touchpoints))
    _known("claim", wanted.claim, list(playbook.claims))
    if wanted.customer is not None:
        seen(work, wanted.customer)
    subject = wanted.id or work.new_id()
    payload = {
        "customer": wanted.customer,
        "metric": wanted.metric,
        "source": str(wanted.source),
        "direction": wanted.direction,
        "touchpoint": wanted.touchpoint,
        "claim": wanted.claim,
        "stated": wanted.stated and str(wanted.stated),
    }
    draft = Draft(
        type=EntryType.DISTORTION_REPORTED,
        subject=subject,
        at=past(work, wanted),
        payload={key: value for key, value in payload.items() if value is not None},
        personal={"expected": wanted.expected, "note": wanted.note},
        person=wanted.customer or COMPANY,
        channel=wanted.channel,
        edition=edition.id,
    )
    work.append([draft], expected={subject: 0})
    found = distortion(work.entries(subject))
    assert found is not None  # noqa: S101 - it was just written
    return found


def _known(where: str, name: str | None, known: list[str]) -> None:
    if name is not None and name not in known:
        raise UnfitError(
            where,
            said(
                "the playbook has no {where} {name}; it has {known}",
                where=where,
                name=repr(name),
                known=", ".join(known) or "none",
            ),
        )
