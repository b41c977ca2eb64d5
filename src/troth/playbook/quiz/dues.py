"""Questions about dates: something arrives at an awkward moment, and is due by when?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np

from troth.clock import Calendar, CalendarError
from troth.playbook.playbook import Playbook
from troth.playbook.quiz.nearby import off_by_a_little
from troth.playbook.schema.promises import Standard
from troth.terms import Horizon, Term, due_function
from troth.terms.content import Timed

#: Weekday, hour and minute on the team's wall at which people get dates wrong.
_AWKWARD = ((4, 16, 30), (5, 11, 0), (0, 7, 45), (2, 12, 15), (3, 21, 10), (6, 18, 0))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def calendar_of(playbook: Playbook, standard: Standard) -> Calendar | None:
    """The calendar that counts a standard's business time; None where it needs none."""
    if not standard.term.needs_calendar:
        return None
    if standard.calendar:
        return playbook.calendar(standard.calendar)
    return playbook.team_calendar(standard.team)


def arrival(zone: tzinfo, since: datetime, number: int) -> datetime:
    """One of the awkward moments in the eight weeks that follow an instant; UTC."""
    weekday, hour, minute = _AWKWARD[number % len(_AWKWARD)]
    day = since.astimezone(zone).date() + timedelta(days=1 + 7 * (number // len(_AWKWARD) % 8))
    day += timedelta(days=(weekday - day.weekday()) % 7)
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    return local.astimezone(UTC)


def due(term: Term, calendar: Calendar | None, at: datetime) -> datetime | None:
    """When the term is due for what arrives then, UTC; None where nothing falls due."""
    if not isinstance(term.content, Timed):
        return None
    horizon = Horizon(at, at + _MICROSECOND)
    column = np.array([(at - _EPOCH) // _MICROSECOND], dtype=np.int64)
    try:
        found = due_function(term.on(calendar), horizon)(column)[0]
    except CalendarError:
        return None
    return _EPOCH + int(found) * _MICROSECOND


def dues_nearby(standard: Standard, calendar: Calendar, at: datetime) -> Iterator[datetime]:
    """Dates that a slip would give: another unit, a day more or less."""
    right = due(standard.term, calendar, at)
    if right is None:
        return
    for term in off_by_a_little(standard.term):
        if found := due(term, calendar, at):
            yield found
    yield right + timedelta(days=1)
    if right - timedelta(days=1) > at:
        yield right - timedelta(days=1)
