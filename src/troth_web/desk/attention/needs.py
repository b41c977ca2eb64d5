"""Why a promise needs somebody now, and how much it harms the customer if nobody comes.

The order is that of harm, then of the time that is left. What a customer is worth plays no part.

1. A promise is broken and its customer has not been told: they wait, and do not know.
2. An update is overdue: they hear nothing.
3. A promise is likely to break, or its customer declined another date.
4. The customer said something by their link, and nobody has answered or read it.
5. Broken, and nothing makes up for it, though the playbook has something for that.
6. Broken, and they know.
7. An update is due within a day.
8. Something was said, and nobody knows what it promises: nobody keeps it.
9. Due within a day and nobody looks after it, then what somebody does.
10. Something was asked for, and nothing says by when.
11. The customer has the next step; our date moves with it.

What is late is late by the date in force: the first, or the last to which the customer agreed.
Among equals what was guaranteed stands before what was estimated, and that before an aim.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from troth.operations.catching import UNSAID
from troth.promises.entries import Entry
from troth.promises.outcomes import clock_state, outcome, overdue_since
from troth.promises.parties import PartyKind
from troth.promises.promise import Agreement, ClockState, Outcome, Promise, Stage, Warned
from troth.promises.waking import Rule, cycle_of

#: What falls due within this time needs somebody now.
SOON = timedelta(days=1)
#: For so long something that was done too late can be made up for in sight.
MENDED = timedelta(days=14)


class Why(StrEnum):
    """Reasons, the most harmful first."""

    BROKEN_UNTOLD = "broken-untold"
    UPDATE_MISSED = "update-missed"
    DECLINED = "declined"
    RISK = "risk"
    WORD = "word"
    NO_CASE = "no-case"
    BROKEN = "broken"
    UPDATE = "update"
    QUESTION = "question"
    NOBODY = "nobody"
    SOON = "soon"
    UNPROMISED = "unpromised"
    WAITING = "waiting"


_ORDER = {why: place for place, why in enumerate(Why)}
#: A declined date and a likely break do the same harm.
_ORDER[Why.DECLINED] = _ORDER[Why.RISK]
_FIRMNESS = {"guarantee": 0, "estimate": 1, "aim": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A promise that needs somebody, and why."""

    promise: Promise
    why: Why
    #: The date that it is about; None where there is none.
    by: datetime | None
    #: Since when it is broken.
    since: datetime | None = None
    #: What was warned of, where it is at risk.
    warned: Warned | None = None
    #: What the customer said, where that waits for an answer and is read.
    word: Entry | None = None

    @property
    def unheld(self) -> bool:
        """Whether no person looks after it."""
        return self.promise.holder.kind is not PartyKind.PERSON

    @property
    def place(self) -> tuple[int, int, float, str]:
        """Where it stands in the order."""
        firm = _FIRMNESS.get(self.promise.strength, 0)
        left = self.by.timestamp() if self.by else self.promise.made_at.timestamp()
        return (_ORDER[self.why], firm, left, self.promise.id)


#: Whether there is something to give for a promise as it stands.
Mends = Callable[[Promise], bool]


def need_of(promise: Promise, at: datetime, mends: Mends = lambda _: False) -> Need | None:
    """Why a promise needs somebody at `at`, the most harmful reason; None where it does not.

    Args:
        promise: as it stands.
        at: now.
        mends: whether the reader has something to give for it.
    """
    return min(_reasons(promise, at, mends), key=lambda need: need.place, default=None)


def _reasons(promise: Promise, at: datetime, mends: Mends) -> Iterator[Need]:
    if promise.unanswered is not None:
        yield Need(promise=promise, why=Why.WORD, by=promise.unanswered)
    if promise.is_duty:
        return
    if promise.stage is Stage.NO_PROMISE and not promise.closed:
        why = Why.QUESTION if promise.metric == UNSAID else Why.UNPROMISED
        yield Need(promise=promise, why=why, by=None)
    if promise.stage is not Stage.PROMISED:
        return
    if _unmended(promise, at) and mends(promise):
        since = None if promise.closed else overdue_since(promise, at)
        yield Need(promise=promise, why=Why.NO_CASE, by=since, since=since)
    if not promise.closed and (need := _open(promise, at)):
        yield need


def _unmended(promise: Promise, at: datetime) -> bool:
    """Whether it broke, lately where it is over, and nothing was given for it."""
    over = promise.kept_at or promise.settled_at or promise.withdrawn_at
    lately = over is None or over > at - MENDED
    return lately and not promise.amends and outcome(promise, at) is Outcome.BROKEN


def _open(promise: Promise, at: datetime) -> Need | None:
    since = overdue_since(promise, at)
    if since is not None:
        return _late(promise, since)
    if clock_state(promise) is ClockState.PAUSED:
        return Need(promise=promise, why=Why.WAITING, by=promise.falls_due)
    return _running(promise, at)


def _late(promise: Promise, since: datetime) -> Need:
    known = promise.told_at is not None and promise.told_at >= since
    why = Why.BROKEN if known else Why.BROKEN_UNTOLD
    return Need(promise=promise, why=why, by=since, since=since)


def _running(promise: Promise, at: datetime) -> Need | None:
    update, due = promise.next_update, promise.falls_due
    if update is not None and update <= at:
        return Need(promise=promise, why=Why.UPDATE_MISSED, by=update)
    if promise.changes and promise.changes[-1].agreement is Agreement.DECLINED:
        return Need(promise=promise, why=Why.DECLINED, by=due)
    warned = _warning(promise)
    if warned is not None:
        return Need(promise=promise, why=Why.RISK, by=due, warned=warned)
    if update is not None and update <= at + SOON:
        return Need(promise=promise, why=Why.UPDATE, by=update)
    if due is None or due > at + SOON:
        return None
    unheld = promise.holder.kind is not PartyKind.PERSON
    return Need(promise=promise, why=Why.NOBODY if unheld else Why.SOON, by=due)


def _warning(promise: Promise) -> Warned | None:
    """What was warned of the date that holds; odds say more than the clock."""
    cycle = cycle_of(promise)
    given = [
        each
        for each in promise.warned
        if each.rule in {Rule.LIKELIHOOD, Rule.WARNING} and each.cycle == cycle
    ]
    return max(given, key=lambda each: (each.rule == Rule.LIKELIHOOD, each.at), default=None)
