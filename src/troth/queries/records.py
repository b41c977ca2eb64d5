"""Milestones and quotes."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from troth.operations.errors import NotFoundError
from troth.promises.entries import Entry
from troth.promises.milestone import Milestone
from troth.promises.milestone import milestone as folded_milestone
from troth.promises.quote import Calibration, RecordedQuote, Score, calibration
from troth.promises.quote import quote as folded_quote
from troth.promises.store import Page, Store

Found = TypeVar("Found")


def milestone(store: Store, milestone_id: str) -> Milestone:
    """A milestone.

    Raises:
        NotFoundError: there is none.
    """
    return _one(store, "milestone", milestone_id, folded_milestone)


def milestones(
    store: Store, customer: str | None = None, after: str | None = None, limit: int = 50
) -> Page[Milestone]:
    """Milestones, those of one customer or all, the latest first."""
    page = store.subjects("milestone", customer, after, limit)
    return Page(tuple(milestone(store, each) for each in page.items), page.next)


def quote(store: Store, quote_id: str) -> RecordedQuote:
    """A quote.

    Raises:
        NotFoundError: there is none.
    """
    return _one(store, "quote", quote_id, folded_quote)


def quotes(
    store: Store, customer: str | None = None, after: str | None = None, limit: int = 50
) -> Page[RecordedQuote]:
    """Quotes, those given to one customer or all, the latest recorded first."""
    page = store.subjects("quote", customer, after, limit)
    return Page(tuple(quote(store, each) for each in page.items), page.next)


def scores(store: Store, metric: str | None = None) -> Calibration:
    """What quotes said beside what held: of one metric, or of all."""
    return calibration(_scores(store, metric))


def _scores(store: Store, metric: str | None) -> Iterator[Score]:
    after: str | None = None
    while True:
        page = quotes(store, None, after, 500)
        for each in page.items:
            if metric in {None, each.metric}:
                yield from each.scores
        after = page.next
        if after is None:
            return


def _one(
    store: Store,
    kind: str,
    subject: str,
    folded: Callable[[tuple[Entry, ...]], Found | None],
) -> Found:
    entries = store.entries(subject)
    found = folded(entries) if entries and entries[0].type.kind == kind else None
    if found is None:
        raise NotFoundError(kind, subject)
    return found
