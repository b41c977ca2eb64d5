"""T16: the worker is killed or frozen, and somebody hears of it."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from lab.outcome import Outcome
from lab.server import Server
from lab.worker import WorkerProcess, until
from lab.world import World

#: Seconds within which monitors must see it.
SECONDS = 90.0
#: An address outside that hears nothing for longer knows.
SILENCE = 45.0


def silenced(world: World, count: int, seed: int) -> Outcome:
    """Kill the worker and freeze it in turn, so many times."""
    del seed
    found: list[str] = []
    slowest = 0.0
    with _outside() as (address, heard):
        for number in range(count):
            begin = len(heard)
            worker = WorkerProcess(world, {"TROTH_HEARTBEAT_URL": address})
            server = Server(world)
            server.start(environment={"TROTH_WORKER": "yes" if _apart(world) else "no"})
            if until(lambda: _well(server), 60) > 60:  # noqa: B023 - done at once
                found.append("it was never well")
            if until(lambda: len(heard) > begin, 60) > 60:  # noqa: B023
                found.append("the heartbeat was never heard")
            worker.send(signal.SIGSTOP if number % 2 else signal.SIGKILL)
            took = until(lambda: not _well(server), 2 * SECONDS)  # noqa: B023
            slowest = max(slowest, took)
            last = len(heard)
            time.sleep(SILENCE)
            found += ["the heartbeat went on"] if len(heard) > last else []
            found += _page(server)
            worker.kill()
            server.stop()
    if slowest > SECONDS:
        found.append(f"nobody saw it for {slowest:.0f} s")
    figures = {"times": count, "slowest (s)": round(slowest, 1), "heartbeats": len(heard)}
    return Outcome(test="T16", engine=world.engine, figures=figures, violations=found)


def _apart(world: World) -> bool:
    return world.engine == "postgresql"


def _well(server: Server) -> bool:
    caller = server.caller(seconds=10)
    try:
        return caller.get("/health").done
    finally:
        caller.close()


def _page(server: Server) -> list[str]:
    import urllib.request

    address = f"http://127.0.0.1:{server.port}/accounts/login/"
    with urllib.request.urlopen(address) as answer:
        text = answer.read().decode()
    said = "deadlines are not being checked since " in text
    return [] if said else ["the page does not say that deadlines are not checked"]


@contextmanager
def _outside() -> Iterator[tuple[str, list[float]]]:
    """An address, and when it was asked."""
    heard: list[float] = []

    class Hears(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(time.monotonic())
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hears)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", heard
    finally:
        server.shutdown()
        server.server_close()
