"""All that is held of one customer, in a form that a machine reads: access and portability."""

from collections.abc import Iterator
from typing import Any

from troth.operations.errors import NotFoundError
from troth.promises.customer import customer
from troth.promises.entries import Entry
from troth.promises.hashing import instant
from troth.promises.store import Store

#: Kinds of subjects that belong to a customer.
THEIRS = ("promise", "agreement", "milestone", "quote")


def access(store: Store, customer_id: str) -> dict[str, Any]:
    """Every entry about a customer, or about what belongs to them, with its personal part opened.

    Raises:
        NotFoundError: there is no such customer.
    """
    own = store.entries(customer_id)
    found = customer(own)
    if found is None:
        raise NotFoundError("customer", customer_id)
    return {
        "customer": {
            "id": found.id,
            "name": found.name,
            "email": found.email,
            "phone": found.phone,
            "ref": found.ref,
            "facets": dict(found.facets),
            "added_at": instant(found.added_at),
            "erased_at": instant(found.erased_at) if found.erased_at else None,
        },
        "entries": [_entry(each) for each in (*own, *_theirs(store, customer_id))],
    }


def _theirs(store: Store, customer_id: str) -> Iterator[Entry]:
    for kind in THEIRS:
        after: str | None = None
        while True:
            page = store.subjects(kind, customer_id, after, 500)
            for subject in page.items:
                yield from store.entries(subject)
            after = page.next
            if after is None:
                break


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "type": entry.type.value,
        "subject": entry.subject,
        "sequence": entry.sequence,
        "at": instant(entry.at),
        "recorded_at": instant(entry.recorded_at),
        "actor": str(entry.actor),
        "channel": entry.channel,
        "edition": entry.edition,
        "says": dict(entry.payload),
        # None where it was erased or has been kept for long enough.
        "personal": None if entry.personal is None else dict(entry.personal),
    }
