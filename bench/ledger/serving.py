"""The server as `troth serve` runs it, on a free port of this machine."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.ledger.engines import Place

ROOT = Path(__file__).resolve().parents[2]
#: As `troth serve` chooses: processes, and requests at once in each.
PROCESSES = {"sqlite": (1, 1), "postgresql": (2, 4)}


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server that answers, and who may write to it."""

    port: int
    key: str
    customers: list[str]

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every write."""
        return {"Authorization": f"Bearer {self.key}", "Idempotency-Key": "bench-@"}


@contextmanager
def served(where: Place) -> Iterator[Served]:
    """A company in an empty database, behind a server."""
    company = subprocess.run(
        [sys.executable, "-m", "bench.ledger.company"],
        env=where.environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    port = _free_port()
    processes, threads = PROCESSES[where.engine]
    command = [
        str(Path(sys.executable).with_name("granian")),
        "--interface=wsgi",
        "--host=127.0.0.1",
        f"--port={port}",
        f"--workers={processes}",
        f"--blocking-threads={threads}",
        "--log-level=warning",
        "--no-ws",
        "troth_web.wsgi:application",
    ]
    with (where.data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=where.environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait(port, process)
        yield Served(port=port, **json.loads(company.stdout))
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("the server did not start")
