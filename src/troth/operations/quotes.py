"""Quotes on record: kept as they were said, and scored against what happened."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import Field

from troth.forecast.errors import NotQuotesError
from troth.forecast.quote.file import as_json, from_line
from troth.operations.commands import Command, Happened, Id, Instant, Text
from troth.operations.customers import seen
from troth.operations.dating import iso
from troth.operations.errors import NotFoundError, NotNowError, UnfitError
from troth.operations.happening import past, state
from troth.promises.due import counting, moved
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.promise import Promise
from troth.promises.quote import RecordedQuote, quote
from troth.promises.recount import calendar_of
from troth.promises.store import ConflictError, DuplicateIdError, Work
from troth.said import said as worded


class RecordQuote(Command):
    """A quote that was given."""

    quote: dict[str, Any] = Field(
        description="The quote, as `troth quote --save` writes it in a line of quotes.jsonl."
    )
    customer: Id | None = Field(None, description="To whom it was given.")


class ScoreQuote(Happened):
    """What came of the case that a quote was about."""

    promise: Id | None = Field(None, description="The promise that was made from it.")
    ended_at: Instant | None = Field(
        None, description="When the case ended, where no promise tells."
    )
    withdrawn: bool = Field(
        default=False, description="The case was withdrawn, so that nothing can be scored."
    )
    note: Text | None = Field(None, description="How this is known.")


def record_quote(work: Work, wanted: RecordQuote) -> RecordedQuote:
    """Keep a quote; the same one again changes nothing, so that a file can be read in twice.

    Raises:
        DuplicateIdError: another quote has its id.
        NotFoundError: there is no such customer.
        UnfitError: it is no quote, or was asked for in the future.
    """
    said = _read(wanted.quote)
    if wanted.customer is not None:
        seen(work, wanted.customer)
    before = quote(work.entries(said["id"]))
    if before is not None:
        if before.said != said:
            raise DuplicateIdError(worded("another quote {quote}", quote=said["id"]))
        return before
    asked_at = datetime.fromisoformat(said["asked_at"])
    if asked_at > work.at:
        raise UnfitError(
            "quote",
            worded("it was asked for at {asked_at}, which is yet to come", asked_at=asked_at),
        )
    payload = {"quote": said} | ({"customer": wanted.customer} if wanted.customer else {})
    draft = Draft(type=EntryType.QUOTE_RECORDED, subject=said["id"], at=asked_at, payload=payload)
    work.append([draft], expected={said["id"]: 0})
    return _recorded(work, said["id"])


def score_quote(
    work: Work, quote_id: str, said: ScoreQuote, expected: int | None = None
) -> RecordedQuote:
    """Score every option of a quote: held if the case ended by its date, moved by pauses.

    A case that is still open scores once all its dates are over: none of them held.

    Raises:
        NotFoundError: there is no such quote or promise.
        NotNowError: it was scored before, or it cannot be known yet which options hold.
        UnfitError: the promise was not made from this quote, or nothing says what happened.
    """
    found = _recorded(work, quote_id)
    if expected is not None and found.sequence != expected:
        raise ConflictError(quote_id, expected, found.sequence)
    if found.scored_at is not None:
        raise NotNowError(
            worded(
                "quote {quote} was scored at {scored_at}",
                quote=quote_id,
                scored_at=found.scored_at,
            )
        )
    at = past(work, said, found.asked_at)
    promise = _promise(work, found, said)
    ended = promise.kept_at if promise else said.ended_at
    if said.withdrawn or (promise is not None and promise.withdrawn_at is not None):
        payload: dict[str, Any] = {"unscored": "the case was withdrawn"}
    else:
        payload = {"options": _scores(work, found, promise, ended, at), "ended_at": iso(ended)}
    payload["promise"] = promise.id if promise else None
    draft = Draft(
        type=EntryType.QUOTE_SCORED,
        subject=quote_id,
        at=at,
        payload={key: value for key, value in payload.items() if value is not None},
        personal={"note": said.note},
        person=found.customer or COMPANY,
        channel=said.channel,
    )
    work.append([draft], expected={quote_id: found.sequence})
    return _recorded(work, quote_id)


def _read(said: Mapping[str, Any]) -> dict[str, Any]:
    try:
        line = json.dumps(said, allow_nan=False).encode() + b"\n"
        return as_json(from_line(line, "quote"))
    except (NotQuotesError, ValueError, TypeError) as error:
        raise UnfitError("quote", str(error)) from None


def _recorded(work: Work, quote_id: str) -> RecordedQuote:
    found = quote(work.entries(quote_id))
    if found is None:
        raise NotFoundError("quote", quote_id)
    return found


def _promise(work: Work, found: RecordedQuote, said: ScoreQuote) -> Promise | None:
    if said.promise is None:
        if said.ended_at is None and not said.withdrawn:
            raise UnfitError(
                "promise", worded("say which promise was made from it, or when it ended")
            )
        if said.ended_at is not None and said.ended_at > work.at:
            raise UnfitError(
                "ended_at", worded("{ended_at} is yet to come", ended_at=said.ended_at)
            )
        return None
    promise = state(work, said.promise)
    if promise.quote != found.id:
        raise UnfitError(
            "promise",
            worded(
                "promise {promise} was not made from quote {quote}",
                promise=promise.id,
                quote=found.id,
            ),
        )
    return promise


def _scores(
    work: Work,
    found: RecordedQuote,
    promise: Promise | None,
    ended: datetime | None,
    at: datetime,
) -> list[dict[str, Any]]:
    return [
        {
            "option": str(each["id"]),
            "said": each["odds"],
            "held": _held(_due(work, promise, each), ended, at, found.id),
        }
        for each in found.options
    ]


def _held(due: datetime, ended: datetime | None, at: datetime, quote_id: str) -> bool:
    if ended is not None:
        return ended <= due
    if at <= due:
        raise NotNowError(
            worded(
                "quote {quote} cannot be scored before {due}: its case is open",
                quote=quote_id,
                due=due,
            )
        )
    return False


def _due(work: Work, promise: Promise | None, option: Mapping[str, Any]) -> datetime:
    """The date of an option, moved by the pauses of the promise that was made from the quote."""
    due = datetime.fromisoformat(option["due"])
    if promise is None:
        return due
    own = calendar_of(promise, work.edition(promise.edition))
    calendar = counting(option.get("term") or None, own)
    found = moved(due, calendar, promise.starts_at, promise.pauses)
    assert found is not None  # noqa: S101 - a date was given
    return found
