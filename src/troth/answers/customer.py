"""A customer, as the API answers."""

from collections.abc import Mapping

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, Source, free_text
from troth.answers.entry import EntryBody
from troth.answers.file import FileBody
from troth.answers.promise import PromiseBody
from troth.promises.customer import Customer


class CustomerBody(Body):
    """A customer. Of who was erased only the id is left, and when it was done."""

    id: str
    sequence: int
    added_at: Moment
    facets: Mapping[str, str]
    name: FreeText | None
    email: FreeText | None
    phone: FreeText | None
    ref: str | None
    erased_at: Moment | None


def customer_body(customer: Customer) -> CustomerBody:
    """What is known of a customer."""

    def said(text: str | None) -> FreeText | None:
        return free_text(text, Source.CUSTOMER)

    return CustomerBody(
        id=customer.id,
        sequence=customer.sequence,
        added_at=customer.added_at,
        facets=dict(customer.facets),
        name=said(customer.name),
        email=said(customer.email),
        phone=said(customer.phone),
        ref=customer.ref,
        erased_at=customer.erased_at,
    )


class AccessBody(Body):
    """Everything that is held of a customer."""

    customer: CustomerBody
    promises: tuple[PromiseBody, ...]
    entries: tuple[EntryBody, ...] = Field(description="What stands in the journal, in order.")
    files: tuple[FileBody, ...] = Field(
        (), description="Of their promises; the bytes are at /promises/{promise}/files/{id}."
    )
    withheld: int = Field(description="How many promises only others may see.")
