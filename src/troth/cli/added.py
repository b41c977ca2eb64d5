"""Commands that other packages add: the server's come this way, so that troth never imports it.

A package names them in the entry-point group `troth.commands`: a function, or a group of typer.
"""

from importlib.metadata import EntryPoint, entry_points

import typer

from troth.cli.streams import complain

GROUP = "troth.commands"


def add_commands(app: typer.Typer) -> None:
    """Add what installed packages name, in the order of the alphabet."""
    for found in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        _add(app, found)


def _add(app: typer.Typer, found: EntryPoint) -> None:
    try:
        command = found.load()
    except (ImportError, AttributeError) as error:
        # One package that is not whole must not take the other commands with it.
        complain(f"the command {found.name!r} cannot be added from {found.value}: {error}")
        return
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=found.name)
    else:
        app.command(found.name)(command)
