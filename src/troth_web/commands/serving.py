"""Running the server: one process on SQLite, several on PostgreSQL."""

import multiprocessing
import os
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any

import typer
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from troth.errors import TrothError
from troth_web import readied
from troth_web.clock import now
from troth_web.commands.lock import held, holder
from troth_web.commands.opened import place, reachable, sqlite_path
from troth_web.commands.parents import end_with_parent
from troth_web.ledger.schema import migrate, nobody, pending
from troth_web.metrics.shared import added_up

#: How long requests may take to end once the server is told to stop.
STOP_SECONDS = 30

FIRST_STEPS = (
    "nobody can sign in yet; stop, run 'troth people add-admin you@example.com', and start again"
)


class AddressError(TrothError):
    """The server cannot listen where it should."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"{host}:{port} cannot be listened on: {why}; choose another --port")


class OneProcessError(TrothError):
    """Several processes were asked for on SQLite."""

    def __init__(self, workers: int) -> None:
        super().__init__(
            f"--workers is {workers}, but on SQLite one process holds everything; "
            "leave it out, or set TROTH_DATABASE to a PostgreSQL database"
        )


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What `troth serve` does."""

    host: str
    port: int
    workers: int
    threads: int
    #: The database, for people.
    place: str
    #: Migrations that it lacks.
    pending: list[str]
    #: Who has it now; None where nobody does.
    holder: str | None
    #: Whether nobody can sign in yet.
    empty: bool

    def text(self) -> str:
        """What would be done, a line each."""
        tables = f"make or change its tables: {', '.join(self.pending)}" if self.pending else ""
        lines = [
            f"listen on http://{self.host}:{self.port}",
            f"answer as {settings.PUBLIC_URL}",
            f"keep everything in {self.place}",
            tables or "its tables are up to date",
            f"processes: {self.workers}, requests at once in each: {self.threads}",
            f"it cannot start now: the database is in use by {self.holder}" if self.holder else "",
            FIRST_STEPS if self.empty else "",
        ]
        return "\n".join(line for line in lines if line)


def plan(*, host: str, port: int, workers: int | None, threads: int | None) -> Plan:
    """What would be done; nothing is made or changed.

    Raises:
        OneProcessError: several processes on SQLite.
        OtherVersionError: a newer troth wrote the database.
    """
    path = sqlite_path()
    if path and workers not in {None, 1}:
        raise OneProcessError(workers or 0)
    # To look into a SQLite file that is not there would make it.
    there = path is None or path.is_file()
    return Plan(
        host=host,
        port=port,
        workers=1 if path else workers or 2,
        threads=threads or (1 if path else 4),
        place=place(),
        pending=pending() if there else ["all"],
        holder=holder(path) if path else None,
        empty=not there or nobody(),
    )


def run(planned: Plan, admin: str = "") -> None:
    """Answer until the process is told to stop.

    Args:
        planned: how.
        admin: the e-mail address of the first admin, to be made where nobody can sign in yet.

    Raises:
        AddressError: the port is taken, or the host is not this machine's.
        InUseError: on SQLite, another process has the database.
        OtherVersionError: a newer troth wrote the database.
    """
    _must_be_free(planned.host, planned.port)
    with _turn(), added_up(planned.workers):
        with reachable():
            migrate()
        first = _first_sign_in(admin)
        # A connection must not go over to another process.
        connections.close_all()
        _server(planned, partial(_say, planned, first)).serve(
            target_loader=partial(_application, os.getpid()), wrap_loader=False
        )


def _turn() -> AbstractContextManager[None]:
    path = sqlite_path()
    return held(path, "troth serve", now()) if path else nullcontext()


def _server(planned: Plan, started: Callable[[], None]) -> Any:  # noqa: ANN401 - granian has no public type
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    # Forked processes keep the lock of the database with them.
    multiprocessing.set_start_method("fork", force=True)
    server = Server(
        "troth_web.wsgi:application",
        address=planned.host,
        port=planned.port,
        interface=Interfaces.WSGI,
        workers=planned.workers,
        blocking_threads=planned.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=deepcopy(settings.LOGGING),
    )
    server.on_startup(started)
    return server


def _application(parent: int) -> WSGIHandler:
    """What answers requests, in the process that does; on SQLite it works too."""
    end_with_parent(parent)
    from troth_web.commands.working import work_within
    from troth_web.wsgi import application

    # Only now: what the worker begins with would compete with it.
    readied.from_database()
    work_within()
    return application


def _say(planned: Plan, first: str) -> None:
    typer.echo(f"troth serves {settings.PUBLIC_URL} (on {planned.host}:{planned.port})")
    if first:
        typer.echo(first)


def _first_sign_in(admin: str) -> str:
    """How the first person comes in; empty where somebody can already."""
    if not nobody():
        return ""
    if not admin:
        return FIRST_STEPS
    from troth_web.commands.people import first_admin

    return first_admin(admin)


def _must_be_free(host: str, port: int) -> None:
    """See that the address can be had before anything is changed."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise AddressError(host, port, error.strerror or str(error)) from None
