"""What became of a promise: a pure function of its entries and the instant asked for.

Never of when somebody looked: a promise that passed its deadline is broken at the deadline.
"""

from datetime import datetime

from troth.promises.promise import Agreement, ClockState, Outcome, Promise, Stage, Verdict


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
    6. Past the date that holds: broken.
    """
    if promise.stage is not Stage.PROMISED:
        return None
    if promise.settled_by is not None:
        return _settled(promise)
    if promise.recurring:
        return _recurring(promise, at)
    if promise.due is None:
        return _undated(promise)
    return _dated(promise, at)


def deadline(promise: Promise) -> datetime | None:
    """The instant at which it breaks if nothing happens; None while its clock does not run."""
    if clock_state(promise) is not ClockState.RUNNING or promise.settled_by is not None:
        return None
    return promise.falls_due


def kept_by_first_date(promise: Promise, at: datetime) -> bool | None:
    """Whether the first date ever given was kept: what headline rates count.

    None while that is not known, and where it was withdrawn in time.
    """
    if promise.first_due is None or promise.settled_by is not None or promise.recurring:
        found = outcome(promise, at)
        return None if found in _UNDECIDED else found is Outcome.KEPT
    if promise.kept_at is not None:
        return _within(promise.kept_at, promise.first_earliest, promise.first_due)
    if promise.withdrawn_at is not None:
        return False if promise.first_due < promise.withdrawn_at else None
    paused = clock_state(promise) is ClockState.PAUSED and not _overdue_before_pause(promise)
    return None if paused or at <= promise.first_due else False


_UNDECIDED = (None, Outcome.OPEN, Outcome.WITHDRAWN)


def _settled(promise: Promise) -> Outcome:
    if promise.withdrawn_at is not None:
        return Outcome.WITHDRAWN
    said = settling_verdict(promise)
    if said is None:
        return Outcome.OPEN
    return Outcome.KEPT if said.kept else Outcome.BROKEN


def settling_verdict(promise: Promise) -> Verdict | None:
    """The last word of whom the metric names; what others say is on record beside it."""
    said = [each for each in promise.verdicts if each.by == promise.settled_by]
    return said[-1] if said else None


def _recurring(promise: Promise, at: datetime) -> Outcome:
    if any(_missed(each.due, each.done_at, at) for each in promise.occurrences):
        return Outcome.BROKEN
    if promise.withdrawn_at is not None:
        return Outcome.WITHDRAWN
    if promise.kept_at is not None:
        return Outcome.KEPT
    paused = promise.open_pause is not None
    late = promise.next_update is not None and at > promise.next_update
    return Outcome.BROKEN if late and not paused else Outcome.OPEN


def _missed(due: datetime, done_at: datetime | None, at: datetime) -> bool:
    return (done_at or at) > due


def _undated(promise: Promise) -> Outcome:
    if promise.withdrawn_at is not None:
        return Outcome.WITHDRAWN
    return Outcome.KEPT if promise.kept_at is not None else Outcome.OPEN


def _dated(promise: Promise, at: datetime) -> Outcome:
    first_due, due = promise.first_due, promise.due
    assert first_due is not None  # noqa: S101 - `outcome` has seen to it
    assert due is not None  # noqa: S101 - and to this
    if promise.kept_at is not None:
        return _kept(promise, promise.kept_at, first_due, due)
    ended = promise.withdrawn_at or at
    if promise.open_pause is None or _overdue_before_pause(promise):
        if ended > due:
            return Outcome.BROKEN
        if ended > first_due and not _agreed(promise):
            return Outcome.MOVED
    return Outcome.WITHDRAWN if promise.withdrawn_at is not None else Outcome.OPEN


def _kept(promise: Promise, kept_at: datetime, first_due: datetime, due: datetime) -> Outcome:
    if _within(kept_at, promise.first_earliest, first_due):
        return Outcome.KEPT
    if not _within(kept_at, promise.earliest, due):
        return Outcome.BROKEN
    return Outcome.KEPT_AS_AGREED if _agreed(promise) else Outcome.MOVED


def _agreed(promise: Promise) -> bool:
    return promise.change is not None and promise.change.agreement is Agreement.CONFIRMED


def _within(kept_at: datetime, earliest: datetime | None, due: datetime) -> bool:
    return kept_at <= due and (earliest is None or kept_at >= earliest)


def _overdue_before_pause(promise: Promise) -> bool:
    pause = promise.open_pause
    return pause is not None and promise.due is not None and pause.start > promise.due
