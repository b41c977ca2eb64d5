"""A month as a picture: a row for each week, and in each day its open hours on a line of 24."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from troth.pictures.axis import DAY, day_text
from troth.pictures.svg import ACCENT, FILL, INK, LINE, SOFT, element, text
from troth.pictures.text import clip_text, text_width, wrap_text

MONTH_WIDTH = 920
_EDGE = 9.0
_WEEK = 30.0
_HEAD = 62.0
_CELL = 66.0
_PAD = 8.0
_SIZE = 11.0
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, kw_only=True)
class DayCell:
    """What one date of the month shows."""

    date: date
    #: Spans of open time, in parts of the day's wall clock from 0 to 1.
    open: tuple[tuple[float, float], ...] = ()
    #: Such as `09:00–17:30`.
    hours: str = ""
    #: Said instead where that does not fit.
    short: str = ""
    #: Such as `Whit Monday`; drawn strong, for it is what a reader looks for.
    note: str = ""


def draw_month(title: str, detail: str, days: Sequence[DayCell]) -> str:
    """The month as one SVG element, `MONTH_WIDTH` pixels wide.

    Args:
        title: such as `December 2026`.
        detail: whose hours they are, in their zone.
        days: every date of the month, in order.
    """
    weeks = _week_of(days[-1].date, days) + 1
    height = _HEAD + weeks * _CELL + _EDGE
    body = [*_head(title, detail)]
    for day in days:
        body += _cell(day, _HEAD + _week_of(day.date, days) * _CELL)
    told = "; ".join(f"{day_text(day.date)}: {day.note}" for day in days if day.note)
    return element(
        "svg",
        "".join(body),
        viewBox=f"0 0 {MONTH_WIDTH} {height:g}",
        width=MONTH_WIDTH,
        role="img",
        aria_label=f"{title}, {detail}. {told}".rstrip(),
    )


def _week_of(day: date, days: Sequence[DayCell]) -> int:
    monday = days[0].date - days[0].date.weekday() * DAY
    return (day - monday).days // 7


def _left(weekday: int) -> float:
    return _EDGE + _WEEK + weekday * _width()


def _width() -> float:
    return (MONTH_WIDTH - 2 * _EDGE - _WEEK) / 7


def _head(title: str, detail: str) -> Iterator[str]:
    yield text(title, _EDGE, 22, 15, INK, weight=600)
    left = _EDGE + text_width(title, 15) + 14
    yield text(clip_text(detail, 12.5, MONTH_WIDTH - left - _EDGE), left, 22, 12.5, SOFT)
    yield text("week", _EDGE, _HEAD - 10, _SIZE, SOFT)
    for weekday, name in enumerate(_WEEKDAYS):
        yield text(name, _left(weekday) + _PAD, _HEAD - 10, 12, SOFT)


def _cell(day: DayCell, top: float) -> Iterator[str]:
    left, width = _left(day.date.weekday()), _width()
    if day.date.weekday() == 0 or day.date.day == 1:
        yield text(str(day.date.isocalendar().week), _EDGE, top + 20, _SIZE, SOFT)
    yield element(
        "rect", x=round(left, 1), y=top, width=round(width, 1), height=_CELL, fill="none",
        stroke=LINE,
    )  # fmt: skip
    number = str(day.date.day)
    yield text(number, left + _PAD, top + 20, 13, INK if day.open else SOFT, weight=600)
    if day.open:
        note = clip_text(day.note, _SIZE, width - 2 * _PAD - 22)
        yield text(note, left + width - _PAD, top + 20, _SIZE, INK, anchor="end")
        yield from _hours(day, left + _PAD, width - 2 * _PAD, top)
    else:
        for row, line in enumerate(wrap_text(day.note, _SIZE, width - 2 * _PAD, 2)):
            yield text(line, left + _PAD, top + 39 + row * 15, _SIZE, INK)


def _hours(day: DayCell, left: float, width: float, top: float) -> Iterator[str]:
    fits = text_width(day.hours, _SIZE) <= width or not day.short
    hours = clip_text(day.hours if fits else day.short, _SIZE, width)
    yield text(hours, left, top + 39, _SIZE, SOFT)
    y = top + 52
    yield element(
        "path", d=f"M{left:.1f} {y:g}h{width:.1f}", stroke=SOFT, stroke_width=1, stroke_opacity=0.5
    )
    for start, end in day.open:
        yield element(
            "rect",
            x=round(left + start * width, 1),
            y=y - 4,
            width=round((end - start) * width, 1),
            height=8,
            rx=2,
            fill=FILL,
            stroke=ACCENT,
        )
