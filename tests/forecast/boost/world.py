"""A help desk whose cases take a time that is known by how likely it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from tests.checks.histories import Case, write
from troth.history import History

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 1, 5, tzinfo=UTC)
DAYS = 150
END = FIRST + timedelta(days=DAYS)
TEAMS = {"web": 10.0, "shop": 30.0, "post": 60.0}
#: Starts at night wait for the morning, and longer.
NIGHT = 5.0

Mean = Callable[[str, datetime], float]


def by_team_and_hour(team: str, start: datetime) -> float:
    """The mean of a case's exponential time, in hours: five times as long at night."""
    return TEAMS[team] * (NIGHT if at_night(start) else 1.0)


def by_team(team: str, _start: datetime) -> float:
    """The same, whatever the hour."""
    return TEAMS[team]


def at_night(start: datetime) -> bool:
    """From 18:00 to 08:00 in Berlin."""
    return not 8 <= start.astimezone(BERLIN).hour < 18


def chance(hours: float, mean: float) -> float:
    """The truth: how likely a case ends within so many hours."""
    return float(1.0 - np.exp(-hours / mean))


def desk(
    path: Path, mean: Mean = by_team_and_hour, *, cases: int = 4_000, gone: int = 0
) -> History:
    """Cases of three teams as known at `END`: later endings are not there yet.

    Args:
        path: of the history's file.
        mean: hours of a case.
        cases: how many.
        gone: every so-many-th case is withdrawn after an hour, if it is open; none at 0.
    """
    random = np.random.default_rng(7)
    teams, made = list(TEAMS), []
    for number in range(cases):
        started = FIRST + timedelta(minutes=round(number * DAYS * 1440 / cases))
        team = teams[int(random.integers(3))]
        ended = started + timedelta(hours=float(random.exponential(mean(team, started))))
        withdrawn = gone > 0 and number % gone == 0 and ended > started + timedelta(hours=1)
        ended = started + timedelta(hours=1) if withdrawn else ended
        made.append(
            Case(
                started=started,
                ended=ended if ended <= END else None,
                ending="withdrawn" if withdrawn else "done",
                facets=(team,),
            )
        )
    return write(path, made, metric="reply", facets=["team"])
