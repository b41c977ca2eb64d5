"""The odds for a situation, from a history or from a file of odds that somebody saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from troth.cli.clock_options import NEEDS_PLAYBOOK, ClockOptionError, calendar_in
from troth.cli.instant_option import read_instant
from troth.cli.streams import printable
from troth.clock import Calendar
from troth.errors import TrothError
from troth.forecast import Odds
from troth.forecast import read as read_odds
from troth.forecast.file import holds_odds
from troth.forecast.quote import odds_for
from troth.history import History
from troth.history import read as read_history
from troth.outputs import write_text
from troth.playbook import Playbook


@dataclass(frozen=True, kw_only=True)
class Found:
    """Odds, the history that they come from if it is at hand, and when the case starts."""

    odds: Odds
    history: History | None
    start: datetime


def find_odds(
    source: Path,
    situation: Mapping[str, str],
    at: str | None,
    now: datetime,
    *,
    metric: str | None,
    calendar: Calendar | None,
    option: str = "--at",
) -> Found:
    """The odds for a case that starts at `at`, or now; `option` is how that was said.

    Raises:
        TrothError: for what cannot be read, and for odds of another metric or clock.
    """
    if holds_odds(source):
        odds = read_odds(source)
        _check_saved(odds, source, metric, calendar)
        return Found(odds=odds, history=None, start=_start(at, now, odds.clock.dates_in, option))
    history = read_history(source)
    start = _start(at, now, history.zone, option)
    odds = odds_for(history, situation, start, metric=metric, calendar=calendar)
    return Found(odds=odds, history=history, start=start)


def calendar_of(wanted: str | None, playbook: Playbook | None) -> Calendar | None:
    """The calendar that an option names, if it is given.

    Raises:
        TrothError: without a playbook, and where it has no such calendar.
    """
    if wanted is None:
        return None
    if playbook is None:
        raise ClockOptionError(NEEDS_PLAYBOOK)
    return calendar_in(playbook, wanted)


def write_picture(text: str, path: Path) -> None:
    """Write an SVG file.

    Raises:
        UnwritableError: where it cannot be written, or in the place of data.
    """
    write_text(printable(text), path)


def _check_saved(odds: Odds, source: Path, metric: str | None, calendar: Calendar | None) -> None:
    if metric is not None and metric != odds.metric:
        raise TrothError(
            f"{source}: holds odds of '{odds.metric}', not of '{metric}'; right would be the odds "
            "or the history of that metric"
        )
    if calendar is not None and calendar != odds.clock.calendar:
        raise TrothError(
            f"{source}: its odds count on another calendar; fit the history on the one wanted"
        )


def _start(at: str | None, now: datetime, zone: ZoneInfo, option: str) -> datetime:
    """As it was said, or now up to the whole minute, so that no due lies before what odds say."""
    if at is not None:
        return read_instant(at, option, zone)
    minute = now.astimezone(zone).replace(second=0, microsecond=0)
    return minute + timedelta(minutes=1)
