"""`troth worker`: what troth does by itself, as a process of its own."""

from troth_web.commands.rights import stands_for


@stands_for("server.run")
def command() -> None:
    """Do what falls due: notice breaks, warn, tell those who listen. On PostgreSQL alone.

    Several may run; one acts in each round, and another takes over where it falls silent. SIGTERM
    or Ctrl-C stops it once what it is at is done. On SQLite, 'troth serve' does this by itself.
    """
    from troth_web.commands.opened import reachable, settings

    settings("info")
    from troth_web.commands.working import run

    with reachable():
        run()
