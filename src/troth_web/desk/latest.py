"""The latest of a kind, such as notes of a customer: in two questions, however many there are."""

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from troth.promises.entries import Entry
from troth.promises.store import Page, Store
from troth_web.ledger.store import SqlStore

Found = TypeVar("Found")


def latest(
    store: Store,
    kind: str,
    fold: Callable[[Sequence[Entry]], Found | None],
    *,
    customer: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Found]:
    """Things of a kind, of one customer or all, the latest first.

    Args:
        store: the ledger.
        kind: `note`, `packet`, `milestone`.
        fold: what makes one of its entries.
        customer: whose; None for all.
        after: where a list goes on.
        limit: how many at most.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    page = store.subjects(kind, customer, after, limit)
    journals = cast("SqlStore", store).journals(page.items)
    found = (fold(journals.get(each, ())) for each in page.items)
    return Page(tuple(each for each in found if each is not None), page.next)
