"""What the tracing desk was told to be likely before it promised, and whether it held."""

from datetime import timedelta

from examples.airline.year.airline import Story
from examples.airline.year.tale import Tale
from troth import operations
from troth.forecast.quote.file import as_json
from troth.forecast.quote.model import Option, Quote, Source
from troth.operations import RecordQuote, ScoreQuote
from troth.promises.parties import Actor
from troth.promises.promise import Promise

#: Hours and odds, as they were learned from the bags of other years.
_ODDS = ((24, 0.62), (36, 0.81), (48, 0.9), (72, 0.97))


def quoted(tale: Tale, by: Actor) -> str:
    """Record what can be promised for a bag; the id of the quote."""
    airline = tale.airline
    airline.greet(tale.who)
    quote = Quote(
        id=tale.new_id(),
        asked_at=airline.now,
        metric="bag-returned",
        thing="a bag",
        at=airline.now,
        zone="America/New_York",
        situation=tale.who.facets,
        options=tuple(_option(tale, hours, odds) for hours, odds in _ODDS),
        drivers=(),
        source=Source(
            as_of=airline.start,
            n=1_930,
            facets=("origin",),
            unit="elapsed",
            k=40,
            half_life_days=None,
        ),
    )
    wanted = RecordQuote(quote=as_json(quote), customer=tale.who.id)
    return operations.record_quote(airline.by(by), wanted).id


def _option(tale: Tale, hours: int, odds: float) -> Option:
    due = tale.airline.now + timedelta(hours=hours)
    return Option(kind="level", id=f"{odds:.0%}", term=f"within {hours} hours", due=due, odds=odds)


def scored(tale: Tale, promise: Promise, quote: str) -> Story:
    """A manager scores a quote on the next morning of the desk, if its bag is back."""
    airline = tale.airline
    yield airline.opening("berlin-office", airline.now + timedelta(hours=12))
    if tale.now(promise).kept_at is not None:
        lead = airline.cast.manager("baggage")
        said = ScoreQuote(promise=promise.id)
        operations.score_quote(airline.by(lead), quote, said)
