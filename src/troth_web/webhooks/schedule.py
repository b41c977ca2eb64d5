"""When a delivery is tried again: the schedule of Standard Webhooks, 75 hours in all."""

import random
from datetime import datetime, timedelta

#: The wait after each failed try; the first try is at once.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
TRIES = len(WAITS) + 1
#: By so much of itself a wait is longer or shorter, so that not all come back at once.
JITTER = 0.1
#: An endpoint that fails for so long is disabled.
PATIENCE = timedelta(days=5)


def next_try(tries: int, at: datetime) -> datetime | None:
    """When to try again after so many failed tries, the last one now; None: no more."""
    if tries >= TRIES:
        return None
    share = random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret
    return at + WAITS[tries - 1] * share
