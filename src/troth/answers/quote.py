"""A quote and its scores, as the API answers."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from troth.answers.base import Body, Moment
from troth.promises.quote import Calibration, RecordedQuote


class ScoreBody(Body):
    """One option: the odds that were said, and whether it held."""

    option: str
    said: float
    held: bool


class QuoteBody(Body):
    """A quote on record, and what came of it."""

    id: str
    sequence: int
    metric: str
    customer: str | None
    asked_at: Moment
    recorded_at: Moment
    quote: Mapping[str, Any] = Field(description="As it was given.")
    promise: str | None = Field(description="The promise that was made from it.")
    scored_at: Moment | None
    ended_at: Moment | None
    unscored: str | None = Field(description="Why it cannot be scored.")
    scores: tuple[ScoreBody, ...]


class RowBody(Body):
    """Of all that was said to be this likely: how likely on average, and how much of it held."""

    low: float
    high: float
    n: int
    said: float
    held: float


class CalibrationBody(Body):
    """What quotes said beside what held."""

    rows: tuple[RowBody, ...]
    n: int
    brier: float | None = Field(description="0 is perfect, 0.25 is a coin; null for none.")


def quote_body(quote: RecordedQuote) -> QuoteBody:
    """A quote as its entries leave it."""
    return QuoteBody(
        id=quote.id,
        sequence=quote.sequence,
        metric=quote.metric,
        customer=quote.customer,
        asked_at=quote.asked_at,
        recorded_at=quote.recorded_at,
        quote=quote.said,
        promise=quote.promise,
        scored_at=quote.scored_at,
        ended_at=quote.ended_at,
        unscored=quote.unscored,
        scores=tuple(
            ScoreBody(option=each.option, said=each.said, held=each.held) for each in quote.scores
        ),
    )


def calibration_body(table: Calibration) -> CalibrationBody:
    """A table of what was said and what held."""
    rows = (
        RowBody(low=row.low, high=row.high, n=row.n, said=row.said, held=row.held)
        for row in table.rows
    )
    return CalibrationBody(rows=tuple(rows), n=table.n, brier=table.brier)
