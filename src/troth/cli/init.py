"""`troth init`: a small playbook to begin with."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer


def command(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path("playbook.yaml"),
    company: Annotated[str, typer.Option(help="Whose promises these are.")] = "Example Company",
) -> None:
    """Write a small playbook that passes every check, to be changed into one's own."""
    from troth.playbook.starter import write_starter

    write_starter(path, company=company, at=datetime.now(UTC))
    typer.echo(f"wrote {path}; now try 'troth check {path}'")
