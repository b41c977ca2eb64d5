"""A statement: how many promises were kept, by the first date that was ever given.

Headlines go by the first date. What was kept by a later date to which both agreed stands in its
own column, and is no part of the rate. Each time that a recurring promise fell due counts as one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from troth.promises.outcomes import kept_by_first_date, outcome
from troth.promises.promise import Outcome, Promise, Stage

#: How a statement can be split.
BY: dict[str, Callable[[Promise], str]] = {
    "metric": lambda promise: promise.metric,
    "team": lambda promise: str(promise.promiser),
    "strength": lambda promise: promise.strength,
    "edition": lambda promise: promise.edition or "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The promises of one group."""

    #: Values of what the statement is split by, in its order.
    group: tuple[str, ...]
    #: Promises made; of recurring ones, each time that they fell due.
    n: int = 0
    #: Those of which it is known whether the first date was kept.
    decided: int = 0
    kept: int = 0
    kept_as_agreed: int = 0
    moved: int = 0
    broken: int = 0
    withdrawn: int = 0
    open: int = 0
    #: Asked for, and nothing said by when.
    no_promise: int = 0
    #: Promises of which a date was changed when it was near, or over.
    changed_late: int = 0
    #: Kept in time, as was recorded after the date: worth a look where there are many.
    recorded_late: int = 0

    @property
    def rate(self) -> float | None:
        """The part kept by the first date, of those decided; None where there are none."""
        return self.kept / self.decided if self.decided else None

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        counts = {name: getattr(self, name) for name in _COUNTS}
        return {"group": list(self.group), **counts, "rate": self.rate}


_COUNTS = (
    "n",
    "decided",
    "kept",
    "kept_as_agreed",
    "moved",
    "broken",
    "withdrawn",
    "open",
    "no_promise",
    "changed_late",
    "recorded_late",
)


def statement(
    promises: Iterable[Promise],
    at: datetime,
    by: tuple[str, ...] = ("metric", "team"),
    *,
    duties: bool = False,
) -> list[Line]:
    """How promises were kept by `at`, one line for each group, in order.

    Args:
        promises: in any order; memory holds the lines alone.
        at: as of when; aware. The promises must have been folded up to then.
        by: what to split by, of `metric`, `team`, `strength`, `edition`.
        duties: whether to count what customers promised, instead of what was promised to others.
    """
    counts: dict[tuple[str, ...], dict[str, int]] = {}
    for promise in promises:
        if promise.is_duty is not duties or promise.stage is Stage.OFFERED:
            continue
        group = tuple(BY[name](promise) for name in by)
        line = counts.setdefault(group, dict.fromkeys(_COUNTS, 0))
        for name in _columns(promise, at):
            line[name] += 1
    return [Line(group=group, **line) for group, line in sorted(counts.items())]


def _columns(promise: Promise, at: datetime) -> Iterator[str]:
    """The columns in which a promise counts."""
    if promise.stage is Stage.NO_PROMISE:
        yield "no_promise"
    elif promise.recurring:
        yield from _occurrences(promise, at)
    else:
        yield from _once(promise, at)
    if promise.late_changes:
        yield "changed_late"


def _once(promise: Promise, at: datetime) -> Iterator[str]:
    yield "n"
    by_first = kept_by_first_date(promise, at)
    if by_first is not None:
        yield "decided"
    found = outcome(promise, at)
    yield _OUTCOMES[found] if found else "open"
    if by_first and promise.kept_recorded_at is not None and promise.first_due is not None:
        late = promise.kept_recorded_at > promise.first_due
        yield from ("recorded_late",) if late else ()


_OUTCOMES = {
    Outcome.OPEN: "open",
    Outcome.KEPT: "kept",
    Outcome.KEPT_AS_AGREED: "kept_as_agreed",
    Outcome.MOVED: "moved",
    Outcome.BROKEN: "broken",
    Outcome.WITHDRAWN: "withdrawn",
}


def _occurrences(promise: Promise, at: datetime) -> Iterator[str]:
    for each in promise.occurrences:
        late = (each.done_at or at) > each.due
        yield from ("n", "decided", "broken" if late else "kept")
    stopped = promise.kept_at or promise.withdrawn_at or at
    pause = promise.open_pause
    if pause is not None:
        stopped = min(stopped, pause.start)
    if promise.next_update is not None and stopped > promise.next_update:
        yield from ("n", "decided", "broken")
    elif not promise.closed:
        yield from ("n", "open")
