"""The collector of reference cycles rests while many entries are written.

They are many, they live until their batch is written, and none is part of a cycle: the collector
would look at all of them again and again, for a seventh of the time, and find nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_resting = 0
_worked = False


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """For one batch; where several overlap, until the last of them ends."""
    global _resting, _worked  # noqa: PLW0603 - a process has one collector
    with _lock:
        _worked = gc.isenabled() if not _resting else _worked
        _resting += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _resting -= 1
            if not _resting and _worked:
                gc.enable()
