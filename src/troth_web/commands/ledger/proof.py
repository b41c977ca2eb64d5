"""`troth ledger verify|checkpoint`: whether anything was rewritten, and a proof to keep outside."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from troth.cli.streams import say
from troth.errors import TrothError
from troth.outputs import write_text
from troth_web.commands.opened import reading
from troth_web.commands.rights import stands_for
from troth_web.commands.shown import Format, show_json

if TYPE_CHECKING:
    from troth_web.ledger.store import SqlStore


class NoCheckpointError(TrothError):
    """A file of a checkpoint that cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: there is no checkpoint here; 'troth ledger checkpoint' writes one"
        )


@stands_for("ledger.verify")
def verify(
    *,
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A checkpoint that was kept outside: also finds a history that was rewritten "
            "as a whole.",
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Fold every promise anew, not only a sample of them.")
    ] = False,
    output_format: Format = "text",
) -> None:
    """Find whatever was changed, removed, swapped or put in since it was written.

    Leaves with 0 where everything stands as it was written, with 1 where something does not. A
    server may run meanwhile.
    """
    with reading() as store:
        prove(store, _read(checkpoint), output_format, every=every)


@stands_for("ledger.checkpoint")
def checkpoint(
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it there, not to the output."),
    ] = None,
) -> None:
    """Sign how many entries there are and what they say; keep it where nobody here can change it.

    'troth ledger verify --checkpoint FILE' holds the ledger against it.
    """
    with reading() as store:
        from troth_web.clock import now
        from troth_web.ledger.verify import checkpoint as sign

        text = sign(store, now())
    if output:
        write_text(text, output)
    else:
        typer.echo(text, nl=False)


def prove(
    store: "SqlStore", checkpoint: str | None, output_format: str, *, every: bool = False
) -> None:
    """Verify, print what was found, and leave with 1 where something was."""
    from troth_web.ledger.verify import verify as look

    report = look(store, checkpoint, every=every)
    if output_format == "json":
        show_json({"holds": report.holds, **asdict(report)})
    else:
        say(str(report))
    if not report.holds:
        raise typer.Exit(1)


def _read(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise NoCheckpointError(path) from None
