"""`troth warn`: which open promises to look at first."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from troth.cli.situation import OptionError, Scope, read_numbers, read_scope

#: A century.
MOST_DAYS = 36_500


def command(
    histories: Annotated[
        list[Path],
        typer.Argument(
            metavar="HISTORY", help="Histories that 'troth history import' wrote, one a metric."
        ),
    ],
    *,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="T",
            help="What was open and known then; a time without offset is in the history's zone. "
            "The latest instant in the data unless given.",
        ),
    ] = None,
    promise: Annotated[
        str | None,
        typer.Option(
            metavar="TERM",
            help='Made to every case, such as "within 2 days". What the history says was promised '
            "unless given.",
        ),
    ] = None,
    playbook: Annotated[
        Path | None, typer.Option(help="A playbook whose calendar counts business time.")
    ] = None,
    calendar: Annotated[
        str | None,
        typer.Option(metavar="ID", help="A calendar or team of it, where it has several."),
    ] = None,
    harm: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC=N",
            help="How bad a break of a metric is against the others; 1 unless given.",
        ),
    ] = None,
    where: Scope = None,
    ahead: Annotated[
        float, typer.Option(metavar="DAYS", help="Only promises that fall due within so many days.")
    ] = 30.0,
    top: Annotated[int, typer.Option(min=1, help="How many are shown.")] = 20,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
) -> None:
    """Rank open promises by how likely they break, weighted by the harm that does."""
    from troth.cli.clock_options import calendar_between
    from troth.cli.instant_option import read_instant
    from troth.cli.streams import say
    from troth.cli.strict_json import strict_json
    from troth.cli.warn_text import warnings_json, warnings_text
    from troth.forecast.warn import together, warn
    from troth.history import read

    weights = read_numbers(harm, "--harm")
    read_histories = [read(path) for path in histories]
    metrics = [history.metric for history in read_histories]
    for metric in metrics:
        if metrics.count(metric) > 1:
            raise OptionError(f"two histories are about {metric}; right would be one a metric")
    for metric in weights:
        if metric not in metrics:
            raise OptionError(f"--harm {metric}: the histories are about {', '.join(metrics)}")
    counted_on = calendar_between(playbook, calendar)
    parts = [
        warn(
            history,
            None if at is None else read_instant(at, "--at", history.zone),
            promise=promise,
            calendar=counted_on,
            scope=read_scope(where, history),
            harm=weights.get(history.metric, 1.0),
            ahead=_days(ahead),
        )
        for history in read_histories
    ]
    found = together(parts)
    if output_format == "json":
        typer.echo(strict_json(warnings_json(found, top)))
    else:
        say(warnings_text(found, top, read_histories[0].zone))


def _days(ahead: float) -> timedelta:
    if not 0 < ahead <= MOST_DAYS:
        raise OptionError(
            f"--ahead {ahead}; right would be days, above 0 and at most {MOST_DAYS:,}"
        )
    return timedelta(days=ahead)
