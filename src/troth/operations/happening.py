"""What all operations on a promise share: the promise, when it happened, and who says so."""

from datetime import datetime

from troth.operations.commands import Happened
from troth.operations.errors import NotFoundError, NotNowError, UnfitError
from troth.promises.outcomes import passed_since
from troth.promises.parties import Actor, ActorKind, PartyKind
from troth.promises.promise import Promise, Stage
from troth.promises.store import ConflictError, Work
from troth.said import said as worded


def state(work: Work, promise_id: str, expected: int | None = None) -> Promise:
    """The promise, held until the transaction ends.

    Args:
        work: the transaction.
        promise_id: of the promise.
        expected: how many entries whoever asks has seen.

    Raises:
        NotFoundError: there is none.
        ConflictError: it has come further than was seen.
    """
    promise = work.promise(promise_id)
    if promise is None:
        raise NotFoundError("promise", promise_id)
    if expected is not None and promise.sequence != expected:
        raise ConflictError(promise_id, expected, promise.sequence)
    return promise


def open_promise(work: Work, promise_id: str, doing: str, expected: int | None = None) -> Promise:
    """The promise, if it still runs.

    Raises:
        NotNowError: it is no promise yet, was kept, or was withdrawn.
    """
    promise = state(work, promise_id, expected)
    if promise.stage is not Stage.PROMISED:
        raise NotNowError(
            worded(
                "promise {promise} cannot be {doing}: {reason}",
                promise=promise.id,
                doing=doing,
                reason=promise.reason,
            )
        )
    if promise.withdrawn_at is not None:
        raise NotNowError(
            worded(
                "promise {promise} cannot be {doing}: it was withdrawn",
                promise=promise.id,
                doing=doing,
            )
        )
    if promise.kept_at is not None:
        raise NotNowError(
            worded(
                "promise {promise} cannot be {doing}: it was kept; reopen it if it was not",
                promise=promise.id,
                doing=doing,
            )
        )
    return promise


def happened(work: Work, said: Happened, promise: Promise) -> datetime:
    """When it happened: now unless said, never in the future, never before the promise.

    Raises:
        UnfitError: it cannot have happened then.
    """
    at = by_now(work, said.at)
    if at < promise.made_at:
        raise UnfitError(
            "at",
            worded(
                "{at} is before the promise was made, {made_at}",
                at=at,
                made_at=promise.made_at,
            ),
        )
    return at


def not_too_late(work: Work, promise: Promise, at: datetime, doing: str) -> None:
    """See that nobody dates something back to before a date that is over.

    What staff record afterwards could otherwise undo a break; the other side may still say so.

    Raises:
        NotNowError: a date is over, and this would count from before it.
    """
    due = passed_since(promise, at, work.at)
    if due is None or by_customer(work, promise):
        return
    raise NotNowError(
        worded(
            "promise {promise} was due at {due}, which is over; it cannot be "
            "{doing} from before that",
            promise=promise.id,
            due=due,
            doing=doing,
        )
    )


def by_customer(work: Work, promise: Promise) -> bool:
    """Whether the customer of this promise speaks: directly, or through a program for them."""
    return speaks_for(work.actor, promise.customer)


def speaks_for(actor: Actor, customer: str | None) -> bool:
    """Whether this is the customer, or a program that says what the customer said."""
    name = f"{PartyKind.CUSTOMER}:{customer}"
    if actor.kind is ActorKind.CUSTOMER:
        return actor.name == name
    return actor.kind is ActorKind.INTEGRATION and actor.on_behalf_of == name


def past(work: Work, said: Happened, since: datetime | None = None) -> datetime:
    """When something happened: now unless said, never in the future, never before `since`.

    Raises:
        UnfitError: it cannot have happened then.
    """
    at = by_now(work, said.at)
    if since is not None and at < since:
        raise UnfitError(
            "at",
            worded(
                "{at} is before it began, {since}",
                at=at,
                since=since,
            ),
        )
    return at


def by_now(work: Work, at: datetime | None) -> datetime:
    """When something happened: now unless said, never in the future.

    Raises:
        UnfitError: it is yet to come.
    """
    if at is not None and at > work.at:
        raise UnfitError("at", worded("{at} is yet to come; it is {now}", at=at, now=work.at))
    return at or work.at
