"""`troth ledger backup|restore|resume`: a copy of everything, and its way back."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from troth.errors import counted
from troth_web.commands.opened import empty, place, reading, writing
from troth_web.commands.rights import stands_for
from troth_web.commands.shown import Format, show, told


@stands_for("ledger.backup")
def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write; must not exist.")
    ],
    *,
    keys: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the keys of persons to this file. Keep it apart from the backup: "
            "together they open everything, alone neither tells who anybody is.",
        ),
    ] = None,
    output_format: Format = "text",
) -> None:
    """Back everything up into one file, while the server runs.

    The file shows one moment. It holds no keys of persons, so what is personal in it stays sealed.
    A copy of the database file made with 'cp' is no backup: under load, one in three is broken.
    """
    with reading():
        from troth_web.clock import now
        from troth_web.ledger.backup.making import make
        from troth_web.ledger.backup.noted import note_backup
        from troth_web.ledger.models import LedgerEntry
        from troth_web.settings.environment import data_directory

        at = now()
        with told("backing up", LedgerEntry.objects.count()) as progress:
            made = make(file, keys, at=at, progress=progress)
        note_backup(data_directory(), at)
    text = f"{made.file}: {counted(made.entries, 'entry', 'entries')} as of {made.at}"
    if made.keys:
        text += f"\n{made.keys}: the keys; keep this file elsewhere"
    else:
        text += (
            "\nwithout keys: a restore needs them; save them with --keys FILE and keep them apart"
        )
    show(made, text, output_format)


@stands_for("ledger.restore")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    *,
    keys: Annotated[
        Path,
        typer.Option(metavar="FILE", help="The keys that were saved with the backup, or later."),
    ],
    erased: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Who was erased since, an id on each line: erased.txt of the server's data "
            "directory. They are erased again.",
        ),
    ] = None,
    output_format: Format = "text",
) -> None:
    """Bring a backup back into an empty database, of either engine, and verify it.

    The restored copy sends nothing until 'troth ledger resume' says so. Leaves with 1 where the
    verification finds something.
    """
    with empty("troth ledger restore"):
        from troth_web.clock import now
        from troth_web.ledger import current_store
        from troth_web.ledger.backup.restoring import restore as bring_back
        from troth_web.ledger.backup.tombstones import erased_since

        with told("restoring") as progress:
            restored = bring_back(
                file, keys, erased_since(erased), store=current_store, at=now(), progress=progress
            )
        text = (
            f"restored {counted(restored.entries, 'entry', 'entries')} as of {restored.backup_at} "
            f"into {place()}; {counted(restored.erased, 'person', 'persons')} erased since then "
            "were erased again\n"
            "nothing is sent from here until you run: troth ledger resume"
        )
        from troth_web.ledger.verify import verify

        report = verify(current_store())
        show(restored, f"{text}\n{report}", output_format)
    if not report.holds:
        # The findings, where what was printed is for a program.
        typer.echo(str(report), err=True)
        raise typer.Exit(1)


@stands_for("ledger.resume")
def resume(
    *,
    backlog: Annotated[
        Literal["send", "drop"] | None,
        typer.Option(
            help="What becomes of what was waiting to be sent when the backup was made; the server "
            "that was backed up may have sent it since."
        ),
    ] = None,
    output_format: Format = "text",
) -> None:
    """Let a restored ledger send again; that it was decided stands in the journal."""
    with writing("troth ledger resume") as store:
        from troth_web.clock import now
        from troth_web.ledger.held import resume as go_on

        done = go_on(store, at=now(), backlog=backlog)
    left = counted(done.backlog, "entry", "entries")
    fate = "passed over" if done.dropped else "sent"
    show(done, f"sending again, after {done.held_since}; {left} of before: {fate}", output_format)
