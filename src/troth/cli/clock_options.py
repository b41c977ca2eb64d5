"""The calendar and the pauses that the options of `troth clock` name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from troth.cli.instant_option import read_instant
from troth.errors import TrothError

if TYPE_CHECKING:
    from troth.clock import Calendar
    from troth.clock.days import Cutoff
    from troth.clock.pauses import Pause
    from troth.playbook import Playbook

#: Said of a calendar without one.
NEEDS_PLAYBOOK = "--calendar needs the playbook that has it: --playbook PATH"


class ClockOptionError(TrothError):
    """Options of `troth clock` that name no calendar, no pause or no cut-off."""


@dataclass(frozen=True, kw_only=True)
class CalendarOptions:
    """Which calendar is meant: one of a playbook, or hours written out."""

    playbook: Path | None = None
    calendar: str | None = None
    hours: str | None = None
    timezone: str | None = None
    holidays: str | None = None
    exceptions: Sequence[str] = ()
    closures: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The calendar that is meant, and what to call it."""

    calendar: "Calendar"
    name: str

    @property
    def caption(self) -> str:
        """The name and the zone."""
        return f"{self.name}, {self.calendar.timezone.key}"


def choose(options: CalendarOptions) -> Chosen:
    """The calendar that the options name, without its closures.

    Raises:
        ClockOptionError: where they name none, or two.
        TrothError: for what cannot be read.
    """
    chosen = _of_playbook(options, options.playbook) if options.playbook else _of_hours(options)
    if options.closures is None:
        return chosen
    from troth.clock import Calendar, closures_from_ical

    closures = closures_from_ical(options.closures, chosen.calendar.timezone)
    calendar = Calendar.difference(chosen.calendar, [closures])
    return Chosen(calendar=calendar, name=f"{chosen.name} without {options.closures.name}")


def _of_playbook(options: CalendarOptions, path: Path) -> Chosen:
    wrong = next(
        (name for name in ("hours", "timezone", "holidays") if getattr(options, name)),
        "exception" if options.exceptions else None,
    )
    if wrong:
        raise ClockOptionError(f"--{wrong} does not go with --playbook; right would be --calendar")
    from troth.playbook import load

    playbook = load(path)
    wanted = options.calendar or _only_calendar(playbook)
    return Chosen(calendar=calendar_in(playbook, wanted), name=wanted)


def calendar_between(playbook: Path | None, calendar: str | None) -> "Calendar | None":
    """The calendar that `--playbook` and `--calendar` name, if either is given.

    Raises:
        TrothError: for a playbook that cannot be read, and for a calendar that it does not have.
    """
    if playbook is None and calendar is None:
        return None
    return choose(CalendarOptions(playbook=playbook, calendar=calendar)).calendar


def calendar_in(playbook: "Playbook", wanted: str) -> "Calendar":
    """The calendar of that id, or that of a team.

    Raises:
        ClockOptionError: where there is none.
        TrothError: where it is never open.
    """
    if wanted in _calendar_ids(playbook):
        return playbook.calendar(wanted)
    if wanted in playbook.teams:
        calendar = playbook.team_calendar(wanted)
        if calendar is not None:
            return calendar
    raise ClockOptionError(
        f"--calendar {wanted!r} is no calendar and no team with one; "
        f"right would be {_choice(playbook)}"
    )


def _only_calendar(playbook: "Playbook") -> str:
    ids = _calendar_ids(playbook)
    if len(ids) != 1:
        raise ClockOptionError(f"which calendar? --calendar {_choice(playbook)}")
    return ids[0]


def _calendar_ids(playbook: "Playbook") -> list[str]:
    """Of calendars with hours; closures count nothing."""
    return [name for name, declared in playbook.calendars.items() if declared.ical is None]


def _choice(playbook: "Playbook") -> str:
    ids = list(dict.fromkeys([*_calendar_ids(playbook), *playbook.teams]))
    return " or ".join(ids[:12]) or "a calendar, of which the playbook has none"


def _of_hours(options: CalendarOptions) -> Chosen:
    if options.calendar:
        raise ClockOptionError(NEEDS_PLAYBOOK)
    if not (options.hours and options.timezone):
        raise ClockOptionError(
            "no calendar; write --playbook PATH --calendar ID, or "
            '--hours "Mo-Fr 09:00-17:30" --timezone Europe/Berlin'
        )
    from troth.clock import Calendar

    exceptions = dict(_exception(text) for text in options.exceptions)
    calendar = Calendar.from_hours(options.hours, options.timezone, options.holidays, exceptions)
    return Chosen(calendar=calendar, name=options.hours)


def _exception(text: str) -> tuple[str, str]:
    day, equals, hours = text.partition("=")
    if not equals:
        raise ClockOptionError(
            f"--exception {text!r}; right would be 2026-12-24=09:00-12:00 or 2026-12-31=closed"
        )
    return day.strip(), hours.strip()


def read_pause(text: str, zone: ZoneInfo) -> "Pause":
    """`START/END=reason`; the reason may be absent, and the end while the pause lasts."""
    span, _, reason = text.partition("=")
    start, slash, end = span.partition("/")
    if not slash:
        raise ClockOptionError(
            f"--pause {text!r}; right would be '2026-12-01T10:00/2026-12-01T12:00=waiting', "
            "or without the end while it lasts"
        )
    until = None if end.strip() in ("", "..") else read_instant(end.strip(), "--pause", zone)
    return read_instant(start.strip(), "--pause", zone), until, reason.strip()


def read_cutoff(texts: Sequence[str]) -> "Cutoff":
    """`14:00` for all days, or `fri=12:00` for one; none where nothing is said."""
    if not texts:
        return None
    by_day = dict(_day_cutoff(text) for text in texts)
    if "" not in by_day:
        return by_day
    if len(by_day) > 1:
        from troth.clock.shifts import WEEKDAYS

        return {**dict.fromkeys(WEEKDAYS, by_day.pop("")), **by_day}
    return by_day[""]


def _day_cutoff(text: str) -> tuple[str, time]:
    day, _, wall = text.rpartition("=")
    try:
        return day.strip().lower(), datetime.strptime(wall.strip(), "%H:%M").time()  # noqa: DTZ007
    except ValueError:
        raise ClockOptionError(
            f"--cutoff {text!r} is no time; right would be 14:00, or fri=12:00 for one weekday"
        ) from None
