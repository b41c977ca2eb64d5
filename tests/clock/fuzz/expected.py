"""What the map answers to a question."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from tests.clock.fuzz.business_days import due_days
from tests.clock.fuzz.minute_map import Count, Instants, MinuteMap, OutsideMapError
from tests.clock.fuzz.questions import Due, DueDays, Elapsed, Pauses, Question, State, What

#: An instant, a length, whether it is open, or none while a pause lasts.
Answer = int | None
#: From, to, and whether time counts between them; a pause that lasts has no end.
Run = tuple[int, int | None, bool]


def expected(minutes: MinuteMap, question: Question) -> Answer:
    """The answer.

    Raises:
        OutsideMapError: where the map does not know it.
    """
    match question:
        case Due():
            return _due(minutes, question)
        case Elapsed(start, end, pauses):
            count = counting(minutes, pauses)
            return count.up_to(end) - count.up_to(start)
        case State(start, what):
            return _state(minutes.open, start, what)
        case DueDays(start, days, cutoff, due):
            return due_days(minutes, start, days, cutoff, due)


def counting(minutes: MinuteMap, pauses: Pauses) -> Count:
    """The cells that count; a pause that lasts takes all that come."""
    end = minutes.open.base + minutes.open.cells.size * minutes.open.grain
    return minutes.running(tuple((a, end if b is None else b) for a, b in pauses))


def expected_runs(minutes: MinuteMap, question: Due, due: int | None) -> list[Run]:
    """By turns what counts and what does not, from the start to what is due, in order of time."""
    count, start = counting(minutes, question.pauses), question.start
    if due is not None:
        return _runs(count, min(start, due), max(start, due))
    lasting = max(start, min(begin for begin, end in question.pauses if end is None))
    return joined([*_runs(count, start, lasting), (lasting, None, False)])


def joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of which no two that follow on each other are alike."""
    found: list[Run] = []
    for start, end, counts in runs:
        if found and found[-1][1:] == (start, counts):
            found[-1] = (found[-1][0], end, counts)
        else:
            found.append((start, end, counts))
    return found


def _runs(count: Count, start: int, end: int) -> list[Run]:
    edges = np.concatenate((count.opens, count.closes))
    inside = edges[(start < edges) & (edges < end)]
    cuts = sorted({start, *inside.tolist(), end})
    return [(left, right, count.at(left)) for left, right in pairwise(cuts)]


def _due(minutes: MinuteMap, question: Due) -> int | None:
    ended = tuple((start, end) for start, end in question.pauses if end is not None)
    sooner_or_later = _walk(counting(minutes, ended), question)
    if ended == question.pauses:
        return sooner_or_later
    try:
        return _walk(counting(minutes, question.pauses), question)
    except OutsideMapError:
        if question.after < 0:
            raise
        return None


def _walk(count: Count, question: Due) -> int:
    counted = count.up_to(question.start) + question.after
    is_forward, is_end = question.after > 0, question.boundary == "end"
    if question.after and is_forward == is_end:
        return count.first(counted)
    return count.last(counted)


def _state(count: Count, at: int, what: What) -> int:
    match what:
        case "is_open":
            return count.at(at)
        case "next_open":
            return count.last(count.up_to(at))
        case "prev_close":
            return count.first(count.up_to(at))
        case "next_close":
            return _nth(count.closes, np.searchsorted(count.closes, at, side="right"))
        case "prev_open":
            return _nth(count.opens, np.searchsorted(count.opens, at, side="left") - 1)


def _nth(edges: Instants, number: np.intp) -> int:
    if not 0 <= number < edges.size:
        raise OutsideMapError
    return int(edges[number])
