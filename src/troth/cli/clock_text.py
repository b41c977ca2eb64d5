"""What `troth clock` prints for people: times with their weekday, tables of 80 columns."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from shutil import get_terminal_size

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
        of_days = f"{answer.earliest:%H:%M}" == "00:00" and answer.days
        shown = _date_text(answer.earliest) if of_days else time_text(answer.earliest)
        lines.append(f"from {shown}")
    lines.append(f"due {time_text(answer.due)}" if answer.due else "not due while the pause lasts")
    return "\n".join(lines)


def explained_text(answer: Answer, start: datetime, caption: str) -> str:
    """The question, every step or date, and the answer."""
    rows = [*(_day_rows(answer.days) if answer.days else _step_rows(answer.steps))]
    table = [*aligned(rows), ""] if rows else []
    head = [f"{answer.words} from {time_text(start)}", caption, ""]
    return "\n".join([*head, *table, due_text(answer)])


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as columns to the left; on a terminal no line is longer than it is wide."""
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return [_clipped(line) for line in lines]


def _clipped(line: str) -> str:
    if not sys.stdout.isatty():
        return line
    width = get_terminal_size().columns
    return line if len(line) <= width else line[: width - 1] + "…"


def _step_rows(steps: Sequence[Step]) -> Iterator[Sequence[str]]:
    if not steps:
        return
    yield "from", "to", "counts", "why"
    for step in steps:
        counts = ""
        if step.counted and step.end:
            counts = duration_text(step.end.astimezone(UTC) - step.start.astimezone(UTC))
        yield _moment_text(step.start), _end_text(step), counts, _why(step)


def _end_text(step: Step) -> str:
    if step.end is None:
        return "..."
    # Clocks that go back make a span end at a wall time before its start.
    if step.end.date() == step.start.date() and not step.clock_changes:
        return _wall_text(step.end)
    return _moment_text(step.end)


def _why(step: Step) -> str:
    name = f" ({step.name})" if step.name else ""
    changes = "".join(f", {change_text(change)}" for change in step.clock_changes)
    return f"{step.reason}{name}{changes}"


def _day_rows(days: Sequence[DayStep]) -> Iterator[Sequence[str]]:
    yield "date", "counts", "open", "why"
    for day in days:
        counts = "" if day.number is None else day_name(day.number)
        hours = ", ".join(f"{_wall_text(a)}-{_close_text(a, b)}" for a, b in day.hours)
        yield _date_text(day.date), counts, hours, _day_why(day)


def _day_why(day: DayStep) -> str:
    if day.hours and day.number is None:
        return "started at or after its close or cut-off"
    name = f" ({day.name})" if day.name else ""
    return f"{day.reason}{name}" if name or day.reason is not Reason.OPEN else ""


def _close_text(opens: datetime, closes: datetime) -> str:
    ends_the_day = closes.time() == time() and closes.date() > opens.date()
    return "24:00" if ends_the_day else _wall_text(closes)


def _moment_text(at: datetime) -> str:
    return f"{_date_text(at)} {_wall_text(at)}"


def _date_text(day: date) -> str:
    return f"{day_text(day)} {day.year}"


def _wall_text(at: datetime) -> str:
    if at.microsecond:
        return f"{at:%H:%M:%S.%f}".rstrip("0")
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
