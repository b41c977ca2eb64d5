"""What a customer's delay does to our date: computed, so that it can be shown and agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from troth.promises.editions import Edition
from troth.promises.promise import Promise
from troth.promises.recount import ended_pauses, recount

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an open duty does to the date of a promise that waits for it; instants are UTC."""

    duty: str
    #: The duty, by its id in the playbook.
    name: str
    #: pauses, starts or voids.
    effect: str
    #: By when it is needed; the instant asked for where it is overdue or has no date.
    by: datetime
    #: Our date if it comes then; None where our promise has none.
    our_date: datetime | None
    #: By how much an hour more moves our date. With business hours it may be nothing, or a day.
    an_hour_later: timedelta
    #: By how much a day more moves it.
    a_day_later: timedelta

    def as_json(self) -> dict[str, Any]:
        """Plain values; instants in ISO 8601."""
        return {
            "duty": self.duty,
            "name": self.name,
            "effect": self.effect,
            "by": self.by.isoformat(),
            "our_date": self.our_date.isoformat() if self.our_date else None,
            "an_hour_later_seconds": self.an_hour_later.total_seconds(),
            "a_day_later_seconds": self.a_day_later.total_seconds(),
        }


def effect(
    promise: Promise, duties: Iterable[Promise], edition: Edition | None, at: datetime
) -> list[Effect]:
    """What each open duty does to the date of a promise.

    Args:
        promise: that waits.
        duties: what it needs; those that are done have no effect.
        edition: the promise's own.
        at: now; aware.
    """
    return [
        _effect(promise, duty, edition, at)
        for duty in duties
        if duty.effect is not None and not duty.closed
    ]


def _effect(promise: Promise, duty: Promise, edition: Edition | None, at: datetime) -> Effect:
    by = max(duty.due, at) if duty.due else at
    # Where its clock runs on, nothing moves, whenever the duty is done.
    waits = any(pause.duty == duty.id and pause.end is None for pause in promise.pauses)

    def ours(done: datetime) -> datetime | None:
        return _date_if(promise, edition, done) if waits else promise.falls_due

    return Effect(
        duty=duty.id,
        name=duty.metric,
        effect=str(duty.effect),
        by=by,
        our_date=ours(by),
        an_hour_later=_moved(ours(by), ours(by + _HOUR)),
        a_day_later=_moved(ours(by), ours(by + _DAY)),
    )


def _moved(date: datetime | None, later: datetime | None) -> timedelta:
    return later - date if date and later else timedelta()


def _date_if(promise: Promise, edition: Edition | None, done: datetime) -> datetime | None:
    """Our date if a duty is done then, and with it everything else that the clock waits for."""
    counted = recount(ended_pauses(promise, done), edition)
    return counted.next_update if promise.recurring else counted.now.due
