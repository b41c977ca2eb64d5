"""What time alone brings to a promise, and when: warnings, reminders of updates, its break.

Each is recorded once. The earliest instant at which something is still to be recorded is when the
promise wakes; between, nobody needs to look at it.

1. A warning comes once for each step and cycle: when 75 % of the time are gone, or so long before
   the date, as the playbook's `notices.warn` says. Another date, or reopening, begins a cycle. Time
   is counted as the promise's term counts it, around pauses. A step that would come with the
   promise itself, or before, does not come.
2. A reminder comes once for each update that is due, ahead of it by `notices.remind`, so that
   whoever holds the promise can tell the other side; and once more when it was missed.
3. A break is recorded once, when its date has passed.

While the clock stands still neither warnings nor reminders come. Where several steps are due at
once, as after an outage, the last of them speaks for all. Nothing is warned of that is over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from troth.clock import Calendar
from troth.errors import TrothError
from troth.playbook.schema.ahead import USUAL, Ahead
from troth.promises.due import ALWAYS, counting
from troth.promises.editions import Edition
from troth.promises.outcomes import broke_at, clock_state
from troth.promises.promise import ClockState, Pause, Promise
from troth.promises.recount import calendar_of
from troth.terms import Unit
from troth.terms.measures import BUSINESS

#: After all dates.
_FOREVER = datetime.max.replace(tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: The step of an update that was missed.
MISSED = "missed"


class Rule(StrEnum):
    """What speaks, with its version."""

    BREAK = "deadlines@1"
    WARNING = "ahead@1"
    UPDATE = "updates@1"
    #: What odds say, which time alone does not bring.
    LIKELIHOOD = "likelihood@1"


_STEPPING = (Rule.WARNING, Rule.UPDATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something that is still to be recorded."""

    rule: Rule
    #: From when on; UTC.
    at: datetime
    #: The date that it is about.
    due: datetime
    #: `75 %`, `2 business hours`, `missed`; empty for a break.
    step: str = ""
    #: How many dates were given before this one, or how many updates there were.
    cycle: int = 0


def wakes_at(promise: Promise, edition: Edition | None) -> datetime | None:
    """The earliest instant at which something is to be recorded; None where nothing is.

    Args:
        promise: as it stands.
        edition: of the playbook to which it belongs; without one nothing comes but its break.
    """
    return min((each.at for each in coming(promise, edition)), default=None)


def due_now(promise: Promise, edition: Edition | None, at: datetime) -> list[Coming]:
    """What is to be recorded at `at`: of several steps the last, and nothing that is over."""
    ripe = [each for each in coming(promise, edition) if each.at <= at]
    found = [each for each in ripe if each.rule is Rule.BREAK]
    warning, update = (_last(each for each in ripe if each.rule is rule) for rule in _STEPPING)
    if warning and not found:
        found.append(warning)
    if update and (update.step == MISSED or at <= update.due):
        found.append(update)
    return found


def _last(steps: Iterable[Coming]) -> Coming | None:
    return max(steps, key=lambda each: each.at, default=None)


def coming(promise: Promise, edition: Edition | None) -> Iterator[Coming]:
    """All that is still to be recorded if nothing else happens."""
    breaks = broke_at(promise, _FOREVER)
    ahead = breaks is not None and promise.broken_at != breaks
    if breaks is not None and ahead:
        yield Coming(rule=Rule.BREAK, at=breaks + _MICROSECOND, due=breaks)
    if clock_state(promise) is not ClockState.RUNNING:
        return
    if breaks is not None and ahead and not promise.recurring and promise.settled_by is None:
        yield from _warnings(promise, edition, breaks)
    if promise.next_update is not None:
        yield from _updates(promise, edition, promise.next_update, breaks)


def unlikely_due(promise: Promise, at: datetime) -> datetime | None:
    """The date that odds may be asked of; None where none is open, or a warning was given."""
    breaks = broke_at(promise, _FOREVER)
    running = clock_state(promise) is ClockState.RUNNING
    if not running or breaks is None or promise.recurring or promise.settled_by is not None:
        return None
    due = min(promise.due or breaks, breaks)
    given = {each.cycle for each in promise.warned if each.rule == Rule.LIKELIHOOD}
    return due if promise.starts_at < at < due and cycle_of(promise) not in given else None


