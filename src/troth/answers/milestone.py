"""A milestone, as the API answers."""

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, Source, free_text, free_texts
from troth.promises.milestone import Choice, Milestone, MilestoneOption, Side, Signature
from troth.promises.promise import Agreement


class ChoosableBody(Body):
    """One of several things between which the customer chooses; all have equal weight."""

    id: str
    says: FreeText | None
    price: str | None


class ChoiceBody(Body):
    """What was chosen, and what the customer understands to get."""

    option: str
    at: Moment
    by: str
    agreement: Agreement
    understanding: FreeText | None


class SignatureBody(Body):
    """One side's word on the document as it stood."""

    side: Side
    at: Moment
    by: str
    signs: str = Field(description="Hash of the last entry that it signs.")
    agreement: Agreement


class MilestoneBody(Body):
    """A checkpoint document: what each side owes the other, signed by both."""

    id: str
    sequence: int
    customer: str
    milestone: str | None
    stage: str | None
    edition: str | None
    name: FreeText | None
    opened_at: Moment
    ours: tuple[str, ...] = Field(description="Our promises.")
    theirs: tuple[str, ...] = Field(description="The customer's duties.")
    includes: tuple[FreeText, ...]
    excludes: tuple[FreeText, ...]
    options: tuple[ChoosableBody, ...]
    chosen: ChoiceBody | None
    signatures: tuple[SignatureBody, ...]
    agreed: bool = Field(description="Whether both signed, and the customer themselves.")
    closed_at: Moment | None
    left_open: tuple[str, ...] = Field(description="What was still open when it was closed.")
    unanswered: Moment | None = Field(
        description="Since when a word of the customer's own waits to be read."
    )


def milestone_body(milestone: Milestone) -> MilestoneBody:
    """A milestone as its entries leave it."""
    return MilestoneBody(
        id=milestone.id,
        sequence=milestone.sequence,
        customer=milestone.customer,
        milestone=milestone.milestone,
        stage=milestone.stage,
        edition=milestone.edition,
        name=free_text(milestone.name, Source.STAFF),
        opened_at=milestone.opened_at,
        ours=milestone.ours,
        theirs=milestone.theirs,
        includes=free_texts(milestone.includes, Source.STAFF),
        excludes=free_texts(milestone.excludes, Source.STAFF),
        options=tuple(map(_option, milestone.options)),
        chosen=_choice(milestone.chosen) if milestone.chosen else None,
        signatures=tuple(map(_signature, milestone.signatures)),
        agreed=milestone.agreed,
        closed_at=milestone.closed_at,
        left_open=milestone.left_open,
        unanswered=milestone.unanswered,
    )


def _option(option: MilestoneOption) -> ChoosableBody:
    says = free_text(option.says, Source.STAFF)
    return ChoosableBody(id=option.id, says=says, price=option.price)


def _choice(choice: Choice) -> ChoiceBody:
    return ChoiceBody(
        option=choice.option,
        at=choice.at,
        by=choice.by,
        agreement=choice.agreement,
        understanding=free_text(choice.understanding, Source.CUSTOMER),
    )


def _signature(signature: Signature) -> SignatureBody:
    return SignatureBody(
        side=signature.side,
        at=signature.at,
        by=signature.by,
        signs=signature.signs,
        agreement=signature.agreement,
    )
