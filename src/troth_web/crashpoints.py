"""Named places in a write at which the reliability lab ends the process, to see what is left.

`LAB_CRASH=after-entries:3` ends it the third time that it comes by. Without that variable a
crash point does nothing.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

#: What the kernel reports of a process that was killed.
KILLED = 137

#: Where a write may be cut short, in the order in which it comes by.
POINTS = (
    "before-entries",
    "after-entries",
    "after-projections",
    "after-outbox",
    "before-commit",
    "after-commit",
    "before-answer",
)

#: Where the worker may be cut short, in the same way.
WORKER_POINTS = (
    "before-waking",
    "after-waking",
    "after-recount",
    "after-listeners",
    "before-dispatched",
    "after-dispatched",
    "after-job",
    "before-gathered",
    "notice-leased",
    "before-sent",
    "after-sent",
)


def _crash_at(wanted: str) -> Callable[[str], None]:
    name, _, times = wanted.partition(":")
    last = int(times or 1)
    passed = count(1)

    def crash(point: str) -> None:
        if point == name and next(passed) == last:
            # No clean-up of any kind: nothing is flushed, closed or rolled back.
            os._exit(KILLED)

    return crash


def _go_on(point: str) -> None:
    """Pass by."""


_come_by: Callable[[str], None] = (
    _crash_at(os.environ["LAB_CRASH"]) if os.environ.get("LAB_CRASH") else _go_on
)


def crashpoint(point: str) -> None:
    """Come by a named place: `crashpoint("after-entries")`."""
    _come_by(point)


@contextmanager
def coming_by(act: Callable[[str], None]) -> Iterator[None]:
    """Let `act` be called at each named place, for a simulation in which no process ends."""
    global _come_by  # noqa: PLW0603 - one process has one fate
    before, _come_by = _come_by, act
    try:
        yield
    finally:
        _come_by = before
