"""Durations in business time: when they are used up, and how much has gone by.

All instants and durations are microseconds; pauses are disjoint and sorted.
"""

from typing import Literal

from troth.clock.instants import LATEST
from troth.clock.table import Table
from troth.clock.timeline import Timeline

Boundary = Literal["end", "next_open"]
Union = list[tuple[int, int]]


def due(
    timeline: Timeline, start: int, after: int, pauses: Union, boundary: Boundary
) -> int | None:
    """The instant at which a duration from `start` is used up; None while a pause holds it up."""
    if after < 0:
        return _due_backward(timeline, start, -after, pauses, boundary)
    # A duration that is used up at a close is due there, unless the next opening is asked for.
    # No duration at all is due as soon as time counts.
    at_close = boundary == "end" and after > 0
    ended = [pause for pause in pauses if start < pause[1] < LATEST]
    lasting = [max(pause[0], start) for pause in pauses if pause[1] == LATEST]

    if lasting and lasting[0] <= start:
        return None

    def ask(table: Table) -> int | None:
        position = table.position(start) + after
        for paused, resumed in ended:
            at = table.position(max(paused, start))
            if at > position or (at_close and at == position):
                break
            position += table.position(resumed) - at
        return table.first_at(position) if at_close else table.last_at(position)

    found = timeline.search(ask, start, after, forward=True)
    held_up = any(paused < found or (paused == found and not at_close) for paused in lasting)
    return None if held_up else found


def _due_backward(
    timeline: Timeline, start: int, before: int, pauses: Union, boundary: Boundary
) -> int:
    """The mirror image: at an opening rather than at the close before it."""
    at_open = boundary == "end"
    earlier = [pause for pause in reversed(pauses) if pause[0] < start]

    def ask(table: Table) -> int | None:
        position = table.position(start) - before
        for paused, resumed in earlier:
            at = table.position(min(resumed, start))
            if at < position or (at_open and at == position):
                break
            position -= at - table.position(paused)
        return table.last_at(position) if at_open else table.first_at(position)

    return timeline.search(ask, start, -before, forward=False)


def elapsed(timeline: Timeline, start: int, end: int, pauses: Union) -> int:
    """Open time from `start` to `end` outside the pauses; negative where `end` is the earlier."""
    if end < start:
        return -elapsed(timeline, end, start, pauses)
    table = timeline.covering(start, end)
    total = table.position(end) - table.position(start)
    for paused, resumed in pauses:
        if paused < end and start < resumed:
            total -= table.position(min(resumed, end)) - table.position(max(paused, start))
    return total
