"""`troth doctor`: what works on this machine, and what to do about what does not."""

from typing import TYPE_CHECKING, Annotated

import typer

from troth_web.commands.rights import stands_for
from troth_web.commands.shown import Format, show_json

if TYPE_CHECKING:
    from troth_web.doctor import Line


@stands_for("ledger.status")
def command(
    *,
    send_test: Annotated[
        str,
        typer.Option("--send-test", metavar="ADDRESS", help="Send a mail there, to see it arrive."),
    ] = "",
    output_format: Format = "text",
) -> None:
    """Look at versions, database, worker, mail, keys, time zones, disk and backups.

    One line for each: ok, warn or fail, how it stands, and what to do. A server may run meanwhile;
    nothing is changed. Leaves with 1 where something fails.
    """
    lines = _diagnosed()
    if output_format == "json":
        show_json({"ok": _well(lines), "checks": [_plain(line) for line in lines]})
    else:
        for line in lines:
            typer.echo(line.text())
    if send_test:
        from troth_web.doctor.outside import send_test as send

        typer.echo(send(send_test), err=output_format == "json")
    if not _well(lines):
        raise typer.Exit(1)


def _diagnosed() -> "list[Line]":
    from troth_web.commands.opened import settings, sqlite_path

    settings("error")
    from troth_web.clock import now
    from troth_web.doctor import diagnosed
    from troth_web.ledger.read_only import read_only

    path = sqlite_path()
    if path is None or path.is_file():
        read_only()
    return diagnosed(now())


def _well(lines: "list[Line]") -> bool:
    from troth_web.doctor import State

    return all(line.state is not State.FAIL for line in lines)


def _plain(line: "Line") -> dict[str, str]:
    return {"name": line.name, "state": line.state, "says": line.says, "do": line.do}
