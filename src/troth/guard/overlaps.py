"""Which of many spans overlap another, without looking at them all."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Spans(Generic[T]):
    """Spans with what each is about."""

    def __init__(self, spans: Sequence[tuple[int, int, T]]) -> None:
        self._spans = sorted(spans, key=lambda each: each[:2])
        self._starts = [start for start, _, _ in self._spans]
        #: The furthest end so far.
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))

    def over(self, start: int, end: int) -> Iterator[T]:
        """What the spans that share a place with this one are about."""
        last = bisect_left(self._starts, end) - 1
        while last >= 0 and self._reach[last] > start:
            if self._spans[last][1] > start:
                yield self._spans[last][2]
            last -= 1
