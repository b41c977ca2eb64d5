"""Running the worker: within the server on SQLite, as a process of its own on PostgreSQL."""

import signal
import threading
from multiprocessing.util import Finalize

import typer
from django.conf import settings

from troth.errors import TrothError
from troth_web import telemetry
from troth_web.commands.opened import place, sqlite_path
from troth_web.garbage import settle
from troth_web.ledger import current_store
from troth_web.ledger.schema import must_fit
from troth_web.worker.loop import Worker
from troth_web.worker.rounds import ROUNDS


class ServerDoesItError(TrothError):
    """A worker was asked for on SQLite."""

    def __init__(self) -> None:
        super().__init__(
            "on SQLite one process holds everything, and 'troth serve' does the worker's part by "
            "itself; set TROTH_DATABASE to a PostgreSQL database for a worker of its own"
        )


def run() -> None:
    """Work until the process is told to stop.

    Raises:
        ServerDoesItError: on SQLite.
        OtherVersionError: the tables are not those of this program.
    """
    if sqlite_path():
        raise ServerDoesItError
    must_fit()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if settings.TELEMETRY:
        telemetry.start()
    worker = Worker(current_store(), ROUNDS)
    settle()
    worker.start()
    typer.echo(f"troth works on {place()}")
    stop.wait()
    worker.stop()


def work_within() -> None:
    """On SQLite: work in threads of this process, until it ends.

    The process is a child of the server, and what ends such a process is not `atexit`.
    """
    if not sqlite_path() or not settings.WORKER:
        return
    worker = Worker(current_store(), ROUNDS, alone=True)
    worker.start()
    Finalize(None, worker.stop, exitpriority=10)
