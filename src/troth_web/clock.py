"""The one place where the server reads the clock; everything below is told the moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_stopped: datetime | None = None


def now() -> datetime:
    """This moment in UTC, to the microsecond."""
    return _stopped or datetime.now(UTC)


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Let `now` answer `at` in every thread, for tests and for rebuilding what happened.

    Raises:
        ValueError: `at` has no time zone.
    """
    global _stopped  # noqa: PLW0603 - one process has one clock
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone; give one, such as UTC")
    before, _stopped = _stopped, at
    try:
        yield
    finally:
        _stopped = before
