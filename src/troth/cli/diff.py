"""`troth diff`: what changes for customers, and for whom."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from troth.findings import instant_text


class Format(StrEnum):
    """How changes are written."""

    TEXT = "text"
    JSON = "json"


def command(
    old: Annotated[Path, typer.Argument(help="The playbook as it was.")],
    new: Annotated[Path, typer.Argument(help="The playbook as it is to be.")],
    at: Annotated[
        str | None,
        typer.Option(help="The day from which arrivals are compared, 00:00 UTC. Today if absent."),
    ] = None,
    horizon: Annotated[
        str, typer.Option(help="How far ahead arrivals are looked at: 2y, 18mo, 12w, 90d.")
    ] = "2y",
    output: Annotated[
        Format, typer.Option("--format", help="How changes are written.")
    ] = Format.TEXT,
) -> None:
    """Say what changes for customers: tighter, looser, new, gone, reworded, and for whom.

    Promises are compared as they are kept, so a change of hours alone shows too.
    """
    from troth.checks import horizon_from
    from troth.cli.check import instant_of
    from troth.cli.diff_text import render
    from troth.playbook import load
    from troth.playbook.changes import changes

    instant = instant_of(at)
    found = changes(load(old), load(new), horizon_from(instant, horizon))
    if output is Format.TEXT:
        typer.echo(render(found))
        return
    document = {
        "old": str(old),
        "new": str(new),
        "at": instant_text(instant),
        "changes": [change.as_json() for change in found],
    }
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
