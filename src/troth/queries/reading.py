"""What queries share: one thing by its id, and lists to their ends."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from troth.operations.errors import NotFoundError
from troth.promises.entries import Entry
from troth.promises.promise import Promise
from troth.promises.store import Page, PromiseFilter, Store

Found = TypeVar("Found")
Item = TypeVar("Item")

#: How many of a list are read at once.
_AT_ONCE = 500


def one(
    store: Store,
    kind: str,
    subject: str,
    folded: Callable[[tuple[Entry, ...]], Found | None],
    named: str | None = None,
) -> Found:
    """What the entries of a subject leave.

    Args:
        store: the ledger.
        kind: what it is called where there is none.
        subject: whose entries.
        folded: makes it of its entries; None of those of another kind.
        named: what was asked for, where that is not the subject.

    Raises:
        NotFoundError: there is none.
    """
    found = folded(store.entries(subject))
    if found is None:
        raise NotFoundError(kind, named or subject)
    return found


def every_promise(store: Store, wanted: PromiseFilter) -> Iterator[Promise]:
    """All promises that a filter lets through, the latest made first."""
    return _every(lambda after: store.promises(wanted, after, _AT_ONCE))


def every_subject(store: Store, kind: str, customer: str | None = None) -> Iterator[str]:
    """The ids of all subjects of a kind, of one customer or all, the latest first."""
    return _every(lambda after: store.subjects(kind, customer, after, _AT_ONCE))


def _every(page_of: Callable[[str | None], Page[Item]]) -> Iterator[Item]:
    after: str | None = None
    while True:
        page = page_of(after)
        yield from page.items
        after = page.next
        if after is None:
            return
