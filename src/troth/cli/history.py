"""`troth history`: import, summary, propose."""

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    name="history",
    help="Bring in what really happened, and state what became of it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

#: Also in the help of `import`; the list itself would cost its import.
_BUILT_IN = "boston311, nycflights13, olist, uci-incident"


@app.command("import")
def import_command(
    mapping: Annotated[
        str, typer.Argument(metavar="MAPPING", help=f"A YAML file, or one of {_BUILT_IN}.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The Parquet file to write.")
    ],
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SOURCE", help="CSV or Parquet files, or their folder."),
    ] = None,
) -> None:
    """Turn somebody's files into a history, by a mapping."""
    from troth.cli.history_text import imported_text
    from troth.cli.progress import progress_bar
    from troth.history import import_history

    with progress_bar("importing") as progress:
        imported = import_history(mapping, sources or [], output, progress)
    typer.echo(imported_text(imported))


@app.command("summary")
def summary_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A history that 'troth history import' wrote.")
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="T",
            help="What was known then; a time without offset is in the history's zone. "
            "The latest instant in the data unless given.",
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="FACET", help="Also for each of its values.")
    ] = None,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
) -> None:
    """State what was promised and what became of it."""
    from troth.cli.history_text import as_json, statement_text
    from troth.cli.instant_option import read_instant
    from troth.history import read, summary

    history = read(file)
    at = None if as_of is None else read_instant(as_of, "--as-of", history.zone)
    statement = summary(history, at, by)
    typer.echo(
        as_json(statement) if output_format == "json" else statement_text(statement, history.zone)
    )


@app.command("propose")
def propose_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or Parquet file.")],
) -> None:
    """Draft a mapping for a file, with blanks for what no file can say."""
    from troth.history import propose

    typer.echo(propose(file), nl=False)
