"""Shifts as people write them, `("09:00", "17:30")` or `"09:00-12:00,13:00-17:30"`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from troth.clock.errors import CalendarError
from troth.clock.instants import DAY, SECOND
from troth.said import joined, said

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: A day's shifts: pairs, a text, or "closed".
DayHours = str | Sequence[Sequence[str]]
WeeklyInput = Mapping[str, DayHours]
#: Dates or their ISO texts.
DatedInput = Mapping[date, DayHours] | Mapping[str, DayHours] | Mapping[date | str, DayHours]

_TIME = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")


class Shift(NamedTuple):
    """A span of wall time, in microseconds after midnight of the date that owns it."""

    start: int
    #: More than a day where the shift runs past midnight.
    end: int


WHOLE_DAY = Shift(0, DAY)

Week = tuple[tuple[Shift, ...], ...]
Dated = dict[int, tuple[Shift, ...]]


def day_shifts(hours: DayHours, where: str) -> tuple[Shift, ...]:
    """The shifts of one day, sorted.

    Args:
        hours: pairs of times, or a text of spans, or "closed". An end before its start is on the
            next day; "24:00" is the end of the day and "26:00" two in the night after it.
        where: what the message of an error calls this day.

    Raises:
        CalendarError: for times that are none, and for a start that equals its end.
    """
    if isinstance(hours, str):
        text = hours.strip()
        pairs = [] if text in {"closed", "off"} else [span.split("-") for span in text.split(",")]
    else:
        pairs = [list(pair) if not isinstance(pair, str) else pair.split("-") for pair in hours]
    return tuple(sorted(_shift(pair, where) for pair in pairs))


def week_shifts(hours: WeeklyInput, what: str) -> Week:
    """The shifts of each weekday from Monday, from a mapping with keys mon to sun."""
    unknown = [day for day in hours if day not in WEEKDAYS]
    if unknown:
        raise CalendarError(
            said("unknown weekday {day} in {where}", day=repr(unknown[0]), where=what),
            said("right would be one of {words}", words=", ".join(WEEKDAYS)),
        )
    return tuple(day_shifts(hours.get(day, ()), joined((what, day), ", ")) for day in WEEKDAYS)


def dated_shifts(hours: DatedInput, what: str) -> Dated:
    """The shifts of single dates, by proleptic ordinal."""
    return {
        date_ordinal(day, what): day_shifts(spans, joined((what, str(day)), ", "))
        for day, spans in sorted(hours.items(), key=lambda item: str(item[0]))
    }


def date_ordinal(day: date | str, what: str) -> int:
    """The proleptic ordinal of a date, or of its ISO text."""
    if isinstance(day, str):
        try:
            return date.fromisoformat(day).toordinal()
        except ValueError:
            raise CalendarError(*_no_date(day, what, "YYYY-MM-DD")) from None
    if isinstance(day, datetime) or not isinstance(day, date):
        raise CalendarError(*_no_date(day, what, said("a date")))
    return day.toordinal()


def _no_date(day: object, what: str, right: str) -> tuple[str, str]:
    return (
        said("{found} in {where} is not a date", found=repr(day), where=what),
        said("right would be {right}", right=right),
    )


def as_texts(shifts: Iterable[Shift]) -> list[str]:
    """The canonical text of each shift, `09:00-17:30`."""
    return [f"{_clock(shift.start)}-{_clock(shift.end)}" for shift in shifts]


def _shift(pair: Sequence[str], where: str) -> Shift:
    if len(pair) != 2:
        raise CalendarError(
            said("{found} in {where} is not a span", found=repr(pair), where=where),
            said("right would be {right}", right="09:00-17:30"),
        )
    found = f"{pair[0]}-{pair[1]}"
    start, end = (time_of_day(text, where) for text in pair)
    if start == end:
        raise CalendarError(
            said("{found} in {where} starts when it ends", found=found, where=where),
            said("a whole day is 00:00-24:00, a day without hours is closed"),
        )
    if start >= DAY or end > 2 * DAY:
        raise CalendarError(
            said("{found} in {where} is out of range", found=found, where=where),
            said("a shift starts before 24:00 and ends at 48:00 at the latest"),
        )
    return Shift(start, end if end > start else end + DAY)


def time_of_day(text: str, where: str) -> int:
    """Microseconds after midnight of `09:00`, `09:00:30` or `24:00`."""
    found = _TIME.fullmatch(str(text).strip())
    if not found:
        raise CalendarError(
            said("{found} in {where} is not a time", found=repr(text), where=where),
            said("right would be {right}", right="09:00"),
        )
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 3600 + minutes * 60 + seconds) * SECOND


def _clock(us: int) -> str:
    minutes, seconds = divmod(us // SECOND, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
