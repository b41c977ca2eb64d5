"""A round: what the worker does again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from troth_web.worker.turn import Turn

#: For so long a worker has the right to act in a round, unless it asks for more time.
LEASE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Round:
    """What is done again and again, each in a thread of its own."""

    name: str
    #: How long it waits when there was nothing to do.
    every: timedelta
    #: Does one batch; how many things it did. It is called again at once until that is 0.
    act: Callable[[Turn], int]
    #: How long one batch may take before another worker takes over; from a worker that died, or
    #: stands still, one does after `LEASE`.
    longest: timedelta = LEASE
