"""A month on the terminal: a row of cells for each week, then what is out of the ordinary."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from troth.cli.clock_text import aligned
from troth.clock.month import MonthDay
from troth.clock.wording import change_text, duration_text
from troth.errors import TrothError
from troth.pictures import day_text

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: Seven cells and the number of the week make 79 columns.
_CELL = 10


class MonthError(TrothError):
    """A text that is no month."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no month from 1900 to 2199; right would be 2026-12")


def read_month(text: str) -> tuple[int, int]:
    """Year and month of `2026-12`."""
    try:
        first = datetime.strptime(text, "%Y-%m")  # noqa: DTZ007
    except ValueError:
        raise MonthError(text) from None
    if not 1900 <= first.year < 2200:
        raise MonthError(text)
    return first.year, first.month


def month_title(days: Sequence[MonthDay]) -> str:
    """`December 2026`."""
    return f"{days[0].date:%B %Y}"


def month_text(days: Sequence[MonthDay], caption: str) -> str:
    """The grid, and below it every date that is out of the ordinary with its reason."""
    lines = [f"{month_title(days)}, {caption}", "", _row("wk", _WEEKDAYS)]
    for week in _weeks(days):
        lines += [*_week_lines(week)]
    told = [(day_text(day.date), ", ".join(_told(day))) for day in days if day.told]
    lines += ["", *aligned(told)] if told else []
    return "\n".join([*lines, "", _sum_text(days)])


def _told(day: MonthDay) -> Iterator[str]:
    for reason, name in day.notes:
        hours = day.hours.replace("–", "-") or "closed"
        yield f"{reason} ({name})" if name else f"{reason}: {hours}"
    yield from map(change_text, day.clock_changes)


def _weeks(days: Sequence[MonthDay]) -> Iterator[dict[int, MonthDay]]:
    """Days by weekday."""
    by_monday: dict[date, dict[int, MonthDay]] = {}
    for day in days:
        monday = day.date - timedelta(days=day.date.weekday())
        by_monday.setdefault(monday, {})[day.date.weekday()] = day
    yield from by_monday.values()


def _week_lines(week: dict[int, MonthDay]) -> Iterator[str]:
    number = next(iter(week.values())).date.isocalendar().week
    cells = [_cell(week[weekday]) if weekday in week else [] for weekday in range(7)]
    for row in range(max(map(len, cells))):
        texts = [cell[row] if row < len(cell) else "" for cell in cells]
        yield _row(f"{number:>2}" if row == 0 else "", texts)


def _cell(day: MonthDay) -> list[str]:
    """The date, marked where something is told of it below, and its hours."""
    number = f"{day.date.day:>2}{' *' if day.told else ''}"
    return [number, *(hours.replace("–", "-") for hours in day.short_hours or (" –",))]


def _row(number: str, cells: Sequence[str]) -> str:
    return " ".join([f"{number:<2}", *(f"{cell:<{_CELL}}" for cell in cells)]).rstrip()


def _sum_text(days: Sequence[MonthDay]) -> str:
    spans = [span for day in days for span in day.open]
    total = sum((b.astimezone(UTC) - a.astimezone(UTC) for a, b in spans), timedelta())
    number = sum(bool(day.open) for day in days)
    return f"open on {number} of {len(days)} days, {duration_text(total)} in all"
