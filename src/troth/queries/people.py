"""Customers: found, listed, and everything that is held of one."""

from collections.abc import Callable
from datetime import datetime

from troth.answers import customer_body, entry_body, file_body, promise_body
from troth.answers.customer import AccessBody
from troth.promises.customer import Customer
from troth.promises.customer import customer as folded
from troth.promises.promise import Promise
from troth.promises.store import Page, Store
from troth.queries.reading import every_subject, one

#: Kinds of subjects that belong to a customer.
_THEIRS = (
    "promise",
    "agreement",
    "milestone",
    "quote",
    "reply",
    "distortion",
    "note",
    "packet",
    "hatch",
)


def customer(store: Store, customer_id: str) -> Customer:
    """A customer; of who was erased only that it was done.

    Raises:
        NotFoundError: there is none.
    """
    return one(store, "customer", customer_id, folded)


def customers(
    store: Store,
    *,
    email: str | None = None,
    ref: str | None = None,
    name: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Customer]:
    """Customers: all, the latest added first, or those with this address, reference or name.

    What is looked for must be whole, in small or capital letters; of a name each word counts.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    if email is None and ref is None and name is None:
        page = store.subjects("customer", None, after, limit)
        return Page(tuple(customer(store, each) for each in page.items), page.next)
    wanted = [("email", email), ("ref", ref), *(("name", word) for word in (name or "").split())]
    asked = [(kind, value) for kind, value in wanted if value is not None]
    if not asked:
        # Nobody is called nothing.
        return Page((), None)
    found = sorted(set.intersection(*(set(store.found(kind, text)) for kind, text in asked)))
    left = [each for each in found if after is None or each > after]
    page_ids = left[:limit]
    items = tuple(customer(store, each) for each in page_ids)
    return Page(items, page_ids[-1] if len(left) > limit else None)


def access(
    store: Store,
    customer_id: str,
    at: datetime,
    may_see: Callable[[Promise], bool] = lambda _: True,
) -> AccessBody:
    """Everything that is held of a customer: for them to read, or to take elsewhere.

    Args:
        store: the ledger.
        customer_id: whose.
        at: as of when their promises stand; aware.
        may_see: whether who asks may know of a promise; others are counted as withheld.

    Raises:
        NotFoundError: there is no such customer.
    """
    found = customer(store, customer_id)
    entries, promises, withheld = [*store.entries(customer_id)], [], 0
    for kind in _THEIRS:
        for subject in every_subject(store, kind, customer_id):
            promise = store.promise(subject) if kind == "promise" else None
            if promise is not None and not may_see(promise):
                withheld += 1
                continue
            entries += store.entries(subject)
            promises += [promise] if promise is not None else []
    return AccessBody(
        customer=customer_body(found),
        promises=tuple(promise_body(promise, at) for promise in promises),
        entries=tuple(map(entry_body, entries)),
        files=tuple(file_body(each.id, file) for each in promises for file in each.files),
        withheld=withheld,
    )
