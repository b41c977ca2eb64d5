"""What troth answers to whole columns: of one calendar, with pauses, and among other calendars."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from itertools import accumulate
from typing import Any, NamedTuple, get_args
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from tests.clock.fuzz.expected import Answer
from tests.clock.fuzz.minute_map import DAY, SECOND
from tests.clock.fuzz.questions import Due, DueDays, Elapsed, Pauses, Question

from troth.clock import Calendar, many
from troth.clock.durations import Boundary

Column = NDArray[Any]
#: The number of a question, the call that was made, and its answer.
Given = tuple[int, str, Answer]

KERNELS = ("off", "on") if find_spec("numba") else ("off",)
NAT = np.iinfo(np.int64).min
#: Columns are counted in nanoseconds from 1824 to 2115; answers need some room.
NANOSECONDS_REACH = 140 * 365 * DAY * SECOND


def columns(calendar: Calendar, questions: Sequence[Question], number: int) -> Iterator[Given]:
    """All questions that columns can be asked, at once; their unit goes round with the number."""
    both = [Calendar.from_hours("24/7", "UTC"), calendar]
    for boundary in get_args(Boundary):
        due = [q if isinstance(q, Due) and q.boundary == boundary else None for q in questions]
        calls = _Calls(
            f"due_many {boundary}",
            partial(calendar.due_many, boundary=boundary),
            partial(many.due_many, both, boundary=boundary),
        )
        rows = {row: (q.start, q.after, q.pauses) for row, q in enumerate(due) if q}
        yield from _ask(calls, rows, "m8", number)
    rows = {
        row: (q.start, q.end, q.pauses) for row, q in enumerate(questions) if isinstance(q, Elapsed)
    }
    calls = _Calls("elapsed_many", calendar.elapsed_many, partial(many.elapsed_many, both))
    yield from _ask(calls, rows, "M8", number)
    yield from _ask_days(calendar, questions, number)


class _Calls(NamedTuple):
    name: str
    #: Of the calendar alone.
    own: Callable[..., Column]
    #: Of several calendars, of which it is the second.
    among: Callable[..., Column]


def _ask(
    calls: _Calls, questions: Mapping[int, tuple[int, int, Pauses]], kind: str, number: int
) -> Iterator[Given]:
    rows = np.array([*questions], np.int64)
    first = [value for value, _, _ in questions.values()]
    second = [value for _, value, _ in questions.values()]
    pauses = [spans for _, _, spans in questions.values()]
    unit = _unit([*first, *second], number)
    columns = _column(first, f"M8[{unit}]"), _column(second, f"{kind}[{unit}]")
    plain = np.array([not spans for spans in pauses], np.bool_)
    for chosen in KERNELS:
        with patch.dict(os.environ, TROTH_KERNEL=chosen):
            own = calls.own(*(column[plain] for column in columns))
            among = calls.among(*_twice(*(column[plain] for column in columns)))
        yield from _given(f"{calls.name} kernel {chosen}", rows[plain], own)
        yield from _given(f"{calls.name} among others kernel {chosen}", rows[plain], among[1::2])
    paused = calls.own(*columns, _lists(pauses))
    yield from _given(f"{calls.name} with pauses", rows, paused)
    among = calls.among(*_twice(*columns), _lists([spans for spans in pauses for _ in range(2)]))
    yield from _given(f"{calls.name} among others with pauses", rows, among[1::2])


def _twice(*columns: Column) -> tuple[Column, ...]:
    """Each row for the other calendar and for this one, and which is which."""
    return np.tile([0, 1], columns[0].size), *(np.repeat(column, 2) for column in columns)


def _ask_days(calendar: Calendar, questions: Sequence[Question], number: int) -> Iterator[Given]:
    calls = defaultdict(list)
    for row, question in enumerate(questions):
        if isinstance(question, DueDays):
            calls[tuple(question.cutoff.items()), question.due].append((row, question))
    for (cutoff, due), asked in calls.items():
        first = [question.start for _, question in asked]
        starts = _column(first, f"M8[{_unit(first, number)}]")
        days = [question.days for _, question in asked]
        found = calendar.due_days_many(starts, days, dict(cutoff) or None, due)
        yield from _given("due_days_many", np.array([row for row, _ in asked]), found)


def _given(call: str, rows: NDArray[np.int64], found: Column) -> Iterator[Given]:
    us = found.astype(f"{found.dtype.kind}8[us]").astype(np.int64)
    for row, value in zip(rows.tolist(), us.tolist(), strict=True):
        yield row, call, None if value == NAT else value


def _lists(pauses: Sequence[Pauses]) -> tuple[Column, Column, Column]:
    """All pauses one after the other, and where those of each row begin."""
    spans = [span for row in pauses for span in row]
    starts = np.array([start for start, _ in spans], np.int64).view("M8[us]")
    ends = np.array([NAT if end is None else end for _, end in spans], np.int64).view("M8[us]")
    return starts, ends, np.array([*accumulate(map(len, pauses), initial=0)])


def _column(values: list[int], dtype: str) -> Column:
    return np.array(values, np.int64).view(f"{dtype[:2]}[us]").astype(dtype)


def _unit(values: list[int], number: int) -> str:
    """Each of the units that can hold the values by turns."""
    units = ["us"]
    if max(map(abs, values), default=0) < NANOSECONDS_REACH:
        units.append("ns")
    if all(value % SECOND == 0 for value in values):
        units += ["s", "ms"]
    return units[number % len(units)]
