"""Why a calendar is closed, or open out of the ordinary, over a span of time."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


class Reason(StrEnum):
    """Why time counts or does not; the stronger stands first."""

    PAUSE = "pause"
    BREAK = "break"
    CLOSURE = "closure"
    EXCEPTION = "exception"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    OPEN = "open"


_STRENGTH = {reason: number for number, reason in enumerate(Reason)}


class Label(NamedTuple):
    """A reason that may apply within [start, end), microseconds since 1970 UTC."""

    start: int
    end: int
    reason: Reason
    #: The holiday's or closure's name, why there is a pause, which parts of a sum are open.
    name: str = ""
    #: Whether it tells of open time in the span, and not of closed time.
    of_open_time: bool = False


def strongest(labels: Iterable[Label], *, is_open: bool) -> Label | None:
    """The label that explains open time, or closed time, among those that hold."""
    fitting = (label for label in labels if label.of_open_time == is_open)
    return min(fitting, key=lambda label: _STRENGTH[label.reason], default=None)


def held_spans(
    labels: Iterable[Label], edges: Iterable[int], start: int, end: int
) -> Iterator[tuple[int, int, list[Label]]]:
    """The spans from `start` to `end` between edges, each with the labels that hold in it."""
    coming = sorted(label for label in labels if label.start < end and start < label.end)
    cuts = {*edges, *(edge for label in coming for edge in label[:2])}
    holding: list[Label] = []
    for left, right in pairwise(sorted({start, end, *(cut for cut in cuts if start < cut < end)})):
        begun = bisect_right(coming, left, key=lambda label: label.start)
        holding = [label for label in (*holding, *coming[:begun]) if left < label.end]
        del coming[:begun]
        yield left, right, holding
