"""Rates of two ways to answer, round after round in one process.

The machine may be shared, so ratios count: each round asks one after the other, and the figure is
the median of the rounds' ratios. Times are of this process on the processor.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from bench.measure import median

ROUNDS = 5


class Way(NamedTuple):
    """A way to answer so many rows."""

    ask: Callable[[], object]
    rows: int


class Compared(NamedTuple):
    """Rows per second of one way, and how many times those of the other that is."""

    rate: float
    ratio: float


def compare(way: Way, other: Way, rounds: int = ROUNDS) -> Compared:
    """Ask in turns, after one round that does not count."""
    way.ask()
    pairs = [(rate(way), rate(other)) for _ in range(rounds)]
    return Compared(median([own for own, _ in pairs]), median([own / its for own, its in pairs]))


def rate(way: Way) -> float:
    """Rows per second of one call."""
    begun = time.process_time()
    way.ask()
    return way.rows / (time.process_time() - begun)


@contextmanager
def compiled(choice: str) -> Iterator[None]:
    """With the kernel "on" or "off"."""
    os.environ["TROTH_KERNEL"] = choice
    yield
    del os.environ["TROTH_KERNEL"]
