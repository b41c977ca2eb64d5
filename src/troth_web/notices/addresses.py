"""Where a reader is reached by a channel, and whether anything may still be sent there."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from troth.promises.customer import customer
from troth_web.ledger.secrets import derived, lookup_hash
from troth_web.ledger.store import SqlStore
from troth_web.notices.models import Suppression
from troth_web.notices.preferences import EMAIL, Wishes
from troth_web.people.models import Person
from troth_web.prepared import prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody is reached."""

    #: As the channel needs it: `ada@example.com`, `https://...`.
    text: str
    #: What they are called.
    name: str
    #: What stands for it in tables: nobody reads it back.
    hash: str


def address_of(store: SqlStore, reader: str, channel: str, wishes: Wishes) -> Address | None:
    """Where a reader is reached by a channel; None where they are not.

    Args:
        store: holds what customers can be reached by, sealed.
        reader: `person:7`, `customer:9`.
        channel: `email`, `webhook`, `slack`.
        wishes: of the reader.
    """
    kind, _, reader_id = reader.partition(":")
    email, name = _person(reader_id) if kind == "person" else _customer(store, reader_id)
    if name is None:
        return None
    text = email if channel == EMAIL else wishes.addresses.get(channel)
    return Address(text=text, name=name, hash=hash_of(store, channel, text)) if text else None


def hash_of(store: SqlStore, channel: str, text: str) -> str:
    """What stands for an address in tables; any case."""
    return lookup_hash(derived(store.master, "notice-addresses"), channel, text)


def open_address(store: SqlStore, reader: str, channel: str, wishes: Wishes) -> Address | str:
    """Where something can be sent to a reader by a channel; or why nothing can."""
    found = address_of(store, reader, channel, wishes)
    if found is None:
        return "no-address"
    return "suppressed" if _closed.exists(found.hash) else found


def _person(person_id: str) -> tuple[str | None, str | None]:
    return _active.first(UUID(person_id)) or (None, None)


@prepared
def _closed(address: str) -> QuerySet[Suppression]:
    return Suppression.objects.filter(address=address, closed=True)


@prepared
def _active(person: UUID) -> QuerySet[Person, tuple[str, str]]:
    return Person.objects.filter(pk=person, active=True).values_list("email", "name")


def _customer(store: SqlStore, customer_id: str) -> tuple[str | None, str | None]:
    found = customer(store.entries(customer_id))
    if found is None or found.erased_at is not None:
        return None, None
    return found.email, found.name or ""
