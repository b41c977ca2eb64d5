"""Whether a customer may be reminded of what they owe: not while they wait for us.

1. While a promise to them is open and past its first date, whatever it is about, reminders are on
   hold. That they agreed to a later date takes nothing from that.
2. What belongs to a promise that was done late may be reminded of when the customer has had as long
   as we were late: counted from when it was due or we were done, whichever came later.

Pure: what belongs together is found by `troth.queries.may_remind`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from troth.promises.outcomes import late_since
from troth.promises.parties import PartyKind
from troth.promises.promise import Promise
from troth.promises.statement import Line, statement

#: A record is of promises made in so many days before the instant asked for, good or bad.
WINDOW_DAYS = 365

STATUTORY = (
    "This hold is the company's own. It stops no statutory deadline: limitation, default and "
    "interest run on as the law says."
)


class Answer(StrEnum):
    """Whether a reminder may go out."""

    ALLOWED = "allowed"
    HOLD = "hold"
    #: The customer did what was asked, or was let off.
    NOTHING_OWED = "nothing-owed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A promise for which the customer waited, or waits."""

    promise: Promise
    #: Its first date; of a recurring one the update that was missed.
    due: datetime
    #: When it was kept or withdrawn; None while it is open.
    ended: datetime | None
    #: So far, where it is open.
    late_by: timedelta
    #: Whether the payment is for it.
    belongs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a reminder stands."""

    answer: Answer
    #: When the hold ends by itself; None where it ends with what is late, or there is none.
    until: datetime | None
    #: What is late or was done late, what is open first.
    because: tuple[Wait, ...]
    #: At least as long as any promise that the payment is for was late.
    grace: timedelta
    #: How promises of the last `WINDOW_DAYS` to this customer were kept, by their first dates.
    record: Line


def standing(
    to_customer: Sequence[Promise],
    belonging: Collection[str],
    payment: Promise | None,
    at: datetime,
) -> Standing:
    """Whether a customer may be reminded at an instant.

    Args:
        to_customer: all promises to them, folded up to `at`.
        belonging: ids of those that the payment is for.
        payment: the duty to pay, where it is known.
        at: aware.
    """
    waits = [wait for each in to_customer if (wait := _wait(each, belonging, at)) is not None]
    still = [wait for wait in waits if wait.ended is None]
    # What is over excuses only what belongs to it.
    done = [wait for wait in waits if wait.ended is not None and wait.belongs]
    grace = max((wait.late_by for wait in [*still, *done] if wait.belongs), default=timedelta())
    until = _until(done, payment, grace)
    if payment is not None and payment.closed:
        answer, until = Answer.NOTHING_OWED, None
    elif still:
        answer, until = Answer.HOLD, None
    else:
        answer = Answer.HOLD if until is not None and at < until else Answer.ALLOWED
    return Standing(
        answer=answer,
        until=until if answer is Answer.HOLD else None,
        because=(*still, *done),
        grace=grace,
        record=record(to_customer, at),
    )


def promised_to(promise: Promise, customer: str) -> bool:
    """Whether a customer is the one who waits for it."""
    return promise.promisee.kind is PartyKind.CUSTOMER and promise.promisee.id == customer


def record(promises: Sequence[Promise], at: datetime) -> Line:
    """How promises made in the window were kept by `at`, good or bad."""
    since = at - timedelta(days=WINDOW_DAYS)
    made = [each for each in promises if since < each.made_at <= at]
    return next(iter(statement(made, at, ())), Line(group=()))


def _wait(promise: Promise, belonging: Collection[str], at: datetime) -> Wait | None:
    due = late_since(promise, at)
    if due is None:
        return None
    ended = promise.kept_at or promise.withdrawn_at
    return Wait(
        promise=promise,
        due=due,
        ended=ended,
        late_by=(ended or at) - due,
        belongs=promise.id in belonging,
    )


def _until(done: Sequence[Wait], payment: Promise | None, grace: timedelta) -> datetime | None:
    """When the customer has had as long as we were late."""
    begins = [wait.ended for wait in done if wait.ended is not None]
    if not begins:
        return None
    if payment is not None and payment.due is not None:
        begins.append(payment.due)
    return max(begins) + grace