def cycle_of(promise: Promise) -> int:
    """How many dates it was given before the one that holds now, reopenings among them."""
    return len(promise.changes) + len(promise.reopened_at)


def _warnings(promise: Promise, edition: Edition | None, breaks: datetime) -> Iterator[Coming]:
    # It breaks at its last date; whoever holds it is warned of the one that was given.
    due = min(promise.due or breaks, breaks)
    change = promise.change
    given = (promise.starts_at, change.at if change else None, *promise.reopened_at[-1:])
    term = (change.term if change else None) or promise.term
    steps = _steps(promise, edition, due, max(each for each in given if each), term)
    cycle = cycle_of(promise)
    for at, step in _left(promise, Rule.WARNING, cycle, steps):
        yield Coming(rule=Rule.WARNING, at=at, due=due, step=step, cycle=cycle)


def _updates(
    promise: Promise, edition: Edition | None, due: datetime, breaks: datetime | None
) -> Iterator[Coming]:
    cycle = len(promise.occurrences)
    told = {each.step for each in promise.warned if (each.rule, each.cycle) == (Rule.UPDATE, cycle)}
    # A break says of itself that the update was missed.
    told |= {MISSED} if promise.recurring and promise.broken_at == due else set()
    if MISSED in told:
        return
    since = promise.told_at or promise.starts_at
    steps = _steps(promise, edition, due, since, promise.updates or promise.term, updates=True)
    for at, step in _left(promise, Rule.UPDATE, cycle, steps):
        yield Coming(rule=Rule.UPDATE, at=at, due=due, step=step, cycle=cycle)
    if not (promise.recurring and breaks == due):
        yield Coming(rule=Rule.UPDATE, at=due + _MICROSECOND, due=due, step=MISSED, cycle=cycle)


def _left(
    promise: Promise, rule: Rule, cycle: int, steps: Sequence[tuple[datetime, str]]
) -> Iterable[tuple[datetime, str]]:
    """Steps that come after the last one that was given in the cycle."""
    given = {each.step for each in promise.warned if (each.rule, each.cycle) == (rule, cycle)}
    last = max((number for number, (_, step) in enumerate(steps) if step in given), default=-1)
    return steps[last + 1 :]


def _steps(
    promise: Promise,
    edition: Edition | None,
    due: datetime,
    since: datetime,
    term: str | None,
    *,
    updates: bool = False,
) -> list[tuple[datetime, str]]:
    """When each step comes, the first one first."""
    try:
        wanted = _wanted(edition, updates=updates)
        calendar = calendar_of(promise, edition)
        counted = counting(term, calendar) or ALWAYS
        found = [
            (_ahead(each, counted, calendar, since, due, promise.pauses), str(each))
            for each in wanted
        ]
    except (TrothError, KeyError, OverflowError):
        # What cannot be counted cannot be warned of; the break does not wait for it.
        return []
    return sorted((at, step) for at, step in found if at is not None and since < at < due)


def _wanted(edition: Edition | None, *, updates: bool) -> tuple[Ahead, ...]:
    if edition is None:
        return ()
    notices = edition.playbook.notices
    wanted = notices.remind if updates else notices.warn
    return USUAL if wanted is None else wanted


def _ahead(
    ahead: Ahead,
    counted: Calendar,
    calendar: Calendar | None,
    since: datetime,
    due: datetime,
    pauses: Sequence[Pause],
) -> datetime | None:
    ended = [(each.start, each.end) for each in pauses if each.end is not None]
    if ahead.span is None:
        share = ahead.share or Fraction(1)
        if counted is ALWAYS and not ended:
            return since + (due - since) * share.numerator / share.denominator
        gone = counted.elapsed(since, due, ended) * share.numerator / share.denominator
        return _utc(counted.due(since, gone, ended))
    if ahead.span.unit not in BUSINESS:
        return due - int(ahead.span.microseconds) * _MICROSECOND
    if calendar is None:
        return None
    if ahead.span.unit is Unit.BUSINESS_DAY:
        return _utc(calendar.due_days(due, -int(ahead.span.amount), due="same_time"))
    return _utc(calendar.due(due, -int(ahead.span.microseconds) * _MICROSECOND, ended))


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None
