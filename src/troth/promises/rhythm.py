"""The rhythm of what falls due again and again: each time counts.

The next update is due one span after the last. Silence does not stop the rhythm: when an update is
missed, the next one is due one span after the missed one. An update that comes late ends the last
one that was missed; those before it stay missed.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from troth.clock import Calendar
from troth.promises.due import dates
from troth.promises.promise import Occurrence, Pause
from troth.terms import Term

#: So many are told one by one; the silence after them counts as one more.
MOST = 500


def following(
    term: Term, calendar: Calendar | None, since: datetime, pauses: Sequence[Pause] = ()
) -> datetime:
    """When the next one is due after one at `since`.

    Raises:
        CalendarError: where the calendar has too little open time.
        MissingCalendarError: for business time without calendar.
    """
    due = dates(term, calendar, since, pauses).due
    assert due is not None  # noqa: S101 - a rhythm is a span of time
    return due


def dues_until(
    term: Term,
    calendar: Calendar | None,
    since: datetime,
    told: datetime,
    pauses: Sequence[Pause] = (),
) -> list[datetime]:
    """What was due between two updates: the last is the one that `told` ends, others were missed.

    Pauses that last count up to where they are known.
    """
    dues = [following(term, calendar, since, pauses)]
    while len(dues) < MOST:
        due = following(term, calendar, dues[-1], pauses)
        if due >= told:
            break
        dues.append(due)
    return dues


def occurrences(
    term: Term,
    calendar: Calendar | None,
    start: datetime,
    tellings: Iterable[datetime],
    pauses: Sequence[Pause] = (),
) -> list[Occurrence]:
    """Each time that something was due up to the last telling, from the tellings in any order."""
    found: list[Occurrence] = []
    since = start
    for told in sorted(tellings):
        dues = dues_until(term, calendar, since, told, pauses)
        found += [Occurrence(due=due, done_at=None) for due in dues[:-1]]
        found.append(Occurrence(due=dues[-1], done_at=told))
        since = told
    return found
