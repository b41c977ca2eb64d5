"""`/quotes`: what was said to be likely, and what came of it."""

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from troth import operations, queries
from troth.answers import (
    CalibrationBody,
    QuoteBody,
    QuoteList,
    calibration_body,
    quote_body,
)
from troth.operations import RecordQuote, ScoreQuote
from troth.operations.commands import Id, Word
from troth.promises.store import Work
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedByCustomer
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.api.rights import see_all

quotes = Resource("quotes")


class AskedScores(BaseModel):
    """Of which metric?"""

    model_config = ConfigDict(frozen=True)

    metric: Word | None = Field(None, description="Of this metric only.")


@quotes.reads("/quotes", needs="quotes.read", answers=QuoteList)
def list_(request: HttpRequest, asked: Query[AskedByCustomer]) -> HttpResponse:
    """List quotes, the latest recorded first."""
    store = Call.of(request).store
    page = queries.quotes(store, asked.customer, asked.after, asked.limit)
    return shown(request, QuoteList(items=tuple(map(quote_body, page.items)), next=page.next))


@quotes.writes("POST", "/quotes", needs="quotes.record", answers=QuoteBody, status=201)
def record(request: HttpRequest, body: RecordQuote) -> HttpResponse:
    """Keep a quote as `troth quote --save` writes it; the same one again changes nothing."""
    return done(
        request, lambda _, work: quote_body(operations.record_quote(work, body)), status=201
    )


@quotes.reads("/quotes/scores", needs="quotes.read", answers=CalibrationBody)
def scores(request: HttpRequest, asked: Query[AskedScores]) -> HttpResponse:
    """Say what quotes said beside what held."""
    return shown(request, calibration_body(queries.scores(Call.of(request).store, asked.metric)))


@quotes.reads("/quotes/{quote_id}", needs="quotes.read", answers=QuoteBody)
def get(request: HttpRequest, quote_id: Id) -> HttpResponse:
    """Give one quote, and what came of it."""
    return shown(request, quote_body(queries.quote(Call.of(request).store, quote_id)))


@quotes.writes(
    "POST", "/quotes/{quote_id}/score", needs="quotes.score", answers=QuoteBody, matches=True
)
def score(request: HttpRequest, quote_id: Id, body: ScoreQuote) -> HttpResponse:
    """Score every option of a quote against what happened."""

    def scored(call: Call, work: Work) -> QuoteBody:
        see_all(call.principal, work, [body.promise] if body.promise else [])
        return quote_body(operations.score_quote(work, quote_id, body, call.expected))

    return done(request, scored)
