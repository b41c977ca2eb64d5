"""`troth report`: a playbook as one HTML file, its findings drawn on time lines."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    path: Annotated[Path, typer.Argument(help="A playbook: one YAML file, or a folder of them.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")
    ],
    history: Annotated[
        Path | None,
        typer.Option(help="What really happened: a file that 'troth history import' wrote."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(help="The day of the check, from 00:00 UTC, or an instant. Today if absent."),
    ] = None,
    horizon: Annotated[
        str, typer.Option(help="How far ahead arrivals are looked at: 2y, 18mo, 12w, 90d.")
    ] = "2y",
) -> None:
    """Write a playbook as one HTML file: what cannot hold and when, the journey, what was kept.

    Exit code 0 when it is written, whatever it says; 2 for an invalid playbook.
    """
    from troth.checks import horizon_from
    from troth.cli.check import instant_of
    from troth.history import read
    from troth.playbook import load
    from troth.report import render, write

    instant = instant_of(at)
    page = render(
        load(path), instant, horizon_from(instant, horizon), read(history) if history else None
    )
    write(page, output)
    typer.echo(f"{output}: {len(page.encode()):,} bytes")
