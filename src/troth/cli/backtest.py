"""`troth backtest`: what would have been said, held against what came true."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from troth.cli.situation import USUAL_LEVELS, Levels, Scope, read_levels, read_scope

if TYPE_CHECKING:
    from troth.history import History

#: As the library has them, which is loaded only where a command runs.
Format = Literal["text", "json", "html"]
Refit = Literal["weekly", "never"]
Method = Literal["curves", "boost", "auto"]


def command(
    file: Annotated[
        Path, typer.Argument(metavar="HISTORY", help="A file that 'troth history import' wrote.")
    ],
    *,
    train_until: Annotated[
        str,
        typer.Option(
            metavar="T",
            help="Learn from what was known then; a time without offset is in the history's zone.",
        ),
    ],
    judge_at: Annotated[
        str,
        typer.Option(
            metavar="T", help="Judge the cases that started since, by what was known then."
        ),
    ],
    levels: Levels = USUAL_LEVELS,
    where: Scope = None,
    facets: Annotated[
        str | None,
        typer.Option(
            metavar="A,B",
            help="Tell cases apart by these, in this order; what foretells best if absent.",
        ),
    ] = None,
    refit: Annotated[
        Refit, typer.Option(help="Learn anew each week as time goes by, or never.")
    ] = "weekly",
    method: Annotated[
        Method,
        typer.Option(help="Curves of groups, boosted trees, or what foretells later cases better."),
    ] = "curves",
    playbook: Annotated[
        Path | None, typer.Option(help="A playbook whose calendar counts business time.")
    ] = None,
    calendar: Annotated[
        str | None,
        typer.Option(metavar="ID", help="A calendar or team of it, where it has several."),
    ] = None,
    output_format: Annotated[
        Format, typer.Option("--format", help="For people, for programs, or as a report.")
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it there."),
    ] = None,
) -> None:
    """Hold what would have been said of past cases against what came true.

    Learns as known at one instant, promises every case that started since, and judges the promises
    that fell due by another. Exit code 0 whatever held; 2 for input that cannot be judged.
    """
    from troth.cli.clock_options import calendar_between
    from troth.cli.instant_option import read_instant
    from troth.cli.progress import progress_bar
    from troth.forecast.backtest import backtest
    from troth.history import read

    history = read(file)
    with progress_bar("backtest", in_bytes=False) as progress:
        result = backtest(
            history,
            read_instant(train_until, "--train-until", history.zone),
            read_instant(judge_at, "--judge-at", history.zone),
            levels=read_levels(levels),
            calendar=calendar_between(playbook, calendar),
            facets=_names(facets),
            scope=read_scope(where, history),
            refit=refit,
            method=method,
            progress=progress,
        )
    _show(_written(result, history, output_format), output, output_format)


def _names(text: str | None) -> list[str] | None:
    """Names between commas; an empty text names none, so that cases are not told apart."""
    if text is None:
        return None
    return [name.strip() for name in text.split(",") if name.strip()]


def _written(result: dict[str, Any], history: "History", output_format: Format) -> str:
    if output_format == "json":
        from troth.cli.strict_json import strict_json

        return strict_json(result)
    if output_format == "html":
        from troth.report.backtest import render

        return render(result, history.zone)
    from troth.cli.backtest_text import backtest_text

    return backtest_text(result, history.zone)


def _show(text: str, output: Path | None, output_format: Format) -> None:
    from troth.cli.streams import say

    if output is None:
        (say if output_format == "text" else typer.echo)(text)
        return
    from troth.report import write

    text = text if text.endswith("\n") else f"{text}\n"
    write(text, output)
    typer.echo(f"{output}: {len(text.encode()):,} bytes")
