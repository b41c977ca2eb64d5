"""An independent answer: maps of minutes, filled date by date and read tick by tick.

A tick is half a minute: even ticks are whole minutes, odd ones the inside of each. Places open and
close on whole minutes, so that an odd tick stands for every arrival between two minutes. Ticks are
counted from START; due functions are arrays, indexed by the tick of arrival.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import holidays as holiday_dates
import numpy as np
from numpy.typing import NDArray

Ticks = NDArray[np.int64]
Shifts = list[tuple[int, int]]

#: From some days before the first arrival that tests look at to some weeks after the last.
START = datetime(2026, 11, 20, tzinfo=UTC)
DAYS = 830
MINUTES = DAYS * 1440
HOUR = 120
TICK = timedelta(seconds=30)
NEVER = 0


def tick(moment: datetime) -> int:
    return (moment - START) // TICK


def moment(tick: int) -> datetime:
    return START + tick * TICK


def elapsed(hours: int) -> Ticks:
    return np.arange(2 * MINUTES) + hours * HOUR


@dataclass
class Place:
    """Opening hours in minutes after midnight; a shift over midnight ends after 1440."""

    zone: str
    weekdays: range
    shifts: Shifts
    holidays: str | None = None
    exceptions: dict[date, Shifts] = field(default_factory=dict)

    def shifts_on(self, day: date) -> Shifts:
        if day in self.exceptions:
            return self.exceptions[day]
        if day.weekday() not in self.weekdays or (self.holidays and day in self._holidays):
            return []
        return self.shifts

    @cached_property
    def _holidays(self) -> holiday_dates.HolidayBase:
        country, _, part = str(self.holidays).partition("-")
        return holiday_dates.country_holidays(country, subdiv=part or None)

    @cached_property
    def wall(self) -> tuple[Ticks, Ticks]:
        """The date (an ordinal) and the minute of the day that the wall shows in every minute."""
        zone = ZoneInfo(self.zone)
        # The zones of the tests change their offsets on whole hours of UTC.
        hours = [START + n * timedelta(hours=1) for n in range(MINUTES // 60)]
        shown = [hour.astimezone(zone).replace(tzinfo=UTC) - START for hour in hours]
        first = np.array([span // timedelta(minutes=1) for span in shown])
        wall = np.repeat(first, 60) + np.tile(np.arange(60), len(first))
        return START.toordinal() + wall // 1440, wall % 1440

    @cached_property
    def owners(self) -> Ticks:
        """For every minute the date that owns the shift in which it lies, or NEVER."""
        dates, minutes = self.wall
        first = int(dates[0]) - 1
        table = np.full((DAYS + 4, 1440), NEVER)
        for row in range(DAYS + 3):
            day = first + row
            for opening, close in self.shifts_on(date.fromordinal(day)):
                table[row, opening : min(close, 1440)] = day
                table[row + 1, : max(close - 1440, 0)] = day
        owners: Ticks = table[dates - first, minutes]
        return owners

    @cached_property
    def closes(self) -> dict[int, int]:
        """The tick at which every business date closes."""
        return {int(day): 2 * n + 2 for n, day in enumerate(self.owners) if day != NEVER}

    def at(self, day: int | None, minute: int) -> int:
        """The first tick at which the wall shows a time on a date."""
        if day is None:
            return NEVER
        dates, minutes = self.wall
        n = int(np.searchsorted(dates, day))
        fits = (dates[n : n + 1600] == day) & (minutes[n : n + 1600] == minute)
        return 2 * (n + int(np.flatnonzero(fits)[0])) if fits.any() else NEVER

    def after(self, day: int) -> int | None:
        """The business date after a date."""
        return next((day + n for n in range(1, 30) if day + n in self.closes), None)

    def within_hours(self, hours: int) -> Ticks:
        counted = np.concatenate(([0], np.cumsum(np.repeat(self.owners != NEVER, 2))))
        return np.searchsorted(counted, counted[:-1] + hours * HOUR, side="left")

    def within_days(self, days: int, *, handed_over: bool = False) -> Ticks:
        return self._until_closes(list(self.closes.values())[days:], handed_over)

    def day_begins(self, days: int) -> Ticks:
        """The midnight of the date at whose close `within_days` is due."""
        return self._until_closes([self.at(day, 0) for day in list(self.closes)[days:]], False)

    def by_time_after_close(self, by: int, *, handed_over: bool = False) -> Ticks:
        dues = [self.at(self.after(day), by) for day in self.closes]
        return self._until_closes(dues, handed_over)

    def by_time(self, by: int, cutoff: int, *, handed_over: bool = False) -> Ticks:
        dates = range(int(self.wall[0][0]), int(self.wall[0][-1]) + 1)
        received_late = [self.after(day) for day in dates]
        received_early = [day if day in self.closes else self.after(day) for day in dates]
        before, after = (
            np.array([NEVER if day is None else self.at(self.after(day), by) for day in received])
            for received in (received_early, received_late)
        )
        day, minute = (np.repeat(shown, 2) for shown in self.wall)
        is_early = minute < cutoff
        if handed_over:
            day, is_early = np.roll(day, 1), np.roll(is_early, 1)
        return np.where(is_early, before[day - dates[0]], after[day - dates[0]])

    def end_of_next_day(self, *, handed_over: bool = False) -> Ticks:
        dates = range(int(self.wall[0][0]), int(self.wall[0][-1]) + 1)
        dues = np.array([self.closes.get(self.after(day) or 0, NEVER) for day in dates])
        day = np.repeat(self.wall[0], 2)
        return dues[(np.roll(day, 1) if handed_over else day) - dates[0]]

    def _until_closes(self, dues: list[int], handed_over: bool) -> Ticks:
        """One due for all that arrive between two closes; a hand-over at the close is in time."""
        due = np.full(2 * MINUTES, NEVER)
        before = 0
        for close, later in zip(self.closes.values(), dues, strict=False):
            due[before : close + handed_over] = later
            before = close + handed_over
        return due
