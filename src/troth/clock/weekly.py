"""Weekly hours with holidays, exceptions and breaks, resolved to instants.

The order of strength, weakest first: weekly hours, holidays, exceptions, breaks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from troth.clock.holiday_dates import Holidays
from troth.clock.instants import DAY, EARLIEST, EPOCH_ORDINAL, LATEST
from troth.clock.intervals import Pieces, Spans, clip, merge, subtract
from troth.clock.labels import Label, Reason
from troth.clock.shifts import WEEKDAYS, WHOLE_DAY, Dated, Shift, Week, as_texts
from troth.clock.zones import Instants, to_utc

NO_WEEK: Week = ((),) * 7

#: A shift may last two days and a gap may move it by one more; zones differ by a day.
REACH_BACK, REACH_ON = 5, 3


@dataclass(frozen=True, kw_only=True)
class WeeklyHours:
    """The rules of one calendar; all times are wall times of its zone."""

    timezone: ZoneInfo
    weekly: Week
    holidays: Holidays = field(default_factory=Holidays)
    #: Shifts that start on a date, instead of those of its weekday and in spite of its holiday.
    exceptions: Dated = field(default_factory=dict)
    breaks: Dated = field(default_factory=dict)
    weekly_breaks: Week = NO_WEEK
    #: "date": a holiday closes from midnight to midnight; "shift": the shifts that start on it.
    holiday_scope: str = "date"

    @property
    def planned_from(self) -> int:
        """The first exception."""
        if not self.exceptions:
            return LATEST
        return (min(self.exceptions) - REACH_ON - EPOCH_ORDINAL) * DAY

    @property
    def planned_until(self) -> int:
        """The last exception."""
        if not self.exceptions:
            return EARLIEST
        return (max(self.exceptions) + REACH_ON - EPOCH_ORDINAL) * DAY

    def pieces(self, start: int, end: int) -> Pieces:
        """Whole pieces of open time of every date that may be open in [start, end)."""
        days = _days(start, end)
        holidays = self.closing_holidays(days)
        skipped = holidays if self.holiday_scope == "shift" else {}
        otherwise = np.isin(days, np.array([*skipped, *self.exceptions], np.int64))
        owners, opens, closes = _on_days(days[~otherwise], self.weekly, self.exceptions, days)
        opens, closes = to_utc(opens, self.timezone), to_utc(closes, self.timezone)
        real = opens < closes
        return subtract(
            Pieces(opens[real], closes[real], owners[real]), self._closed(days, holidays)
        )

    def closing_holidays(self, days: Instants) -> dict[int, str]:
        """Names of the holidays among consecutive dates that no exception overrules."""
        names = self.holidays.between(int(days[0]), int(days[-1]))
        return {day: name for day, name in names.items() if day not in self.exceptions}

    def _closed(self, days: Instants, holidays: Iterable[int]) -> Spans:
        """Closed spans that cut into shifts, whichever date owns these."""
        dated: Dated = dict(self.breaks)
        if self.holiday_scope == "date":
            expressly = [day for day, shifts in self.exceptions.items() if not shifts]
            for day in (*holidays, *expressly):
                dated[day] = (*dated.get(day, ()), WHOLE_DAY)
        _, starts, ends = _on_days(days, self.weekly_breaks, dated, days)
        return merge(to_utc(starts, self.timezone), to_utc(ends, self.timezone))

    def labels(self, start: int, end: int) -> list[Label]:
        """Breaks within hours, exceptions and holidays."""
        days = _days(start, end)
        return [
            *self._break_labels(days),
            *self._exception_labels(days),
            *self._holiday_labels(days),
        ]

    def _exception_labels(self, days: Instants) -> Iterator[Label]:
        for day, shifts in self.exceptions.items():
            if days[0] <= day <= days[-1]:
                yield Label(*self._instants(day, WHOLE_DAY), Reason.EXCEPTION)
                for shift in shifts:
                    yield Label(*self._instants(day, shift), Reason.EXCEPTION, of_open_time=True)

    def _holiday_labels(self, days: Instants) -> Iterator[Label]:
        for day, name in self.closing_holidays(days).items():
            yield Label(*self._instants(day, WHOLE_DAY), Reason.HOLIDAY, name)
            if self.holiday_scope == "shift":
                # What its own night shift would have reached is closed by it as well.
                for shift in self.weekly[(day - 1) % 7]:
                    yield Label(*self._instants(day, shift), Reason.HOLIDAY, name)

    def _break_labels(self, days: Instants) -> list[Label]:
        whole = replace(self, breaks={}, weekly_breaks=NO_WEEK)
        start, end = ((int(day) - EPOCH_ORDINAL) * DAY for day in (days[0], days[-1]))
        hours = merge(*whole.pieces(start, end)[:2])
        _, starts, ends = _on_days(days, self.weekly_breaks, self.breaks, days)
        breaks = merge(to_utc(starts, self.timezone), to_utc(ends, self.timezone))
        return [
            Label(*span, Reason.BREAK)
            for within in _pairs(breaks)
            for span in _pairs(clip(hours, *within))
        ]

    def _instants(self, day: int, shift: Shift) -> tuple[int, int]:
        wall = np.array(shift, np.int64) + (day - EPOCH_ORDINAL) * DAY
        start, end = to_utc(wall, self.timezone).tolist()
        return start, end

    def definition(self) -> dict[str, Any]:
        """The rules as plain data, from which the calendar's version is made."""
        return {
            "timezone": self.timezone.key,
            "weekly": _week_texts(self.weekly),
            "holidays": self.holidays.definition(),
            "exceptions": _dated_texts(self.exceptions),
            "breaks": _dated_texts(self.breaks),
            "weekly_breaks": _week_texts(self.weekly_breaks),
            "holiday_scope": self.holiday_scope,
        }


def _days(start: int, end: int) -> Instants:
    first = start // DAY + EPOCH_ORDINAL - REACH_BACK
    last = end // DAY + EPOCH_ORDINAL + REACH_ON
    return np.arange(max(first, 1), last + 1, dtype=np.int64)


def _on_days(
    weekly_days: Instants, week: Week, dated: Dated, days: Instants
) -> tuple[Instants, Instants, Instants]:
    """Owners, starts and ends on the wall, of weekly shifts on some days and of dated shifts."""
    groups: list[tuple[Instants, Shift]] = [
        (weekly_days[(weekly_days - 1) % 7 == weekday], shift)
        for weekday in range(7)
        for shift in week[weekday]
    ]
    groups += [
        (np.array([day]), shift)
        for day, shifts in dated.items()
        if days[0] <= day <= days[-1]
        for shift in shifts
    ]
    if not groups:
        nothing = np.empty(0, np.int64)
        return nothing, nothing, nothing
    owners = np.concatenate([group for group, _ in groups])
    sizes = [group.size for group, _ in groups]
    midnights = (owners - EPOCH_ORDINAL) * DAY
    starts, ends = (np.repeat(edge, sizes) for edge in zip(*(s for _, s in groups), strict=True))
    return owners, midnights + starts, midnights + ends


def _pairs(spans: Spans) -> list[tuple[int, int]]:
    return list(zip(spans.opens.tolist(), spans.closes.tolist(), strict=True))


def _week_texts(week: Week) -> dict[str, list[str]]:
    return {day: as_texts(shifts) for day, shifts in zip(WEEKDAYS, week, strict=True) if shifts}


def _dated_texts(dated: Dated) -> dict[str, list[str]]:
    return {str(day): as_texts(shifts) for day, shifts in sorted(dated.items())}
