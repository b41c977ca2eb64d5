"""Business time of rows that belong to many calendars."""

from collections.abc import Sequence

from numpy.typing import ArrayLike

from troth.clock import bulk
from troth.clock.calendar import Calendar
from troth.clock.columns import Durations, Moments
from troth.clock.durations import Boundary
from troth.clock.pause_lists import Pauses


def due_many(
    calendars: Sequence[Calendar],
    which: ArrayLike,
    starts: ArrayLike,
    after: ArrayLike,
    pauses: Pauses | None = None,
    *,
    boundary: Boundary = "end",
) -> Moments:
    """`Calendar.due_many` where each row has its own calendar.

    Args:
        calendars: all that are needed.
        which: for each row the number of its calendar, from 0.
        starts: and all that follow, as in `Calendar.due_many`.
        after: timedelta64.
        pauses: ragged lists.
        boundary: "end" or "next_open".
    """
    question = bulk.due_question(starts, after, pauses, boundary, which)
    return bulk.ask_many(question, [calendar._timeline for calendar in calendars])


def elapsed_many(
    calendars: Sequence[Calendar],
    which: ArrayLike,
    starts: ArrayLike,
    ends: ArrayLike,
    pauses: Pauses | None = None,
) -> Durations:
    """`Calendar.elapsed_many` where each row has its own calendar; `which` as in `due_many`."""
    question = bulk.elapsed_question(starts, ends, pauses, which)
    return bulk.ask_many(question, [calendar._timeline for calendar in calendars])
