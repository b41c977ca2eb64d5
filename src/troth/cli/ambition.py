"""`troth ambition`: what odds each length of a promise has, and what each ambition costs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from troth.cli.situation import Metric, OpenTime, Where, read_situation


def command(
    path: Annotated[
        Path,
        typer.Argument(metavar="PLAYBOOK", help="One YAML file, or a folder of them."),
    ],
    *,
    history: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="A history that 'troth history import' wrote, or saved odds.",
        ),
    ],
    metric: Metric = None,
    where: Where = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="T",
            help="What was known then; a time without offset is in the history's zone. "
            "The latest instant in the data unless given.",
        ),
    ] = None,
    calendar: OpenTime = None,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
    picture: Annotated[Path | None, typer.Option(metavar="FILE.svg", help="Draw it.")] = None,
) -> None:
    """Say what odds each length of a promise has, with the playbook's terms on that curve.

    With ratings in the history it also says how customers felt about early and late endings, and
    which rating to expect of each term.
    """
    from troth.cli.ambition_text import ambition_text, as_json
    from troth.cli.situation_odds import calendar_of, find_odds, write_picture
    from troth.cli.streams import say
    from troth.cli.strict_json import strict_json
    from troth.forecast.ambition import ambition
    from troth.forecast.ambition_picture import picture as draw
    from troth.playbook import load

    situation, loaded = read_situation(where), load(path)
    found = find_odds(
        history,
        situation,
        as_of,
        datetime.now(UTC),
        metric=metric,
        calendar=calendar_of(calendar, loaded),
        option="--as-of",
    )
    made = ambition(found.odds, loaded, situation=situation, history=found.history)
    if picture:
        write_picture(draw(made, found.odds.clock), picture)
    if output_format == "json":
        typer.echo(strict_json(as_json(made)))
    else:
        say(ambition_text(made))
