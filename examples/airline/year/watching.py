"""A rule that watches deadlines, and records a break some minutes after it."""

from datetime import timedelta

from examples.airline.year.airline import Airline, Story
from examples.airline.year.cast import BOOKING
from troth import operations
from troth.promises.outcomes import broke_at, deadline

_SOON = timedelta(minutes=5)
#: How often a promise is looked at whose clock stands still.
_LATER = timedelta(hours=24)


def watched(airline: Airline, promise_id: str) -> Story:
    """Look again at each deadline, until the promise is over or its break is on record."""
    while True:
        promise = airline.find(promise_id)
        if broke_at(promise, airline.now) is not None:
            operations.notice(airline.by(BOOKING), promise_id)
            return
        if promise.closed or promise.settled_by is not None:
            return
        due = deadline(promise)
        yield max(due, airline.now) + _SOON if due else airline.now + _LATER
