"""What became of a promise: a pure function of its entries and the instant asked for.

Never of when somebody looked: a promise that passed its deadline is broken at the deadline.
"""

from datetime import datetime

from troth.promises.promise import ClockState, Outcome, Promise, Stage, Verdict


def clock_state(promise: Promise) -> ClockState:
    """What its clock does, whatever the outcome."""
    if promise.closed or promise.stage is not Stage.PROMISED:
        return ClockState.STOPPED
    return ClockState.PAUSED if promise.open_pause else ClockState.RUNNING


def outcome(promise: Promise, at: datetime) -> Outcome | None:
    """What became of it by `at`; None where nothing was promised.

    1. Withdrawn is withdrawn, unless its deadline had passed before.
    2. Yes-no promises: the verdict of whom their metric names, and open without one.
    3. Recurring promises: broken by the first occurrence missed.
    4. In time for the first date: kept. It stays so, whatever was changed.
    5. In time for a later date: kept as agreed if the other side confirmed it, else moved.
    6. Past every date that was given: broken. A date that is given when the one before it is over
       does not undo that.
    """
    if promise.stage is not Stage.PROMISED:
        return None
    if promise.settled_by is not None:
        return _settled(promise)
    if promise.recurring:
        return _recurring(promise, at)
    if promise.due is None or promise.first_due is None:
        return _undated(promise)
    return _dated(promise, at, promise.first_due, promise.due)


def deadline(promise: Promise) -> datetime | None:
    """The instant at which it breaks if nothing happens; None while its clock does not run.

    An earlier date given later does not break it: the first date still stands.
    """
    if clock_state(promise) is not ClockState.RUNNING or promise.settled_by is not None:
        return None
    return _last_date(promise)


def passed_since(promise: Promise, since: datetime, at: datetime) -> datetime | None:
    """The first of its dates that its clock had passed by `at`, and not yet at `since`.

    Whatever is dated back from `at` to `since` would count from before that date.
    """
    given = (promise.first_due, promise.agreed_due, promise.due, promise.next_update)
    stopped = _stopped(promise, at)
    dates = [promise.missed_at, *given]
    return min((d for d in dates if d is not None and since <= d < stopped), default=None)


def late_since(promise: Promise, at: datetime) -> datetime | None:
    """The date from which the other side waited, or waits: the first one, of updates the next.

    A later date makes it no less late, whoever agreed to it. None where its clock had not passed
    that date when it ended, stood still, or by `at`; None too where a verdict settles it.
    """
    if promise.stage is not Stage.PROMISED or promise.settled_by is not None:
        return None
    due = promise.next_update if promise.recurring else promise.first_due
    return due if due is not None and _stopped(promise, at) > due else None


def overdue_since(promise: Promise, at: datetime) -> datetime | None:
    """The date in force that was over by `at`: the first, or the last to which both agreed.

    What needs somebody now goes by it; headlines go by the first date, see `kept_by_first_date`.
    """
    if promise.stage is not Stage.PROMISED:
        return None
    if promise.first_due is None or promise.recurring or promise.settled_by is not None:
        return broke_at(promise, at)
    due = max(promise.first_due, promise.agreed_due or promise.first_due)
    return due if _stopped(promise, at) > due else None


def broke_at(promise: Promise, at: datetime) -> datetime | None:
    """The true instant at which it broke, however late that is noticed; None where it did not."""
    if outcome(promise, at) is not Outcome.BROKEN:
        return None
    if promise.settled_by is not None:
        verdict = settling_verdict(promise)
        return verdict.at if verdict else None
    if promise.recurring:
        missed = [each.due for each in promise.occurrences if _missed(each.due, each.done_at, at)]
        return missed[0] if missed else promise.next_update
    last = promise.missed_at or _last_date(promise)
    if promise.kept_at is not None and last is not None and promise.kept_at <= last:
        return promise.kept_at  # before its window began
    return last


def kept_by_first_date(promise: Promise, at: datetime) -> bool | None:
    """Whether the first date ever given was kept: what headline rates count.

    None while that is not known, and where it was withdrawn in time.
    """
    if promise.first_due is None or promise.settled_by is not None or promise.recurring:
        found = outcome(promise, at)
        return None if found in _UNDECIDED else found is Outcome.KEPT
    if promise.kept_at is not None:
        return _within(promise.kept_at, promise.first_earliest, promise.first_due)
    return False if _stopped(promise, at) > promise.first_due else None


_UNDECIDED = (None, Outcome.OPEN, Outcome.WITHDRAWN)


def _stopped(promise: Promise, at: datetime) -> datetime:
    """How far its clock has come: to its end, to the pause that lasts, or to `at`."""
    ended = promise.kept_at or promise.withdrawn_at
    if ended is not None:
        return ended
    pause = promise.open_pause
    return min(at, pause.start) if pause else at


def _settled(promise: Promise) -> Outcome:
    said = settling_verdict(promise)
    if said is not None:
        return Outcome.KEPT if said.kept else Outcome.BROKEN
    return Outcome.OPEN if promise.withdrawn_at is None else Outcome.WITHDRAWN


def settling_verdict(promise: Promise) -> Verdict | None:
    """The last word of whom the metric names; what others say is on record beside it."""
    said = [each for each in promise.verdicts if each.by == promise.settled_by]
    return said[-1] if said else None


def _recurring(promise: Promise, at: datetime) -> Outcome:
    if any(_missed(each.due, each.done_at, at) for each in promise.occurrences):
        return Outcome.BROKEN
    if promise.next_update is not None and _stopped(promise, at) > promise.next_update:
        return Outcome.BROKEN
    return _undated(promise)


def _missed(due: datetime, done_at: datetime | None, at: datetime) -> bool:
    return (done_at or at) > due


def _undated(promise: Promise) -> Outcome:
    if promise.withdrawn_at is not None:
        return Outcome.WITHDRAWN
    return Outcome.KEPT if promise.kept_at is not None else Outcome.OPEN


def _dated(promise: Promise, at: datetime, first_due: datetime, due: datetime) -> Outcome:
    if promise.kept_at is not None:
        return _kept(promise, promise.kept_at, first_due, due)
    stopped = _stopped(promise, at)
    if _missed_before(promise, stopped) or stopped > max(first_due, due, _agreed(promise)):
        return Outcome.BROKEN
    if stopped > max(first_due, _agreed(promise)):
        return Outcome.MOVED
    return _undated(promise)


def _kept(promise: Promise, kept_at: datetime, first_due: datetime, due: datetime) -> Outcome:
    if _within(kept_at, promise.first_earliest, first_due):
        return Outcome.KEPT
    if _missed_before(promise, kept_at):
        return Outcome.BROKEN
    if promise.agreed_due is not None and _within(
        kept_at, promise.agreed_earliest, promise.agreed_due
    ):
        return Outcome.KEPT_AS_AGREED
    return Outcome.MOVED if _within(kept_at, promise.earliest, due) else Outcome.BROKEN


def _missed_before(promise: Promise, stopped: datetime) -> bool:
    return promise.missed_at is not None and stopped > promise.missed_at


def _agreed(promise: Promise) -> datetime:
    """The date agreed to after the first; the beginning of the promise where there is none."""
    return promise.agreed_due or promise.made_at


def _last_date(promise: Promise) -> datetime | None:
    if promise.recurring:
        return promise.next_update
    dates = (promise.first_due, promise.agreed_due, promise.due)
    return max((date for date in dates if date is not None), default=None)


def _within(kept_at: datetime, earliest: datetime | None, due: datetime) -> bool:
    return kept_at <= due and (earliest is None or kept_at >= earliest)
