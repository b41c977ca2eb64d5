"""Business time for whole columns: numpy datetime64 in UTC, in the unit in which they come."""

from collections.abc import Callable, Sequence
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from troth.clock import kernel, paused_rows
from troth.clock.columns import (
    Column,
    Moments,
    durations,
    finest,
    moments,
    numbers,
    shape_of,
    walk,
    whole_numbers,
)
from troth.clock.days import Cutoff, DueAt
from troth.clock.days import due_days as due_days_us
from troth.clock.durations import Boundary, check_boundary
from troth.clock.grouping import grouped, parts
from troth.clock.pause_lists import PauseLists, Pauses
from troth.clock.timeline import Timeline
from troth.clock.zones import Instants

#: Rows at a time: few enough for intermediate arrays to stay in the processor's cache.
CHUNK = 32_768
#: Rows that are grouped at a time: what this takes stays below 64 MiB.
BLOCK = 2_200_000

NOTHING = np.empty(0, np.int64)


class Question(NamedTuple):
    """What is asked of each row."""

    #: Two columns of times, and one of the numbers of calendars.
    columns: tuple[Column, Column, Column]
    unit: str
    #: Room for the answers.
    answers: Column
    #: Whether rows are asked for by number.
    numbered: bool
    #: Answers to some rows: their two columns, and their numbers or an empty array.
    answer: Callable[[Timeline, Instants, Instants, Instants], Instants]


def due_question(
    starts: ArrayLike,
    after: ArrayLike,
    pauses: Pauses | None,
    boundary: Boundary,
    which: ArrayLike = 0,
) -> Question:
    """When each duration from each start is used up, with the arguments of `many.due_many`."""
    check_boundary(boundary)
    columns = moments("starts", starts), durations("after", after), whole_numbers("which", which)
    unit, answers, lists = _prepared(columns, "datetime64", pauses)
    due = kernel.answering(answers.size).due

    def answer(timeline: Timeline, at: Instants, length: Instants, numbers: Instants) -> Instants:
        if lists:
            return paused_rows.due(
                timeline, at, length, numbers, lists=lists, unit=unit, boundary=boundary
            )
        return due(timeline, at, length, unit, boundary)

    return Question(columns, unit, answers, lists is not None, answer)


def elapsed_question(
    starts: ArrayLike, ends: ArrayLike, pauses: Pauses | None, which: ArrayLike = 0
) -> Question:
    """Open time from each start to each end, with the arguments of `many.elapsed_many`."""
    columns = moments("starts", starts), moments("ends", ends), whole_numbers("which", which)
    unit, answers, lists = _prepared(columns, "timedelta64", pauses)
    elapsed = kernel.answering(answers.size).elapsed

    def answer(timeline: Timeline, at: Instants, end: Instants, numbers: Instants) -> Instants:
        if lists:
            return paused_rows.elapsed(timeline, at, end, numbers, lists=lists, unit=unit)
        return elapsed(timeline, at, end, unit)

    return Question(columns, unit, answers, lists is not None, answer)


def ask_one(question: Question, timeline: Timeline) -> Column:
    """The answers of one calendar to all rows."""
    for first, piece, room in walk(question.columns[:2], question.answers, CHUNK):
        number = np.arange(first, first + room.size) if question.numbered else NOTHING
        at, other = (numbers(column, question.unit) for column in piece)
        room.view(np.int64)[:] = question.answer(timeline, at, other, number)
    return question.answers


def ask_many(question: Question, timelines: Sequence[Timeline]) -> Column:
    """The answers to each row of the calendar that it names."""
    # Made once: to touch new memory costs as much as to answer.
    columns = 3 if question.numbered else 2
    space = np.empty((columns, min(BLOCK, question.answers.size)), np.int64)
    for first, piece, room in walk(question.columns, question.answers, BLOCK, "aligned"):
        own, answers = space[:, : room.size], room.view(np.int64)
        _answer_block(question, timelines, first, piece, space=own, room=answers)
    return question.answers


def _answer_block(
    question: Question,
    timelines: Sequence[Timeline],
    first: int,
    piece: tuple[Column, ...],
    *,
    space: Instants,
    room: Instants,
) -> None:
    *columns, which = piece
    places, calendars = grouped(which, len(timelines))
    for part in parts(range(room.size), CHUNK):
        # numpy would convert these for each column.
        to = places[part].astype(np.int64)
        for column, target in zip(columns, space, strict=False):
            target[to] = numbers(column[part], question.unit)
        if question.numbered:
            space[2][to] = np.arange(first + part.start, first + part.stop)
    at, other = space[:2]
    for number, rows in calendars:
        for part in parts(rows, CHUNK):
            rows_asked = space[2][part] if question.numbered else NOTHING
            # An answer takes the place of what was asked.
            at[part] = question.answer(timelines[number], at[part], other[part], rows_asked)
    for part in parts(range(room.size), CHUNK):
        at.take(places[part], out=room[part], mode="clip")


def due_days_many(
    timeline: Timeline, starts: ArrayLike, days: ArrayLike, cutoff: Cutoff, due: DueAt
) -> Moments:
    """When so many business days from each start are over, counted in microseconds.

    Args:
        timeline: of the calendar.
        starts: datetime64 array, UTC; NaT stays NaT.
        days: whole numbers, array or one for all.
        cutoff: as for single starts.
        due: as for single starts.

    Returns:
        datetime64 array in the unit of the starts, in seconds at the coarsest.
    """
    columns = moments("starts", starts), whole_numbers("days", days)
    unit = finest(columns[0])
    found = np.empty(shape_of(*columns), f"datetime64[{unit}]")
    for _, (at, counts), room in walk(columns, found, CHUNK):
        room[:] = "NaT"
        known = ~np.isnat(at)
        us = numbers(at[known].astype(room.dtype).astype("datetime64[us]"), "us")
        at_due = due_days_us(timeline, us, counts[known].astype(np.int64), cutoff, due)
        room[known] = at_due.view("datetime64[us]").astype(room.dtype)
    return found


def _prepared(
    columns: tuple[Column, Column, Column], kind: str, pauses: Pauses | None
) -> tuple[str, Column, PauseLists | None]:
    """The unit of the answers, room for them, and the pauses."""
    shape = shape_of(*columns)
    lists = None if pauses is None else PauseLists(pauses, prod(shape))
    unit = finest(*columns[:2], *(lists.columns() if lists else ()))
    return unit, np.empty(shape, f"{kind}[{unit}]"), lists
