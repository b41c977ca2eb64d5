"""`troth quote`: what can be promised to a case, how likely each option is kept, what cannot be."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from troth.cli.situation import (
    USUAL_LEVELS,
    Levels,
    Metric,
    OpenTime,
    Where,
    read_levels,
    read_situation,
)


def command(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="HISTORY", help="A history that 'troth history import' wrote, or saved odds."
        ),
    ],
    *,
    playbook: Annotated[
        Path | None,
        typer.Option(help="Its standards and claims become options; it has the calendars."),
    ] = None,
    metric: Metric = None,
    where: Where = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="T",
            help="When the case starts; a time without offset is in the history's zone. "
            "Now unless given. Nothing later is looked at.",
        ),
    ] = None,
    levels: Levels = USUAL_LEVELS,
    calendar: OpenTime = None,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
    save: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Append the quote to this file, one line of JSON each."),
    ] = None,
    picture: Annotated[Path | None, typer.Option(metavar="FILE.svg", help="Draw it.")] = None,
) -> None:
    """Say what can be promised to a case: dates, each with its odds, and what cannot be promised.

    Options have equal weight; none is chosen for you. Dates are rounded up, so that a quote never
    says more than the odds do.
    """
    from troth.cli.quote_text import quote_text
    from troth.cli.situation_odds import calendar_of, find_odds, write_picture
    from troth.cli.strict_json import strict_json
    from troth.forecast import quote as quotes
    from troth.forecast.quote.picture import picture as quote_picture
    from troth.playbook import load

    situation, wanted = read_situation(where), read_levels(levels)
    loaded = load(playbook) if playbook else None
    now = datetime.now(UTC)
    found = find_odds(
        source, situation, at, now, metric=metric, calendar=calendar_of(calendar, loaded)
    )
    made = quotes.quote(
        found.odds,
        start=found.start,
        asked_at=now,
        entropy=os.urandom(10),
        situation=situation,
        levels=wanted,
        playbook=loaded,
        history=found.history,
        source_hash=quotes.file_hash(source),
    )
    if picture:
        write_picture(quote_picture(made, found.odds.clock), picture)
    if save:
        quotes.save_quote(made, save)
    if output_format == "json":
        typer.echo(strict_json(quotes.as_json(made)))
    else:
        typer.echo(quote_text(made, found.odds.clock, saved=save))
