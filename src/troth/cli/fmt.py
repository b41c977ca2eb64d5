"""`troth fmt`: the canonical text of a playbook."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    path: Annotated[Path, typer.Argument(help="A playbook: one YAML file, or a folder of them.")],
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; leave with 1 if a file would change.")
    ] = False,
) -> None:
    """Put a playbook into canonical form: one order, one way to write a term, comments kept.

    A file changes only if it then says exactly the same.
    """
    from troth.playbook.formatting import rewritten, save

    changing = [file for file in rewritten(path) if file.changes]
    for file in changing:
        if not check:
            save(file)
        typer.echo(f"{'would rewrite' if check else 'rewrote'} {file.name}")
    if check and changing:
        raise typer.Exit(1)
