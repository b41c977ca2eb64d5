"""What `troth clock` prints for people: times with their weekday, tables of 80 columns."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from troth.cli.clock_after import Answer
from troth.clock import Reason, Step
from troth.clock.explain_days import DayStep
from troth.clock.strip import day_name
from troth.clock.wording import change_text, duration_text
from troth.pictures import day_text


def time_text(at: datetime) -> str:
    """`Tue 26 May 2026 12:00 +02:00`."""
    offset = f"{at:%z}"
    return f"{_date_text(at)} {_wall_text(at)} {offset[:3]}:{offset[3:5]}"


def due_text(answer: Answer) -> str:
    """When it is due, on one line; a window on two."""
    lines = []
    if answer.earliest:
        shown = _date_text if answer.days else time_text
        lines.append(f"from {shown(answer.earliest)}")
    lines.append(f"due {time_text(answer.due)}" if answer.due else "not due while the pause lasts")
    return "\n".join(lines)


def explained_text(answer: Answer, start: datetime, caption: str) -> str:
    """The question, every step or date, and the answer."""
    rows = [*(_day_rows(answer.days) if answer.days else _step_rows(answer.steps))]
    table = [*aligned(rows), ""] if rows else []
    head = [f"{answer.words} from {time_text(start)}", caption, ""]
    return "\n".join([*head, *table, due_text(answer)])


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as columns to the left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def clipped(text: str, width: int) -> str:
    """The text with no line longer than a terminal is wide."""
    lines = text.splitlines()
    return "\n".join(ln if len(ln) <= width else f"{ln[: width - 1]}…" for ln in lines)


def _step_rows(steps: Sequence[Step]) -> Iterator[Sequence[str]]:
    if not steps:
        return
    year = steps[0].start.year
    yield "from", "to", "counts", "why"
    for step in steps:
        counts = ""
        if step.counted and step.end:
            counts = duration_text(step.end.astimezone(UTC) - step.start.astimezone(UTC))
        yield _moment_text(step.start, year), _end_text(step, year), counts, _why(step)


def _end_text(step: Step, year: int) -> str:
    if step.end is None:
        return "..."
    # Clocks that go back make a span end at a wall time before its start.
    if step.end.date() == step.start.date() and not step.clock_changes:
        return _wall_text(step.end)
    return _moment_text(step.end, year)


def _why(step: Step) -> str:
    name = f" ({step.name})" if step.name else ""
    changes = "".join(f", {change_text(change)}" for change in step.clock_changes)
    return f"{step.reason}{name}{changes}"


def _day_rows(days: Sequence[DayStep]) -> Iterator[Sequence[str]]:
    year = days[0].date.year
    yield "date", "counts", "open", "why"
    for day in days:
        counts = "" if day.number is None else day_name(day.number)
        hours = ", ".join(f"{_wall_text(a)}-{_close_text(a, b)}" for a, b in day.hours)
        shown = day_text(day.date) if day.date.year == year else _date_text(day.date)
        yield shown, counts, hours, _day_why(day)


def _day_why(day: DayStep) -> str:
    if day.hours and day.number is None:
        return "started too late for it"
    name = f" ({day.name})" if day.name else ""
    return f"{day.reason}{name}" if name or day.reason is not Reason.OPEN else ""


def _close_text(opens: datetime, closes: datetime) -> str:
    ends_the_day = closes.time() == time() and closes.date() > opens.date()
    return "24:00" if ends_the_day else _wall_text(closes)


def _moment_text(at: datetime, year: int) -> str:
    """The year is said where it is another."""
    day = day_text(at) if at.year == year else _date_text(at)
    return f"{day} {_wall_text(at)}"


def _date_text(day: date) -> str:
    return f"{day_text(day)} {day.year}"


def _wall_text(at: datetime) -> str:
    if at.microsecond:
        return f"{at:%H:%M:%S.%f}".rstrip("0")
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
