"""What must hold among troth's own answers, whatever they are."""

from collections.abc import Iterator, Sequence
from datetime import UTC

import numpy as np
from tests.clock.fuzz.answers import MICROSECOND, moment
from tests.clock.fuzz.questions import Due, Elapsed, Question

from troth.clock import Calendar

#: What is said about a question, what should be equal to what, or sorted.
Broken = tuple[str, Question, object, object]


def broken_laws(calendar: Calendar, questions: Sequence[Question]) -> Iterator[Broken]:
    """The laws that do not hold for the starts, ends and durations of some questions."""
    for number, question in enumerate(questions):
        # Where the whole is cut in two.
        share = (number % 7 + 1) / 8
        match question:
            case Due(_, after, ()) if after:
                yield from _durations(calendar, question, int(after * share))
            case Elapsed(start, end, ()):
                middle = start + int((end - start) * share)
                yield from _lengths(calendar, question, middle)
    yield from _order(calendar, [each for each in questions if isinstance(each, Due)])


def _durations(calendar: Calendar, question: Due, part: int) -> Iterator[Broken]:
    start, after = moment(question.start, UTC), question.after * MICROSECOND
    due = calendar.due(start, after, boundary=question.boundary)
    assert due is not None
    if (found := calendar.elapsed(start, due)) != after:
        yield "elapsed(s, due(s, d)) = d", question, after, found
    if part and question.boundary == "end":
        first = calendar.due(start, part * MICROSECOND)
        assert first is not None
        second = calendar.due(first, after - part * MICROSECOND)
        if second != due:
            yield f"due(due(s, {part}), d - {part}) = due(s, d)", question, due, second


def _lengths(calendar: Calendar, question: Elapsed, middle_us: int) -> Iterator[Broken]:
    start, middle, end = (moment(at, UTC) for at in (question.start, middle_us, question.end))
    whole = calendar.elapsed(start, end)
    parts = calendar.elapsed(start, middle) + calendar.elapsed(middle, end)
    if whole != parts:
        yield f"elapsed is additive at {middle_us}", question, whole, parts
    if (back := calendar.elapsed(end, start)) != -whole:
        yield "elapsed is antisymmetric", question, -whole, back


def _order(calendar: Calendar, questions: Sequence[Due]) -> Iterator[Broken]:
    """Later starts and longer durations are never due earlier, nor do they go to waste."""
    if not questions:
        return
    starts = np.sort(np.array([each.start for each in questions]).view("M8[us]"))
    after = np.sort(np.array([each.after for each in questions]).view("m8[us]"))
    for name, found in (
        ("due is monotone in its start", calendar.due_many(starts, after[after.size // 2])),
        ("due is monotone in its duration", calendar.due_many(starts[starts.size // 2], after)),
    ):
        if (np.diff(found) < np.timedelta64(0)).any():
            yield name, questions[0], "sorted", found.tolist()
