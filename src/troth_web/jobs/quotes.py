"""The jobs `import-quotes` and `score-quotes`."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from troth.forecast.errors import NotQuotesError
from troth.forecast.quote.file import from_line
from troth.forecast.quote.model import Quote
from troth.operations.commands import Command
from troth.operations.errors import UnfitError
from troth.promises.store import DuplicateIdError
from troth_web.jobs.kinds import Doing, job, read
from troth_web.ledger.quotes import keep, score_quotes


class ImportQuotes(Command):
    """Quotes that shall be kept."""

    text: Annotated[str, Field(min_length=1)] = Field(
        description="A file of quotes, as `troth quote --save` writes it."
    )


class ScoreQuotes(Command):
    """Quotes that shall be scored: all."""


def _check_import(arguments: Mapping[str, Any]) -> None:
    for _ in _quotes(read(ImportQuotes, arguments).text):
        pass


@job("import-quotes", check=_check_import, needs="quotes.record")
def bring(doing: Doing, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Keep each quote of a file; one that is there already is passed over."""
    quotes = list(_quotes(read(ImportQuotes, arguments).text))
    new, refused = 0, []
    for number, quote in enumerate(quotes, 1):
        try:
            new += doing.write(partial(keep, said=quote), actor=doing.actor)
        except (DuplicateIdError, UnfitError) as error:
            refused.append({"line": number, "why": str(error)})
        doing.told(number / len(quotes))
    return {"quotes": len(quotes), "new": new, "refused": refused}


@job("score-quotes", check=lambda arguments: read(ScoreQuotes, arguments), needs="quotes.score")
def score(doing: Doing, _arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Score what can be scored; a quote that is scored is passed over the next time."""
    return asdict(score_quotes(doing.store, actor=doing.actor, at=doing.at))


def _quotes(text: str) -> Iterator[Quote]:
    """The quotes of a file.

    Raises:
        UnfitError: a line is none.
    """
    for number, line in enumerate(text.encode().splitlines(keepends=True), 1):
        try:
            # The last line of what somebody copied may lack its end.
            yield from_line(line.rstrip(b"\r\n") + b"\n", f"line {number}")
        except NotQuotesError as error:
            raise UnfitError("arguments.text", str(error)) from None
