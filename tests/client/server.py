"""A server of its own for tests, as it runs in earnest: granian, on a port of this machine."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from troth.client import Client

#: Seconds that it may take to start on a busy machine.
PATIENCE = 90.0
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Server:
    """Where it listens, and with which keys."""

    port: int
    keys: Mapping[str, str]

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def client(self, role: str = "agent", **how: object) -> Client:
        """A client with the key of a role."""
        return Client(self.url, self.keys[role], **how)  # type: ignore[arg-type]


@contextmanager
def server(directory: Path, database: str = "") -> Iterator[Server]:
    """A server on a fresh database, SQLite unless one is named; stopped at the end."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{_ROOT / 'src'}{os.pathsep}{_ROOT}",
        "DJANGO_SETTINGS_MODULE": "troth_web.settings",
        "TROTH_DATA": str(directory),
        "TROTH_DATABASE": database,
        "TROTH_API_REQUESTS": "0",
        "TROTH_WORKER": "no",
        "OMP_NUM_THREADS": "1",
    }
    found = subprocess.run(
        [sys.executable, "-m", "tests.client.founding"],
        env=environment,
        cwd=_ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    keys = json.loads(found.stdout.strip().splitlines()[-1])
    port = _free_port()
    command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "troth_web.wsgi:application"]
    with (directory / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command], env=environment, cwd=_ROOT, stdout=log, stderr=log
        )
        try:
            running = Server(port, keys)
            _await(running, process)
            yield running
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _await(running: Server, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{running.url}/api/v1/health", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
