"""Whose case it is: found by their id at the other system or their address, or added."""

from collections.abc import Collection

from django.db import connections

from troth import operations
from troth.operations import AddCustomer
from troth.promises.customer import customer
from troth.promises.store import Work
from troth_web.connectors.events import Contact
from troth_web.ledger.secrets import lookup_hash
from troth_web.ledger.store import SqlStore
from troth_web.people.models import Person


def customer_of(store: SqlStore, work: Work, contact: Contact) -> str | None:
    """The id of the customer; None where nothing tells who it is.

    Two deliveries about somebody new at the same moment add them once.
    """
    known = {"ref": contact.ref, "email": contact.email}
    wanted = {kind: value for kind, value in known.items() if value}
    if not wanted:
        return None
    _take_turns(store, wanted)
    for kind, value in wanted.items():
        for found in store.found(kind, value):
            return found
    added = AddCustomer(
        name=contact.name, phone=contact.phone, email=contact.email, ref=contact.ref
    )
    return operations.add(work, added).id


def colleagues(emails: Collection[str]) -> set[str]:
    """Which of these addresses are somebody's here, or were: none of them is a customer's."""
    return set(Person.objects.filter(email__in=emails).values_list("email", flat=True))


def erased(work: Work, customer_id: str) -> bool:
    """Whether a customer was erased meanwhile: nothing can be kept of them."""
    found = customer(work.read(customer_id))
    return found is None or found.erased_at is not None


def _take_turns(store: SqlStore, wanted: dict[str, str]) -> None:
    """Wait until nobody else adds them; in SQLite there is one writer anyway."""
    connection = connections[store.using]
    if connection.vendor != "postgresql":
        return
    key = store.parts().lookup_key
    numbers = sorted(int(lookup_hash(key, kind, value)[:15], 16) for kind, value in wanted.items())
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
