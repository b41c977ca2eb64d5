"""`troth ledger export|import`: the journal as files, and back."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from troth.errors import counted
from troth_web.commands.opened import reading, writing
from troth_web.commands.rights import stands_for
from troth_web.commands.shown import Format, show, told


@stands_for("ledger.export")
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An empty folder, or a new one.")],
    *,
    files: Annotated[
        Literal["jsonl", "parquet"], typer.Option("--format", help="JSON lines or Parquet.")
    ] = "jsonl",
    keys: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the keys of persons to this file, kept apart."),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain", help="Write it opened, to read and to count with; it cannot be imported."
        ),
    ] = False,
    by: Annotated[
        str,
        typer.Option(
            metavar="EMAIL", help="With --plain: who answers for it; an admin, who is named in it."
        ),
    ] = "",
) -> None:
    """Write every entry of the journal as files that 'troth ledger import' takes.

    Personal parts stay sealed; with --keys, who imports it can open them. With --plain everything
    is opened, and promises are added as they stand.
    """
    if plain:
        _export_plain(folder, files, by)
        return
    with reading() as store:
        from troth_web.clock import now
        from troth_web.ledger.backup.making import save_keys
        from troth_web.ledger.everything import Everything
        from troth_web.ledger.models import LedgerEntry
        from troth_web.ledger.transfer.exporting import export as write

        del store
        at = now()
        with told("exporting", LedgerEntry.objects.count()) as progress:
            made = write(Everything(), folder, files, at=at, progress=progress)
        if keys:
            save_keys(keys, at)
    typer.echo(f"{made.folder}: {counted(made.entries, 'entry', 'entries')}, sha256 {made.sha256}")


def _export_plain(folder: Path, files: Literal["jsonl", "parquet"], by: str) -> None:
    with reading() as store:
        from troth_web.clock import now
        from troth_web.commands.ledger.rights import who_may
        from troth_web.ledger.transfer.plain import export_plain

        who = who_may("ledger.export", by)
        with told("exporting") as progress:
            made = export_plain(store, folder, files, by=who, at=now(), progress=progress)
    typer.echo(
        f"{made.folder}: {counted(made.entries, 'entry', 'entries')} and "
        f"{counted(made.promises, 'promise')} in the open, for {made.by}"
    )


@stands_for("ledger.import")
def import_(
    source: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The folder of an export, or its file of entries."),
    ],
    *,
    keys: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The keys that were saved with the export, or later."),
    ] = None,
    output_format: Format = "text",
) -> None:
    """Take over the entries of an export, with every hash as it was; nobody is told of them.

    What is there already is passed over: an import that broke off is finished by importing again.
    """
    with writing("troth ledger import", new=True) as store:
        from troth_web.ledger.transfer.importing import take_over
        from troth_web.ledger.transfer.keys import bring_keys

        if keys:
            bring_keys(keys)
        with told("importing") as progress:
            done = take_over(store, source, progress)
    text = f"{counted(done.entries, 'entry', 'entries')} read, {done.new:,} new"
    show(done, text, output_format)
