"""Milestones and quotes."""

from collections.abc import Iterator

from troth.promises.milestone import Milestone
from troth.promises.milestone import milestone as folded_milestone
from troth.promises.quote import Calibration, RecordedQuote, Score, calibration
from troth.promises.quote import quote as folded_quote
from troth.promises.store import Page, Store
from troth.queries.reading import every_subject, one


def milestone(store: Store, milestone_id: str) -> Milestone:
    """A milestone.

    Raises:
        NotFoundError: there is none.
    """
    return one(store, "milestone", milestone_id, folded_milestone)


def milestones(
    store: Store, customer: str | None = None, after: str | None = None, limit: int = 50
) -> Page[Milestone]:
    """Milestones, those of one customer or all, the latest first.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    page = store.subjects("milestone", customer, after, limit)
    return Page(tuple(milestone(store, each) for each in page.items), page.next)


def quote(store: Store, quote_id: str) -> RecordedQuote:
    """A quote.

    Raises:
        NotFoundError: there is none.
    """
    return one(store, "quote", quote_id, folded_quote)


def quotes(
    store: Store, customer: str | None = None, after: str | None = None, limit: int = 50
) -> Page[RecordedQuote]:
    """Quotes, those given to one customer or all, the latest recorded first.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    page = store.subjects("quote", customer, after, limit)
    return Page(tuple(quote(store, each) for each in page.items), page.next)


def scores(store: Store, metric: str | None = None) -> Calibration:
    """What quotes said beside what held: of one metric, or of all."""
    return calibration(_scores(store, metric))


def _scores(store: Store, metric: str | None) -> Iterator[Score]:
    for subject in every_subject(store, "quote"):
        found = quote(store, subject)
        if metric in {None, found.metric}:
            yield from found.scores
