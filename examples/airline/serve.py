"""A running server with the airline's year in it: `make serve`.

The first time, people and a year are made in `troth-data`, or in the folder that TROTH_DATA names,
and sign-ins are shown once. After that the server starts with what is there.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from troth.cli.progress import progress_bar
from troth.errors import TrothError

if TYPE_CHECKING:
    from examples.airline.staff import Staff

#: What is in a folder that holds a ledger.
LEDGER = "ledger.sqlite3"


class NotALedgerError(TrothError):
    """The folder holds something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} holds files but no ledger; set TROTH_DATA to a folder that may be made"
        )


class OtherDatabaseError(TrothError):
    """The example shall not be written into somebody's database."""

    def __init__(self) -> None:
        super().__init__(
            "TROTH_DATABASE names a database, and the airline is made in a file of its own; "
            "unset it, or run 'troth serve' for that database"
        )


def main(
    port: int = typer.Option(8000, min=1, max=65535, help="The port to listen on."),
    seed: int = typer.Option(1, help="Another seed makes another year."),
    scale: float = typer.Option(1.0, min=0.01, max=10, help="How large the airline is."),
) -> None:
    """Make the airline's server, if it is not there, and run it."""
    folder = Path(os.environ.get("TROTH_DATA") or "troth-data").absolute()
    try:
        prepare(folder, seed=seed, scale=scale)
    except TrothError as error:
        typer.echo(f"serve: {error}", err=True)
        raise typer.Exit(2) from None
    os.environ["TROTH_DATA"] = str(folder)
    os.environ.setdefault("TROTH_PUBLIC_URL", f"http://127.0.0.1:{port}")
    # The people of an example read no mail; whoever tries it out may.
    os.environ.setdefault("TROTH_MAIL", f"file://{folder}/mail")
    sys.stdout.flush()
    troth = str(Path(sys.executable).with_name("troth"))
    os.execv(troth, [troth, "serve", "--port", str(port)])  # noqa: S606 - our own command


def prepare(folder: Path, *, seed: int, scale: float) -> None:
    """Make the ledger in the folder; where one is, nothing is done.

    Raises:
        NotALedgerError: something else lies there.
        OtherDatabaseError: the settings name a database.
    """
    if os.environ.get("TROTH_DATABASE"):
        raise OtherDatabaseError
    if (folder / LEDGER).is_file():
        typer.echo(f"The airline is in {folder} from an earlier run; remove it to begin anew.")
        return
    if folder.exists() and any(folder.iterdir()):
        raise NotALedgerError(folder)
    until = datetime.now(UTC)
    # What happens to the people of an example is nothing to read on a screen.
    os.environ.setdefault("TROTH_LOG", "warning")
    with _building(folder) as unfinished:
        os.environ["TROTH_DATA"] = str(unfinished)
        staff = _made(until, seed=seed, scale=scale)
    _show(staff, folder)


@contextmanager
def _building(folder: Path) -> Iterator[Path]:
    """A folder beside it that takes its place once everything is in it.

    Whoever is interrupted half-way finds no half of a year the next time.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    try:
        yield unfinished
        unfinished.replace(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _made(until: datetime, *, seed: int, scale: float) -> "Staff":
    """People and a year, in the database that the settings name."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "troth_web.settings"
    import django

    django.setup()
    from django.db import connections

    from examples.airline.staff import staffed
    from examples.airline.year import Year, play, start_of
    from troth_web.ledger import current_store
    from troth_web.ledger.models import OutboxRow
    from troth_web.ledger.schema import migrate

    typer.echo("Making the tables, the people and a year of the airline; this is done once.")
    migrate()
    staff = staffed(start_of(until), until)
    year = Year(until=until, cast=staff.cast, seed=seed, scale=scale)
    with progress_bar("A year of Larkwind", in_bytes=False) as show:
        for day in play(current_store(), year):
            if show:
                show(round(1000 * day.share), 1000)
    # Nobody is told today of a year that was made up.
    OutboxRow.objects.all().delete()
    connections.close_all()
    return staff


def _show(staff: "Staff", folder: Path) -> None:
    from examples.airline.staff import first_of_each

    typer.echo(f"\nThe airline is in {folder}. Sign in as one of these; shown this once:\n")
    for each in first_of_each(staff.sign_ins):
        typer.echo(f"  {each.role:8} {each.name:16} {each.email:34} {each.password}")
    typer.echo(f"\n  The assistant's key for the API: {staff.key}")
    typer.echo(f"  What they would be mailed lies in {folder}/mail.\n")


if __name__ == "__main__":
    typer.run(main)
