"""What tools answer: little enough to be read by a model, with every free text marked."""

from collections.abc import Iterable

from pydantic import Field

from troth.answers import (
    Body,
    CustomerBody,
    FileBody,
    FreeText,
    Moment,
    PromiseBody,
    Source,
    free_text,
)


class PromiseAnswer(Body):
    """A promise as it stands."""

    id: str
    metric: str
    stage: str = Field(description="promised, offered, or no-promise: for a person to name.")
    outcome: str | None = Field(description="open, kept, moved, broken, ...")
    owed_by_customer: bool = Field(description="Whether it is the customer's part.")
    promiser: str
    term: str | None
    strength: str
    due: Moment | None = Field(description="The date that holds.")
    first_due: Moment | None = Field(description="The date that was given first.")
    moved: bool = Field(description="Whether it was given another date since.")
    paused: bool
    next_update: Moment | None = Field(description="By when the customer is to hear again.")
    zone: str = Field(description="In which dates are said.")
    wording: FreeText | None = Field(description="What was said.")
    reason: FreeText | None = Field(description="Why nothing is promised.")


class Promises(Body):
    """Open promises of a customer."""

    promises: tuple[PromiseAnswer, ...]
    more: bool = Field(description="Whether there are more than these.")


class Recorded(Body):
    """What the ledger made of a reply."""

    message: str
    promises: tuple[PromiseAnswer, ...]
    restated: tuple[str, ...] = Field(description="Open promises of which it only spoke again.")


class OptionAnswer(Body):
    """One thing that could be promised."""

    id: str = Field(description="The level in per cent, or the standard or claim.")
    term: str
    due: Moment | None
    odds: float | None = Field(description="0 to 1: how likely it is kept.")
    low: float | None
    high: float | None
    n: int = Field(description="How many cases are comparable.")
    wording: str = Field(description="To be said in a reply; empty where it is refused.")
    refusal: str = Field(description="Why it cannot be promised; empty where it can.")


class QuoteAnswer(Body):
    """What can be promised to one case: options of equal weight."""

    id: str | None = Field(description="Of the quote; null where none was made.")
    kept: bool = Field(description="Whether the ledger keeps it, to be scored later.")
    metric: str
    at: Moment
    zone: str
    options: tuple[OptionAnswer, ...]
    notes: tuple[str, ...]


class CustomerAnswer(Body):
    """A customer; what tells who they are was written by them or about them."""

    id: str
    name: FreeText | None
    ref: FreeText | None


class Customers(Body):
    """Customers that were found."""

    customers: tuple[CustomerAnswer, ...]
    more: bool


class FileAnswer(Body):
    """A file of a promise; its name and what it is were written by whoever attached it."""

    id: str
    promise: str
    name: FreeText | None = Field(description="Null where its bytes are gone.")
    what: FreeText | None
    size: int = Field(description="In bytes.")
    media_type: str = Field(description="As its first bytes tell.")
    shared: bool = Field(description="Whether the customer sees it by their link.")
    attached_at: Moment


class FilesAnswer(Body):
    """The files of a promise."""

    files: tuple[FileAnswer, ...]


class ContentAnswer(Body):
    """What is in a file: text, or bytes of another kind."""

    file: FileAnswer
    text: FreeText | None = Field(description="Of a file of plain text.")
    base64: str | None = Field(description="The bytes of any other file.")
    more: bool = Field(description="Whether the text goes on, and is cut here.")


def file_answer(file: FileBody) -> FileAnswer:
    """A file with what an agent needs of it."""
    return FileAnswer(
        id=file.id,
        promise=file.promise,
        name=file.name,
        what=file.what,
        size=file.size,
        media_type=file.media_type,
        shared=file.shared,
        attached_at=file.attached_at,
    )


def promise_answer(promise: PromiseBody) -> PromiseAnswer:
    """A promise with what an agent needs of it."""
    return PromiseAnswer(
        id=promise.id,
        metric=promise.metric,
        stage=promise.stage,
        outcome=promise.outcome,
        owed_by_customer=promise.duty,
        promiser=promise.promiser,
        term=promise.term,
        strength=promise.strength,
        due=promise.due,
        first_due=promise.first_due,
        moved=bool(promise.changes),
        paused=promise.clock == "paused",
        next_update=promise.next_update,
        zone=promise.zone,
        wording=promise.wording,
        reason=free_text(promise.reason, Source.STAFF),
    )


def promise_answers(promises: Iterable[PromiseBody]) -> tuple[PromiseAnswer, ...]:
    """Promises with what an agent needs of them."""
    return tuple(map(promise_answer, promises))


def customer_answer(customer: CustomerBody) -> CustomerAnswer:
    """A customer with what an agent needs of them."""
    return CustomerAnswer(
        id=customer.id, name=customer.name, ref=free_text(customer.ref, Source.INTEGRATION)
    )
