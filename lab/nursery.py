"""Servers that start quickly: forked from a process that has loaded all of troth, and runs nothing.

Most of the time in which a server starts goes to loading code. A test that starts it five hundred
times does so once. What is forked is the command `troth serve`, as anybody would run it; it leads a
session of its own.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


class Nursery:
    """The process that has loaded everything, for one environment."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        """Load everything.

        Args:
            environment: of every server.
            folder: where they are started.
        """
        self._process = subprocess.Popen(
            [sys.executable, "-m", "lab.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=folder,
            text=True,
            bufsize=1,
        )

    def born(self, words: Sequence[str], log: Path) -> "Born":
        """A process that runs `troth` with these words."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\t".join([str(log), *words]) + "\n")
        return Born(int(self._process.stdout.readline()))

    def close(self) -> None:
        """End it; what was born lives on."""
        self._process.communicate()


class Born:
    """A process from the nursery, as far as whoever started it needs to know it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None while it lives; how it ended is not known."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it is gone.

        Raises:
            subprocess.TimeoutExpired: it lives on.
        """
        until = time.monotonic() + (timeout if timeout is not None else 60)
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 60)
            time.sleep(0.002)
        return 0


def _serve() -> None:
    """Give birth to a process for each line: the file of its log, then the words of `troth`."""
    import troth_web.wsgi  # noqa: F401 - to have it loaded
    from troth.cli.main import main

    # Whoever ends is forgotten by itself.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        log, *words = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            _speak_to(log)
            with contextlib.suppress(SystemExit):
                main(words)
            os._exit(0)
        print(child, flush=True)


def _speak_to(log: str) -> None:
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, target in ((nothing, 0), (file, 1), (file, 2)):
        os.dup2(stream, target)


if __name__ == "__main__":
    _serve()
