"""Customers: added, put right, erased. What tells who they are is sealed with their own key."""

from pydantic import Field

from troth.operations.commands import Command, Happened, Id, Text, Word
from troth.operations.errors import NotFoundError, UnfitError
from troth.operations.happening import past
from troth.promises.customer import Customer, customer, lookups
from troth.promises.entries import Draft, EntryType
from troth.promises.store import Work
from troth.said import said


class Person(Command):
    """What is known of a customer."""

    name: Text | None = Field(None, description="Their name.")
    email: Text | None = Field(None, description="Their e-mail address.")
    phone: Text | None = Field(None, description="Their telephone number.")
    ref: Word | None = Field(None, description="Their id in another system: crm:4711.")
    facets: dict[Word, Word] | None = Field(
        None, description="The segments they belong to: fare, region.", max_length=50
    )


class AddCustomer(Person):
    """A customer to be known from now on."""

    id: Id | None = Field(None, description="The customer's id; made when absent.")


class Rectify(Person, Happened):
    """What was noted of a customer and is not so; only what is named changes."""

    reason: Text | None = Field(None, description="Who said so, or why.")


def add(work: Work, wanted: AddCustomer) -> Customer:
    """Know a customer from now on.

    Raises:
        ConflictError: the id is another's.
        UnfitError: nothing would tell them apart.
    """
    personal = _personal(wanted)
    if not personal:
        raise UnfitError("name", said("say a name, an e-mail address or a reference"))
    customer_id = wanted.id or work.new_id()
    work.add_key(customer_id)
    draft = Draft(
        type=EntryType.CUSTOMER_ADDED,
        subject=customer_id,
        at=work.at,
        payload={"facets": dict(wanted.facets or {})},
        personal=personal,
        person=customer_id,
        lookups=lookups(personal),
    )
    work.append([draft], expected={customer_id: 0})
    return known(work, customer_id)


def rectify(work: Work, customer_id: str, wanted: Rectify, expected: int | None = None) -> Customer:
    """Put right what was noted; what stood before stays in the journal.

    Raises:
        NotFoundError: there is no such customer, or they were erased.
        UnfitError: it is yet to come, or was before they were known.
    """
    before = known(work, customer_id)
    personal = _personal(wanted)
    draft = Draft(
        type=EntryType.CUSTOMER_RECTIFIED,
        subject=customer_id,
        at=past(work, wanted, before.added_at),
        payload={} if wanted.facets is None else {"facets": dict(wanted.facets)},
        personal=personal | {"reason": wanted.reason},
        person=customer_id,
        lookups=lookups(personal),
        channel=wanted.channel,
    )
    work.append([draft], expected=None if expected is None else {customer_id: expected})
    return known(work, customer_id)


def erase(work: Work, customer_id: str) -> Customer:
    """Erase a customer: their key and all that it sealed. That it was done stays on record.

    Raises:
        NotFoundError: there is no such customer, or they were erased before.
    """
    known(work, customer_id)
    work.append([Draft(type=EntryType.CUSTOMER_ERASED, subject=customer_id, at=work.at)])
    work.erase(customer_id)
    erased = customer(work.entries(customer_id))
    assert erased is not None  # noqa: S101 - an entry was just written
    return erased


def known(work: Work, customer_id: str) -> Customer:
    """A customer who was not erased.

    Raises:
        NotFoundError: there is none.
    """
    return _there(customer(work.entries(customer_id)), customer_id)


def seen(work: Work, customer_id: str) -> Customer:
    """A customer who was not erased, for what is about them and does not change them.

    Others may write about them meanwhile. Whoever erases them deletes their key, without which
    nothing personal can be written.

    Raises:
        NotFoundError: there is none.
    """
    return _there(customer(work.read(customer_id)), customer_id)


def _there(found: Customer | None, customer_id: str) -> Customer:
    if found is None or found.erased_at is not None:
        raise NotFoundError("customer", customer_id)
    return found


def _personal(wanted: Person) -> dict[str, str]:
    names = ("name", "email", "phone", "ref")
    said = {name: getattr(wanted, name) for name in names}
    return {name: value for name, value in said.items() if value is not None}
