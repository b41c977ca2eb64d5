"""Promises, agreements, and the journal of one subject."""

from collections.abc import Iterator

from troth.operations.errors import NotFoundError
from troth.promises.agreements import Agreement, agreement
from troth.promises.entries import Entry
from troth.promises.matching import teams_of
from troth.promises.promise import Promise
from troth.promises.store import Page, Store
from troth.queries.reading import one


def promise(store: Store, promise_id: str, hidden_teams: frozenset[str] = frozenset()) -> Promise:
    """A promise as it stands.

    Args:
        store: the ledger.
        promise_id: its id.
        hidden_teams: teams of whose promises the reader must not know.

    Raises:
        NotFoundError: there is none that the reader may know of.
    """
    found = store.promise(promise_id)
    if found is None or hidden(found, hidden_teams):
        raise NotFoundError("promise", promise_id)
    return found


def hidden(found: Promise, hidden_teams: frozenset[str]) -> bool:
    """Whether a promise is none of the reader's business."""
    return bool(hidden_teams and hidden_teams & teams_of(found))


def journal(store: Store, subject: str) -> tuple[Entry, ...]:
    """The entries about one subject, in order.

    Raises:
        NotFoundError: there are none.
    """
    entries = store.entries(subject)
    if not entries:
        raise NotFoundError("journal of", subject)
    return entries


def one_agreement(store: Store, agreement_id: str) -> Agreement:
    """An agreement.

    Raises:
        NotFoundError: there is none.
    """
    return one(store, "agreement", agreement_id, agreement)


def agreements(
    store: Store, customer: str | None = None, after: str | None = None, limit: int = 50
) -> Page[Agreement]:
    """Agreements, those with one customer or all, the latest first.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    page = store.subjects("agreement", customer, after, limit)
    return Page(tuple(_agreements(store, page.items)), page.next)


def _agreements(store: Store, ids: tuple[str, ...]) -> Iterator[Agreement]:
    for each in ids:
        found = agreement(store.entries(each))
        if found is not None:
            yield found
