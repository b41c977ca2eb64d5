"""When somebody is open, and all arithmetic in business time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from troth.clock import days as business_days
from troth.clock import durations, explain, holiday_dates, search, text, zones
from troth.clock.column_answers import ColumnAnswers
from troth.clock.days import Cutoff, DueAt
from troth.clock.derived import Closures, HoursWithoutClosures, SumOfHours
from troth.clock.durations import Boundary
from troth.clock.errors import CalendarError
from troth.clock.explain import Step
from troth.clock.holiday_dates import Holidays
from troth.clock.instants import LATEST, instant, micros, moment
from troth.clock.pauses import Pause, union
from troth.clock.pauses import read as read_pauses
from troth.clock.shifts import (
    WEEKDAYS,
    DatedInput,
    WeeklyInput,
    as_texts,
    dated_shifts,
    week_shifts,
)
from troth.clock.timeline import Hours, Timeline, named_zone
from troth.clock.weekly import WeeklyHours
from troth.clock.zones import Instants

HolidayScope = Literal["date", "shift"]
HolidaysInput = str | Iterable[date | str] | None


class Interval(NamedTuple):
    """Open time [open, close), aware."""

    open: datetime
    close: datetime


class Calendar(ColumnAnswers):
    """Hours of one place, or of several together, in which business time counts.

    Instants go in and come out as aware datetimes, the answers in the zone of the question; a
    datetime without zone raises `NaiveTimeError`. A search that runs out of open time raises
    `NoOpenTimeError`. Calendars with equal rules are equal. See docs/concepts/business-time.md.
    """

    def __init__(self, hours: Hours) -> None:
        self._hours = hours
        self._timeline = Timeline(hours)

    @classmethod
    def from_weekly(
        cls,
        weekly: WeeklyInput,
        timezone: str | ZoneInfo,
        holidays: HolidaysInput = None,
        exceptions: DatedInput | None = None,
        *,
        breaks: DatedInput | None = None,
        weekly_breaks: WeeklyInput | None = None,
        holiday_scope: HolidayScope = "date",
    ) -> "Calendar":
        """A calendar of shifts for the weekdays mon to sun.

        Hours of a day are pairs, `[("09:00", "12:00"), ("13:00", "17:30")]`, a text,
        "09:00-12:00,13:00-17:30", or "closed". A shift that ends before it starts runs into the
        next day and belongs to the date on which it starts.

        Args:
            weekly: hours by weekday; a weekday that is left out is closed.
            timezone: the IANA zone of all these wall times.
            holidays: dates, or a code of the `holidays` library: a country (DE), a country and its
                subdivision (DE-BE), a market (XNYS). They close by themselves.
            exceptions: hours by date, instead of the weekly ones and in spite of a holiday.
            breaks: closed spans by date, whatever else is said.
            weekly_breaks: closed spans by weekday.
            holiday_scope: whether a holiday closes the "date" from midnight to midnight, or each
                "shift" that starts on it.

        Raises:
            CalendarError: for a zone, code, weekday, date or time that is none.
            NeverOpenError: where no open time is left.
        """
        if holiday_scope not in {"date", "shift"}:
            raise CalendarError(f"holiday_scope {holiday_scope!r}; right would be date or shift")
        hours = WeeklyHours(
            timezone=zones.load(timezone),
            weekly=week_shifts(weekly, "weekly hours"),
            holidays=holiday_dates.read(holidays),
            exceptions=dated_shifts(exceptions or {}, "exceptions"),
            breaks=dated_shifts(breaks or {}, "breaks"),
            weekly_breaks=week_shifts(weekly_breaks or {}, "weekly breaks"),
            holiday_scope=holiday_scope,
        )
        # Holidays never take every week, and are slow to look up.
        search.check_ever_open(replace(hours, holidays=Holidays()))
        return cls(hours)

    @classmethod
    def from_hours(
        cls,
        hours: str,
        timezone: str | ZoneInfo,
        holidays: HolidaysInput = None,
        exceptions: DatedInput | None = None,
        *,
        breaks: DatedInput | None = None,
        weekly_breaks: WeeklyInput | None = None,
        holiday_scope: HolidayScope = "date",
    ) -> "Calendar":
        """A calendar of weekly hours in the syntax of OpenStreetMap.

        Args:
            hours: as in "Mo-Fr 09:00-12:00,13:00-17:30; Sa 10:00-14:00; PH off", or "24/7".
            timezone: and all that follow, as in `from_weekly`.
            holidays: needed where the text says "PH off".
            exceptions: hours by date.
            breaks: closed spans by date.
            weekly_breaks: closed spans by weekday.
            holiday_scope: "date" or "shift".

        Raises:
            CalendarError: as in `from_weekly`, and for a text that is not plainly weekly.
            NeverOpenError: where no open time is left.
        """
        from troth.clock.hours import weekly_shifts

        week = weekly_shifts(hours, has_holidays=holidays is not None)
        return cls.from_weekly(
            {day: as_texts(shifts) for day, shifts in zip(WEEKDAYS, week, strict=True)},
            timezone,
            holidays,
            exceptions,
            breaks=breaks,
            weekly_breaks=weekly_breaks,
            holiday_scope=holiday_scope,
        )

    @classmethod
    def sum(
        cls, calendars: Sequence["Calendar"], timezone: str | ZoneInfo | None = None
    ) -> "Calendar":
        """Open whenever one of the calendars is.

        With a timezone the sum has business dates, each of which owns the open time between its
        midnights; without one it has none.
        """
        if not calendars:
            raise CalendarError("a sum of no calendars; right would be at least one")
        parts = tuple(calendar._timeline for calendar in calendars)
        return cls(SumOfHours(parts, None if timezone is None else zones.load(timezone)))

    @classmethod
    def difference(cls, calendar: "Calendar", closures: Sequence[Closures]) -> "Calendar":
        """Open when the calendar is and no closure holds; business dates stay the calendar's.

        Raises:
            NeverOpenError: where the closures leave no open time.
        """
        if not closures:
            return calendar
        hours = HoursWithoutClosures(calendar._hours, tuple(closures))
        search.check_ever_open(hours)
        return cls(hours)

    @property
    def timezone(self) -> ZoneInfo:
        """The zone of the calendar's wall clock; UTC for a sum that names none."""
        return self._hours.timezone or ZoneInfo("UTC")

    @property
    def version(self) -> str:
        """A hash of the rules, to be stored beside what was computed with them."""
        return self._timeline.version

    def to_mapping(self) -> dict[str, Any]:
        """The rules as plain values, in the language of the playbook; JSON can hold them."""
        return text.to_mapping(self._hours.definition())

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> "Calendar":
        """The calendar that `to_mapping` told, of the same version."""
        return text.from_mapping(mapping, cls)

    def to_text(self) -> str:
        """`to_mapping` as YAML; `from_text` makes an equal calendar of it."""
        return text.dump(self.to_mapping())

    @classmethod
    def from_text(cls, yaml: str) -> "Calendar":
        """The calendar of such a text, or of an entry under `calendars` in a playbook."""
        return cls.from_mapping(text.load(yaml))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    def __repr__(self) -> str:
        return f"<Calendar {self.version} {self._hours.timezone or 'without zone'}>"

    def due(
        self,
        start: datetime,
        after: timedelta,
        pauses: Iterable[Pause] = (),
        boundary: Boundary = "end",
    ) -> datetime | None:
        """The first instant at which a duration of open time from `start` is used up.

        Args:
            start: outside hours it counts from the next opening.
            after: real seconds of open time. None at all gives the start, or the next opening;
                a negative duration counts backward and gives the last instant it leads from.
            pauses: `(start, end)` or `(start, end, reason)`; only their open part counts. The end
                is None while a pause lasts.
            boundary: where a duration ends with a shift, "end" gives the close (backward the
                opening) and "next_open" the next opening (backward the close before).

        Returns:
            The instant, in the zone of the start, or None while a pause holds it up.
        """
        if boundary != "end":
            durations.check_boundary(boundary)
        joined = union(read_pauses(pauses)) if pauses else []
        found = durations.due(self._timeline, instant(start), micros(after), joined, boundary)
        return None if found is None else moment(found, start.tzinfo)

    def elapsed(self, start: datetime, end: datetime, pauses: Iterable[Pause] = ()) -> timedelta:
        """Open time from `start` to `end` outside pauses; negative where `end` is the earlier."""
        joined = union(read_pauses(pauses)) if pauses else []
        total = durations.elapsed(self._timeline, instant(start), instant(end), joined)
        # By position, which is a good deal faster.
        return timedelta(0, 0, total)

    def due_days(
        self, start: datetime, days: int, cutoff: Cutoff = None, due: DueAt = "close"
    ) -> datetime:
        """When so many business days after `start` are over.

        What comes before the close of a business date counts as received on it, what comes at or
        after the close on the next one. It is due at the close of the `days`-th date after that.

        Args:
            start: when it is received.
            days: 0 is the date of receipt itself; negative only where `due` is "same_time".
            cutoff: a wall time, or one for each weekday (mon to sun), that takes the place of the
                close in the rule above.
            due: "close", a wall time on the due date, or "same_time": the start's wall time so many
                dates after the start's own (or, with a cut-off, after that of receipt), rolled to
                open time away from the start.

        Returns:
            The instant, in the zone of the start.
        """
        at, count = np.array([instant(start)]), np.array([days], np.int64)
        found = business_days.due_days(self._timeline, at, count, cutoff, due)
        return moment(int(found[0]), start.tzinfo)

    def is_open(self, at: datetime) -> bool:
        """Whether `at` lies in open time; a close does not."""
        return search.is_open(self._timeline, instant(at))

    def next_open(self, at: datetime) -> datetime:
        """`at` itself while open, else the next opening."""
        return moment(search.next_open(self._timeline, instant(at)), at.tzinfo)

    def next_close(self, at: datetime) -> datetime:
        """The first close after `at`."""
        return moment(search.next_interval(self._timeline, instant(at))[1], at.tzinfo)

    def prev_close(self, at: datetime) -> datetime:
        """`at` itself while open or at a close, else the last close: `next_open` in a mirror."""
        return moment(search.prev_close(self._timeline, instant(at)), at.tzinfo)

    def prev_open(self, at: datetime) -> datetime:
        """The last opening before `at`: `next_close` in a mirror."""
        return moment(search.prev_interval(self._timeline, instant(at))[0], at.tzinfo)

    def intervals(
        self,
        start: datetime,
        n: int | None = None,
        *,
        until: datetime | None = None,
        backward: bool = False,
    ) -> list[Interval]:
        """Open intervals from `start` on, cut at `start`: `n` of them, or those up to `until`.

        Backward they come in reverse order, the one nearest to `start` first.
        """
        at = instant(start)
        if until is not None:
            found = search.intervals_between(self._timeline, at, instant(until))
        elif n is not None:
            found = search.some_intervals(self._timeline, at, n, backward=backward)
        else:
            raise CalendarError("intervals without end; right would be n or until")
        zone = start.tzinfo
        return [Interval(moment(opens, zone), moment(closes, zone)) for opens, closes in found]

    def resolve(self, wall: datetime) -> datetime:
        """The instant of a wall time of the calendar's zone, given without zone.

        In a gap it is later by the gap, in a fold it is the first of the two.
        """
        if wall.tzinfo is not None:
            raise CalendarError(
                f"{wall.isoformat()} has a zone; right would be a wall time without one"
            )
        zone = named_zone(self._hours)
        local = np.array([instant(wall.replace(tzinfo=UTC))])
        return moment(int(zones.to_utc(local, zone)[0]), zone)

    def explain(
        self, start: datetime, after: timedelta, pauses: Iterable[Pause] = ()
    ) -> list[Step]:
        """The steps from `start` to `due(start, after, pauses)`, in the order of time.

        The counted steps add up to `after`. While a pause lasts, the last step has no end.
        """
        read = read_pauses(pauses)
        at = instant(start)
        found = durations.due(self._timeline, at, micros(after), union(read), "end")
        ends = (at, LATEST if found is None else found)
        return explain.steps(self._timeline, min(ends), max(ends), read, start.tzinfo)

    def steps(self, start: datetime, end: datetime, pauses: Iterable[Pause] = ()) -> list[Step]:
        """All time from `start` to `end`, step by step: counted or not, and why."""
        first, last = instant(start), instant(end)
        return explain.steps(self._timeline, first, last, read_pauses(pauses), start.tzinfo)

    def spans(self, start_us: int, end_us: int) -> tuple[Instants, Instants]:
        """Opens and closes of the open intervals that overlap [start, end), whole.

        All in microseconds since 1970 UTC. An interval that goes on for more than two years may be
        cut outside of [start, end).
        """
        return search.spans(self._timeline, start_us, end_us)

    def business_dates(self, start_us: int, end_us: int) -> tuple[Instants, Instants]:
        """Business dates as proleptic ordinals, and their closes in microseconds since 1970 UTC.

        From the first date whose close lies at or after the start, up to the first whose close lies
        at or after the end.

        Raises:
            CalendarError: for a sum that names no timezone.
        """
        named_zone(self._hours)
        return search.business_dates(self._timeline, start_us, end_us)
