"""Many at once: threads that begin together, each with a connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def at_once(number: int, act: Callable[[int], Result]) -> list[Result]:
    """What `act` gives for 0 to `number` - 1, called in as many threads at one instant."""
    ready = threading.Barrier(number)

    def run(which: int) -> Result:
        ready.wait(timeout=60)
        try:
            return act(which)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))
