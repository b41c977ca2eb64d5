"""What troth answers to a question: to one, to whole columns, and step by step."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.clock.fuzz.boundaries import EPOCH
from tests.clock.fuzz.expected import Answer, Run, joined
from tests.clock.fuzz.minute_map import SECOND
from tests.clock.fuzz.questions import Due, DueDays, Elapsed, Pauses, Question, State

from troth.clock import Calendar

MICROSECOND = timedelta(microseconds=1)


def single(calendar: Calendar, question: Question, zone: tzinfo) -> Answer:
    """The answer to one question, asked in a zone."""
    start = moment(question.start, zone)
    match question:
        case Due():
            pauses = aware(question.pauses, zone)
            after = question.after * MICROSECOND
            return micros(calendar.due(start, after, pauses, question.boundary))
        case Elapsed():
            pauses = aware(question.pauses, zone)
            return calendar.elapsed(start, moment(question.end, zone), pauses) // MICROSECOND
        case State():
            found = getattr(calendar, question.what)(start)
            return int(found) if question.what == "is_open" else micros(found)
        case DueDays():
            cutoff = question.cutoff or None
            return micros(calendar.due_days(start, question.days, cutoff, question.due))


def columns(
    calendar: Calendar, questions: Sequence[Question], number: int
) -> Iterator[tuple[int, str, Answer]]:
    """Numbers of questions, and the answers of the calls that take whole columns."""
    calls: dict[Hashable, list[int]] = defaultdict(list)
    for row, question in enumerate(questions):
        if (call := _call(question)) is not None:
            calls[call].append(row)
    for call, rows in calls.items():
        asked: list[Any] = [questions[row] for row in rows]
        starts = _column([each.start for each in asked], "M8", number)
        if call == "due_many":
            after = _column([each.after for each in asked], "m8", number)
            found: NDArray[Any] = calendar.due_many(starts, after)
        elif call == "elapsed_many":
            ends = _column([each.end for each in asked], "M8", number)
            found = calendar.elapsed_many(starts, ends)
        else:
            days = [each.days for each in asked]
            cutoff, due = asked[0].cutoff or None, asked[0].due
            found = calendar.due_days_many(starts, days, cutoff, due)
        values = found.astype(f"{found.dtype.kind}8[us]").astype(np.int64).tolist()
        yield from ((row, str(call), value) for row, value in zip(rows, values, strict=True))


def explained(calendar: Calendar, question: Due, zone: tzinfo) -> list[Run]:
    """The steps to what is due, whatever their reasons."""
    start, after = moment(question.start, zone), question.after * MICROSECOND
    steps = calendar.explain(start, after, aware(question.pauses, zone))
    return joined(
        ((step.start - EPOCH) // MICROSECOND, micros(step.end), step.counted) for step in steps
    )


def moment(us: int, zone: tzinfo) -> datetime:
    return (EPOCH + us * MICROSECOND).astimezone(zone)


def micros(at: datetime | None) -> int | None:
    return None if at is None else (at - EPOCH) // MICROSECOND


def aware(pauses: Pauses, zone: tzinfo) -> list[tuple[datetime, datetime | None]]:
    return [(moment(a, zone), None if b is None else moment(b, zone)) for a, b in pauses]


def _call(question: Question) -> Hashable:
    """The call of a column, with what it takes once for all rows; none for other questions."""
    match question:
        case Due(pauses=(), boundary="end"):
            return "due_many"
        case Elapsed(pauses=()):
            return "elapsed_many"
        case DueDays():
            return "due_days_many", tuple(question.cutoff.items()), question.due
    return None


def _column(values: list[int], kind: str, number: int) -> NDArray[Any]:
    """In each unit by turns, as far as it can hold the values."""
    is_whole = all(value % SECOND == 0 for value in values)
    unit = ("us", "ns", "s", "ms")[number % (4 if is_whole else 2)]
    return np.array(values, np.int64).view(f"{kind}[us]").astype(f"{kind}[{unit}]")
