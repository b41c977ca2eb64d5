"""`troth serve`: the server, on this machine."""

from typing import Annotated

import typer

from troth_web.commands.rights import stands_for


@stands_for("server.run")
def command(
    *,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine need a proxy.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Processes that answer; on SQLite it is 1.  [default: 2]"),
    ] = None,
    threads: Annotated[
        int | None,
        typer.Option(
            min=1, max=64, help="Requests at once in each.  [default: 1 on SQLite, else 4]"
        ),
    ] = None,
    admin: Annotated[
        str,
        typer.Option(
            metavar="EMAIL",
            help="Where nobody can sign in yet, make this first admin and print a password once.",
        ),
    ] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Only say what would be done; nothing is started.")
    ] = False,
) -> None:
    """Run the server: bring the database up to date, then answer until it is told to stop.

    SIGTERM or Ctrl-C stops it once the requests that it has are answered. Settings are environment
    variables; see docs/settings.md.
    """
    from troth_web.commands.opened import reachable, settings

    settings("info")
    from troth_web.commands.serving import plan, run

    with reachable():
        planned = plan(host=host, port=port, workers=workers, threads=threads)
    if check:
        typer.echo(planned.text())
    else:
        run(planned, admin)
