"""When somebody is open, and all arithmetic in business time."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from troth.clock import holiday_dates, search, zones
from troth.clock.errors import CalendarError
from troth.clock.shifts import DayHours, Week, dated_shifts, week_shifts
from troth.clock.timeline import Hours, Timeline
from troth.clock.weekly import WeeklyHours
from troth.clock.zones import Instants

HolidayScope = Literal["date", "shift"]
DatedHours = Mapping[date | str, DayHours]


class Calendar:
    """Hours of one place, or of several together, in which business time counts."""

    def __init__(self, hours: Hours) -> None:
        self._hours = hours
        self._timeline = Timeline(hours)

    @classmethod
    def from_weekly(
        cls,
        weekly: Mapping[str, DayHours],
        timezone: str | ZoneInfo,
        holidays: str | Iterable[date | str] | None = None,
        exceptions: DatedHours | None = None,
        *,
        breaks: DatedHours | None = None,
        weekly_breaks: Mapping[str, DayHours] | None = None,
        holiday_scope: HolidayScope = "date",
    ) -> "Calendar":
        """A calendar of weekly hours; the days are mon to sun, the others as in `from_hours`."""
        week = week_shifts(weekly, "weekly hours")
        return cls._from_week(
            week,
            timezone,
            holidays,
            exceptions,
            breaks=breaks,
            weekly_breaks=weekly_breaks,
            holiday_scope=holiday_scope,
        )

    @classmethod
    def from_hours(
        cls,
        hours: str,
        timezone: str | ZoneInfo,
        holidays: str | Iterable[date | str] | None = None,
        exceptions: DatedHours | None = None,
        *,
        breaks: DatedHours | None = None,
        weekly_breaks: Mapping[str, DayHours] | None = None,
        holiday_scope: HolidayScope = "date",
    ) -> "Calendar":
        """A calendar of opening hours in the syntax of OpenStreetMap."""
        from troth.clock.hours import weekly_shifts

        week = weekly_shifts(hours, has_holidays=holidays is not None)
        return cls._from_week(
            week,
            timezone,
            holidays,
            exceptions,
            breaks=breaks,
            weekly_breaks=weekly_breaks,
            holiday_scope=holiday_scope,
        )

    @classmethod
    def _from_week(
        cls,
        week: Week,
        timezone: str | ZoneInfo,
        holidays: str | Iterable[date | str] | None,
        exceptions: DatedHours | None,
        *,
        breaks: DatedHours | None,
        weekly_breaks: Mapping[str, DayHours] | None,
        holiday_scope: HolidayScope,
    ) -> "Calendar":
        return cls(
            WeeklyHours(
                timezone=zones.load(timezone),
                weekly=week,
                holidays=holiday_dates.read(holidays),
                exceptions=dated_shifts(exceptions or {}, "exceptions"),
                breaks=dated_shifts(breaks or {}, "breaks"),
                weekly_breaks=week_shifts(weekly_breaks or {}, "weekly breaks"),
                holiday_scope=holiday_scope,
            )
        )

    @property
    def timezone(self) -> ZoneInfo:
        """The zone of the wall clock; UTC for a sum that names none."""
        return self._hours.timezone or ZoneInfo("UTC")

    @cached_property
    def version(self) -> str:
        """A hash of the rules: equal calendars have equal versions."""
        text = json.dumps(self._hours.definition(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    def spans(self, start_us: int, end_us: int) -> tuple[Instants, Instants]:
        """Opens and closes of the whole open intervals that overlap [start, end)."""
        return search.spans(self._timeline, start_us, end_us)

    def business_dates(self, start_us: int, end_us: int) -> tuple[Instants, Instants]:
        """Business dates and their closes, from the first close at or after the start."""
        if self._hours.timezone is None:
            raise CalendarError("a sum of calendars has business days only if it names a timezone")
        return search.business_dates(self._timeline, start_us, end_us)
