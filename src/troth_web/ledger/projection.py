"""What lists of promises are made from: a row for each promise, computed from its state."""

from datetime import UTC, datetime, timedelta
from typing import Any

from troth.promises.editions import Edition
from troth.promises.outcomes import clock_state, outcome
from troth.promises.parties import Party, PartyKind
from troth.promises.promise import Outcome, Promise
from troth.promises.waking import wakes_at
from troth_web.ledger.engines import Table

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)

#: What follows from the entries of a promise alone.
_OWN = (
    ("subject", "text"),
    ("sequence", "integer"),
    ("stage", "text"),
    ("clock", "text"),
    ("metric", "text"),
    ("customer", "text"),
    ("promiser", "text"),
    ("promiser_team", "text"),
    ("holder", "text"),
    ("holder_team", "text"),
    ("duty", "boolean"),
    ("made_us", "bigint"),
    ("falls_due_us", "bigint"),
    ("outcome", "text"),
    ("moved_after_us", "bigint"),
    ("broken_after_us", "bigint"),
    ("unanswered_us", "bigint"),
)
_COLUMNS = (*_OWN, ("wakes_us", "bigint"))
_SET = ", ".join(f"{name} = excluded.{name}" for name, _ in _COLUMNS[1:])
#: Names of what follows from the entries of a promise alone.
OWN = tuple(name for name, _ in _OWN)
PROMISE = Table("ledger_promise", _COLUMNS, f" ON CONFLICT (subject) DO UPDATE SET {_SET}")


def microseconds(moment: datetime) -> int:
    """An aware instant as microseconds since 1970 UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def full_row(promise: Promise, edition: Edition | None) -> tuple[Any, ...]:
    """The row of a promise, with when it wakes by its edition of the playbook."""
    return (*promise_row(promise), maybe_us(wakes_at(promise, edition)))


def promise_row(promise: Promise) -> tuple[Any, ...]:
    """What of its row follows from the entries of a promise alone."""
    base, moved_after, broken_after = turning_points(promise)
    return (
        promise.id,
        promise.sequence,
        promise.stage.value,
        clock_state(promise).value,
        promise.metric,
        promise.customer,
        str(promise.promiser),
        _team(promise.promiser),
        str(promise.holder),
        _team(promise.holder),
        promise.is_duty,
        microseconds(promise.made_at),
        maybe_us(promise.falls_due),
        base.value if base else None,
        maybe_us(moved_after),
        maybe_us(broken_after),
        maybe_us(promise.unanswered),
    )


def turning_points(
    promise: Promise,
) -> tuple[Outcome | None, datetime | None, datetime | None]:
    """The outcome before anything is late, and after which instants it is moved and broken.

    It is asked of `outcome` itself, on both sides of each date at which it can change.
    """
    base = outcome(promise, _BEFORE_ALL)
    after: dict[Outcome, datetime] = {}
    if base is Outcome.OPEN:
        given = {promise.first_due, promise.due, promise.agreed_due, promise.next_update}
        dates = {*given, *(each.due for each in promise.occurrences)} - {None}
        for date in sorted(each for each in dates if each is not None):
            found = outcome(promise, date + _MICROSECOND)
            if found is not None and found is not base:
                after.setdefault(found, date)
    return base, after.get(Outcome.MOVED), after.get(Outcome.BROKEN)


def _team(party: Party) -> str | None:
    return party.id if party.kind is PartyKind.TEAM else None


def instant_of(microseconds_: int) -> datetime:
    """The instant of microseconds since 1970 UTC."""
    return _EPOCH + microseconds_ * _MICROSECOND


def maybe_us(moment: datetime | None) -> int | None:
    """The same, where there may be none."""
    return microseconds(moment) if moment else None
