"""The time axis: which stretch is shown, and the columns and labels that fit its width."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from troth.pictures.text import text_width
from troth.said import Day, Shown, said

DAY = timedelta(days=1)
LABEL_SIZE = 12.0
HOUR_SIZE = 10.5
LABEL_GAP = 8.0
Told = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Instants to pixels, straight along the line; days are those of `zone`."""

    start: datetime
    end: datetime
    zone: ZoneInfo
    left: float
    right: float
    #: Says a date in the reader's language.
    told: Told = str

    def x(self, instant: datetime) -> float:
        """The pixel of an instant; those outside lie on the nearer edge."""
        part = (instant - self.start) / (self.end - self.start)
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A line at a pixel and what stands at its head; `lines` is empty for a bare line."""

    x: float
    lines: tuple[str, ...] = ()


def scale_for(
    instants: Sequence[datetime], zone: ZoneInfo, left: float, right: float, told: Told = str
) -> Scale:
    """Whole local days around the instants; around a few hours, the hours and one on each side."""
    first, last = min(instants).astimezone(UTC), max(instants).astimezone(UTC)
    if last - first <= timedelta(hours=8):
        start = _floor_hour(first) - timedelta(hours=1)
        end = _floor_hour(last) + timedelta(hours=2)
    else:
        start = _midnight(first.astimezone(zone).date(), zone)
        end = _midnight((last - timedelta.resolution).astimezone(zone).date() + DAY, zone)
    return Scale(start=start, end=end, zone=zone, left=left, right=right, told=told)


def day_ticks(scale: Scale) -> list[Tick]:
    """A line at each local midnight, and the most telling labels for which there is room."""
    days = list(_days(scale))
    edges = [scale.x(_midnight(day, scale.zone)) for day in days]
    every_day = scale.right - scale.left >= 4 * len(days)
    for lines, chosen in _FORMS:
        labelled = [
            (x, tuple(map(scale.told, lines(day))))
            for day, x in zip(days, edges, strict=True)
            if chosen(day)
        ]
        if labelled and labelled[-1][0] + _widest(labelled[-1][1]) > scale.right:
            labelled.pop()
        if labelled and _have_room(labelled):
            bare = [Tick(x=x) for x in edges] if every_day else []
            return bare + [Tick(x=x, lines=text) for x, text in labelled]
    return [Tick(x=edges[0], lines=(scale.told(_one_line(days[0])[0]),))]


def _have_room(labelled: Sequence[tuple[float, tuple[str, ...]]]) -> bool:
    return all(
        x + _widest(lines) + LABEL_GAP <= following
        for (x, lines), (following, _) in pairwise(labelled)
    )


def hour_ticks(scale: Scale) -> list[Tick]:
    """Labelled hours within the days, as many as have room; none where days are narrow."""
    hour_px = (scale.right - scale.left) / ((scale.end - scale.start) / timedelta(hours=1))
    needed = text_width("00:00", HOUR_SIZE) + 10
    step = next((hours for hours in (1, 2, 3, 6, 12) if hours * hour_px >= needed), None)
    if step is None:
        return []
    hours = (
        datetime.combine(day, time(hour), scale.zone).astimezone(UTC)
        for day in _days(scale)
        for hour in range(step, 24, step)
    )
    half = needed / 2
    return [
        Tick(x=scale.x(at), lines=(f"{at.astimezone(scale.zone):%H:%M}",))
        for at in hours
        if scale.left + half <= scale.x(at) <= scale.right - half
    ]


def day_text(day: date) -> str:
    """`Fri 14 May`."""
    return Day(day, Shown.THIS_YEAR)


def instant_text(instant: datetime, zone: ZoneInfo) -> str:
    """`Fri 14 May 17:30`, in the zone."""
    local = instant.astimezone(zone)
    return f"{day_text(local)} {local:%H:%M}"


def stretch_text(scale: Scale) -> str:
    """`May 2027`, or `Dec 2026 to Jan 2027`."""
    months = [Day(day, Shown.MONTH) for day in _days(scale)]
    first, last = months[0], months[-1]
    return first if first == last else said("{first} to {last}", first=first, last=last)


def _one_line(day: date) -> tuple[str, ...]:
    return (day_text(day),)


def _two_lines(day: date) -> tuple[str, ...]:
    return Day(day, Shown.WEEKDAY), Day(day, Shown.SHORT)


def _bare_day(day: date) -> tuple[str, ...]:
    return Day(day, Shown.WEEKDAY), str(day.day)


def _every(day: date) -> bool:  # noqa: ARG001
    return True


def _month(day: date) -> tuple[str, ...]:
    return Day(day, Shown.MONTH_ALONE), str(day.year)


#: Label and the days that carry it, the most telling first.
_FORMS: tuple[tuple[Callable[[date], tuple[str, ...]], Callable[[date], bool]], ...] = (
    (_one_line, _every),
    (_two_lines, _every),
    (_bare_day, _every),
    (_two_lines, lambda day: day.weekday() == 0),
    (_month, lambda day: day.day == 1),
    (_month, lambda day: day.day == 1 and day.month in {1, 4, 7, 10}),
    (_month, lambda day: day.day == 1 and day.month == 1),
)


def _widest(lines: Sequence[str]) -> float:
    return max(text_width(line, LABEL_SIZE) for line in lines)


def _days(scale: Scale) -> Iterator[date]:
    day = scale.start.astimezone(scale.zone).date()
    while _midnight(day, scale.zone) < scale.end:
        yield day
        day += DAY


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _floor_hour(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)
