"""`troth clock`: when something is due on somebody's calendar, how much time went by, and why."""

import json
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from troth.cli.clock_options import CalendarOptions, Chosen, choose, read_cutoff, read_pause
from troth.cli.instant_option import read_instant
from troth.outputs import write_text

if TYPE_CHECKING:
    from troth.cli.clock_after import Question

app = typer.Typer(
    name="clock",
    help="Count business time: when is it due, how much went by, why, and when are they open.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """For people, for programs."""

    TEXT = "text"
    JSON = "json"


class Drawn(StrEnum):
    """For people, for programs, as a picture."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"


class Boundary(StrEnum):
    """Where a duration that ends with a shift is due."""

    END = "end"
    NEXT_OPEN = "next-open"


Start = Annotated[
    str, typer.Argument(metavar="START", help="Such as '2026-12-01 09:30', in the calendar's zone.")
]
After = Annotated[
    str,
    typer.Argument(
        metavar="AFTER",
        help="8h, 1h30m, '8 business hours', '3 business days', or a whole term; "
        "'-- -8h' counts backward.",
    ),
]
Playbook = Annotated[Path | None, typer.Option(help="A playbook that has the calendar.")]
CalendarId = Annotated[
    str | None, typer.Option("--calendar", metavar="ID", help="Its calendar, or its team.")
]
Hours = Annotated[str | None, typer.Option(help="Or weekly hours: 'Mo-Fr 09:00-17:30'.")]
Timezone = Annotated[str | None, typer.Option(metavar="ZONE", help="Their zone: Europe/Berlin.")]
Holidays = Annotated[
    str | None, typer.Option(metavar="CODE", help="Country or country-subdivision: DE-BE.")
]
Exceptions = Annotated[
    list[str] | None,
    typer.Option("--exception", metavar="DATE=HOURS", help="2026-12-24=09:00-12:00, or closed."),
]
Closures = Annotated[Path | None, typer.Option(help="An iCalendar file whose events close.")]
Pauses = Annotated[
    list[str] | None,
    typer.Option(
        "--pause", metavar="START/END[=WHY]", help="Time that does not count; no END: it lasts."
    ),
]
Cutoffs = Annotated[
    list[str] | None,
    typer.Option(
        "--cutoff",
        metavar="[DAY=]TIME",
        help="For business days: later arrivals count as the next. 14:00, fri=12:00.",
    ),
]
AtBoundary = Annotated[
    Boundary, typer.Option("--boundary", help="Due at the close, or at the next opening.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to a file.")
]
AsFormat = Annotated[Format, typer.Option("--format", help="How it is written.")]
AsDrawn = Annotated[Drawn, typer.Option("--format", help="How it is written.")]


@app.command("due")
def due_command(
    start: Start,
    after: After,
    *,
    playbook: Playbook = None,
    calendar: CalendarId = None,
    hours: Hours = None,
    timezone: Timezone = None,
    holidays: Holidays = None,
    exception: Exceptions = None,
    closures: Closures = None,
    pause: Pauses = None,
    cutoff: Cutoffs = None,
    boundary: AtBoundary = Boundary.END,
    output_format: AsFormat = Format.TEXT,
) -> None:
    """Say when something is due; of a window both dates."""
    from troth.cli.clock_after import answer
    from troth.cli.clock_json import answer_document
    from troth.cli.clock_text import due_text

    chosen = choose(
        CalendarOptions(
            playbook=playbook, calendar=calendar, hours=hours, timezone=timezone,
            holidays=holidays, exceptions=exception or (), closures=closures,
        )
    )  # fmt: skip
    question = _question(chosen, start, pause, cutoff, boundary)
    found = answer(question, after)
    if output_format is Format.JSON:
        _write(_json(answer_document(found, question)), None)
    else:
        _write(due_text(found), None)


@app.command("elapsed")
def elapsed_command(
    start: Start,
    end: Annotated[str, typer.Argument(metavar="END", help="As START; may be the earlier.")],
    *,
    playbook: Playbook = None,
    calendar: CalendarId = None,
    hours: Hours = None,
    timezone: Timezone = None,
    holidays: Holidays = None,
    exception: Exceptions = None,
    closures: Closures = None,
    pause: Pauses = None,
    output_format: AsFormat = Format.TEXT,
) -> None:
    """Say how much business time lies between two times."""
    from troth.cli.clock_json import elapsed_document
    from troth.clock.wording import duration_text

    chosen = choose(
        CalendarOptions(
            playbook=playbook, calendar=calendar, hours=hours, timezone=timezone,
            holidays=holidays, exceptions=exception or (), closures=closures,
        )
    )  # fmt: skip
    zone = chosen.calendar.timezone
    pauses = [read_pause(text, zone) for text in pause or ()]
    first, last = read_instant(start, "START", zone), read_instant(end, "END", zone)
    total = chosen.calendar.elapsed(first, last, pauses)
    if output_format is Format.JSON:
        _write(_json(elapsed_document(chosen.calendar, first, last, total)), None)
    else:
        _write(f"{duration_text(total)} of business time", None)


@app.command("explain")
def explain_command(
    start: Start,
    after: After,
    *,
    playbook: Playbook = None,
    calendar: CalendarId = None,
    hours: Hours = None,
    timezone: Timezone = None,
    holidays: Holidays = None,
    exception: Exceptions = None,
    closures: Closures = None,
    pause: Pauses = None,
    cutoff: Cutoffs = None,
    boundary: AtBoundary = Boundary.END,
    output_format: AsDrawn = Drawn.TEXT,
    output: Output = None,
) -> None:
    """Say why it is due then: every span from start to due, what counts, and why the rest not."""
    from troth.cli.clock_after import answer
    from troth.cli.clock_json import explained_document
    from troth.cli.clock_picture import answer_picture
    from troth.cli.clock_text import explained_text

    chosen = choose(
        CalendarOptions(
            playbook=playbook, calendar=calendar, hours=hours, timezone=timezone,
            holidays=holidays, exceptions=exception or (), closures=closures,
        )
    )  # fmt: skip
    question = _question(chosen, start, pause, cutoff, boundary)
    found = answer(question, after)
    counts_elapsed = found.calendar != question.calendar
    caption = f"elapsed time, {found.calendar.timezone.key}" if counts_elapsed else chosen.caption
    if output_format is Drawn.JSON:
        _write(_json(explained_document(found, question)), output)
    elif output_format is Drawn.SVG:
        _write(answer_picture(found, question, caption), output)
    else:
        _show(explained_text(found, question.start, caption), output)


@app.command("show")
def show_command(
    month: Annotated[
        str | None, typer.Argument(metavar="[MONTH]", help="2026-12; this month if absent.")
    ] = None,
    *,
    playbook: Playbook = None,
    calendar: CalendarId = None,
    hours: Hours = None,
    timezone: Timezone = None,
    holidays: Holidays = None,
    exception: Exceptions = None,
    closures: Closures = None,
    output_format: AsDrawn = Drawn.TEXT,
    output: Output = None,
) -> None:
    """Show a month: when it is open, and which holidays and exceptions it has."""
    from troth.cli.clock_json import month_document
    from troth.cli.clock_month import month_text, read_month
    from troth.cli.clock_picture import month_picture
    from troth.clock.month import month_days

    chosen = choose(
        CalendarOptions(
            playbook=playbook, calendar=calendar, hours=hours, timezone=timezone,
            holidays=holidays, exceptions=exception or (), closures=closures,
        )
    )  # fmt: skip
    today = datetime.now(UTC).astimezone(chosen.calendar.timezone)
    year, number = read_month(month) if month else (today.year, today.month)
    days = month_days(chosen.calendar, year, number)
    if output_format is Drawn.JSON:
        _write(_json(month_document(chosen.calendar, days)), output)
    elif output_format is Drawn.SVG:
        _write(month_picture(days, chosen.caption), output)
    else:
        _show(month_text(days, chosen.caption), output)


def _question(
    chosen: Chosen,
    start: str,
    pauses: list[str] | None,
    cutoffs: list[str] | None,
    boundary: Boundary,
) -> "Question":
    from troth.cli.clock_after import Question

    zone = chosen.calendar.timezone
    at_boundary: Literal["end", "next_open"] = "end" if boundary is Boundary.END else "next_open"
    return Question(
        calendar=chosen.calendar,
        start=read_instant(start, "START", zone).astimezone(zone),
        pauses=[read_pause(text, zone) for text in pauses or ()],
        boundary=at_boundary,
        cutoff=read_cutoff(cutoffs or ()),
    )


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False)


def _show(text: str, output: Path | None) -> None:
    """As `_write`, but on a terminal no line is longer than it is wide."""
    from troth.cli.clock_text import clipped

    if output is None and sys.stdout.isatty():
        text = clipped(text, get_terminal_size().columns)
    _write(text, output)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text.rstrip("\n"))
        return
    write_text(text.rstrip("\n") + "\n", output)
