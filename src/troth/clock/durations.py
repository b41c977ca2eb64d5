"""Durations in business time: when they are used up, and how much has gone by.

All instants and durations are microseconds; pauses are disjoint and sorted.
"""

from typing import Literal

from troth.clock.errors import CalendarError
from troth.clock.instants import LATEST
from troth.clock.table import Table
from troth.clock.timeline import Timeline

Boundary = Literal["end", "next_open"]
Union = list[tuple[int, int]]


def check_boundary(boundary: str) -> None:
    """Refuse what is no `Boundary`."""
    if boundary not in {"end", "next_open"}:
        raise CalendarError(f"boundary {boundary!r}; right would be end or next_open")


def leads_to_close(after: int, boundary: Boundary) -> bool:
    """Whether a duration that is used up at a close leads to it, and not to the next opening.

    No duration at all leads to where time counts.
    """
    return after > 0 if boundary == "end" else after < 0


def due(
    timeline: Timeline, start: int, after: int, pauses: Union, boundary: Boundary
) -> int | None:
    """The instant at which a duration from `start` is used up; None while a pause holds it up."""
    if pauses:
        outside = _due_backward if after < 0 else _due_forward
        return outside(timeline, start, after, pauses, boundary)
    at_close = leads_to_close(after, boundary)

    def ask(table: Table) -> int | None:
        position = table.position(start) + after
        return table.first_at(position) if at_close else table.last_at(position)

    return timeline.search(ask, start, after, forward=after >= 0)


def _due_forward(
    timeline: Timeline, start: int, after: int, pauses: Union, boundary: Boundary
) -> int | None:
    at_close = leads_to_close(after, boundary)
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
    timeline: Timeline, start: int, after: int, pauses: Union, boundary: Boundary
) -> int:
    """The mirror image, of a negative duration."""
    at_close = leads_to_close(after, boundary)
    earlier = [pause for pause in reversed(pauses) if pause[0] < start]

    def ask(table: Table) -> int | None:
        position = table.position(start) + after
        for paused, resumed in earlier:
            at = table.position(min(resumed, start))
            if at < position or (at == position and not at_close):
                break
            position -= at - table.position(paused)
        return table.first_at(position) if at_close else table.last_at(position)

    return timeline.search(ask, start, after, forward=False)


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
