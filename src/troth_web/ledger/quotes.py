"""Quotes from a file into the ledger, and all that can be scored, scored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from troth import operations
from troth.forecast.quote.file import as_json, read_quotes
from troth.forecast.quote.model import Quote
from troth.operations import NotNowError, RecordQuote, ScoreQuote
from troth.promises.parties import Actor
from troth.promises.quote import RecordedQuote, Score, calibration, quote
from troth.promises.store import PromiseFilter, Store, Work
from troth.queries import every_promise, every_subject


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What reading a file of quotes did."""

    quotes: int
    #: Of these, how many were not in the ledger yet.
    new: int


@dataclass(frozen=True, kw_only=True)
class Band:
    """Options whose odds were said to lie within a band, and how many of them held."""

    low: float
    high: float
    n: int
    said: float
    held: float


@dataclass(frozen=True, kw_only=True)
class Scored:
    """How quotes fared."""

    #: Scored just now.
    new: int
    #: Scored by now, with those of before.
    scored: int
    #: Not known yet.
    open: int
    #: Never to be known: their cases were withdrawn.
    withdrawn: int
    #: Options with odds in all that are scored.
    options: int
    #: Mean squared distance of the odds from what held; None without options.
    brier: float | None
    bands: list[Band]


def import_quotes(store: Store, path: Path, *, actor: Actor, at: datetime) -> Brought:
    """Record every quote of a file of `troth quote --save`; one that is there is passed over.

    Raises:
        NotQuotesError: a line is no quote; nothing of the file is recorded then.
        DuplicateIdError: another quote has an id of the file.
    """
    quotes = read_quotes(path)
    new = 0
    for each in quotes:
        with store.writing(actor=actor, at=at) as work:
            new += keep(work, each)
    return Brought(quotes=len(quotes), new=new)


def keep(work: Work, said: Quote) -> bool:
    """Record a quote; whether it was not there yet.

    Raises:
        DuplicateIdError: another quote has its id.
        UnfitError: it was asked for in the future.
    """
    before = quote(work.entries(said.id))
    operations.record_quote(work, RecordQuote(quote=as_json(said)))
    return before is None


def score_quotes(store: Store, *, actor: Actor, at: datetime) -> Scored:
    """Score every quote whose promise is over, or all of whose dates are, and sum all up."""
    made = _promises(store)
    new = withdrawn = waiting = scored = 0
    scores: list[Score] = []
    for found in _quotes(store):
        last = found
        if last.scored_at is None and found.id in made:
            last = _score(store, found, made[found.id], actor, at) or last
            new += last.scored_at is not None
        waiting += last.scored_at is None
        withdrawn += last.unscored is not None
        scored += last.scored_at is not None and last.unscored is None
        scores += last.scores
    table = calibration(scores)
    return Scored(
        new=new,
        scored=scored,
        open=waiting,
        withdrawn=withdrawn,
        options=table.n,
        brier=table.brier,
        bands=[
            Band(low=row.low, high=row.high, n=row.n, said=row.said, held=row.held)
            for row in table.rows
        ],
    )


def _score(
    store: Store, found: RecordedQuote, promise: str, actor: Actor, at: datetime
) -> RecordedQuote | None:
    def act(work: Work) -> RecordedQuote:
        return operations.score_quote(work, found.id, ScoreQuote(promise=promise))

    try:
        return store.write(act, actor=actor, at=at)
    except NotNowError:
        # Its promise is open, and one of its dates is still to come.
        return None


def _promises(store: Store) -> dict[str, str]:
    """The promise that was made from each quote; the first one where there are several."""
    # The latest come first, so that the first one made of each stays.
    every = every_promise(store, PromiseFilter())
    return {each.quote: each.id for each in every if each.quote}


def _quotes(store: Store) -> Iterator[RecordedQuote]:
    for subject in every_subject(store, "quote"):
        found = quote(store.entries(subject))
        if found is not None:
            yield found
