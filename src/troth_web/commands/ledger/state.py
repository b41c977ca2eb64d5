"""`troth ledger status|migrate`: how it stands, and bringing its tables up to date."""

from typing import TYPE_CHECKING

import typer

from troth.errors import counted
from troth_web.commands.opened import empty, place, reading, settings, sqlite_path
from troth_web.commands.rights import stands_for
from troth_web.commands.shown import Format, show

if TYPE_CHECKING:
    from troth_web.ledger.status import Status


@stands_for("ledger.status")
def status(*, output_format: Format = "text") -> None:
    """Say how the ledger of this machine stands; a server may run meanwhile."""
    settings()
    where, path = place(), sqlite_path()
    with reading():
        from troth_web.commands.lock import holder
        from troth_web.ledger.status import status as stands

        found = stands(where, holder(path) if path else None)
    show(found, _text(found), output_format)


@stands_for("server.run")
def migrate() -> None:
    """Bring the tables up to date with this program; 'troth serve' does it by itself.

    Stopped half-way, it goes on from there when called again. Make a backup before.
    """
    with empty("troth ledger migrate"):
        from troth_web.ledger.schema import migrate as bring_up

        done = bring_up()
    typer.echo(counted(len(done), "change") + " made" if done else "the tables are up to date")


def _text(found: "Status") -> str:
    kinds = ", ".join(f"{number:,} of {kind}" for kind, number in found.subjects.items())
    lines = [
        f"{found.place} ({found.engine}, {found.size_bytes / 1e6:,.1f} MB)",
        f"{counted(found.entries, 'entry', 'entries')}, the last of {found.last_recorded_at}"
        if found.entries
        else "no entries yet",
        f"journals: {kinds}" if kinds else "",
        f"waiting to be told: {found.waiting:,}",
        f"open to write by {found.holder}" if found.holder else "",
        *found.remarks,
    ]
    return "\n".join(line for line in lines if line)
