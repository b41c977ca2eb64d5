"""The server as its own process, started and killed."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from lab.asking import Caller, NoAnswerError
from lab.living import begun, over
from lab.nursery import Born, Nursery
from lab.postgres import free_port
from lab.world import ROOT, TROTH, World


class Server:
    """`troth serve` of a world, on a port of 127.0.0.1."""

    def __init__(self, world: World, nursery: Nursery | None = None) -> None:
        """A server that does not run yet.

        Args:
            world: whose.
            nursery: where it starts, for a test that starts it many times.
        """
        self.world = world
        self.port = free_port()
        self._nursery = nursery
        self._process: subprocess.Popen[bytes] | Born | None = None
        self._callers: list[Caller] = []

    def start(
        self,
        *,
        before: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        seconds: float = 60,
    ) -> float:
        """Start it and wait until it answers; how many seconds that took.

        Args:
            before: words put before the command, such as those of strace.
            environment: further variables.
            seconds: how long to wait.

        Raises:
            TimeoutError: it does not answer.
        """
        since = time.monotonic()
        words = ["serve", "--port", str(self.port)]
        if self._nursery:
            self._process = self._nursery.born(words, self._log)
        else:
            self._process = self._opened([*before, *TROTH, *words], environment)
        begun(self._process)
        while not self.ready():
            if time.monotonic() - since > seconds:
                raise TimeoutError(f"the server does not answer; see {self._log}")
            if not self.lives():
                break
            time.sleep(0.02)
        return time.monotonic() - since

    def ready(self) -> bool:
        """Whether it says that all is well."""
        caller = self.caller(seconds=5)
        try:
            return caller.get("/health").done
        except NoAnswerError:
            return False
        finally:
            caller.close()

    def caller(self, seconds: float = 30) -> Caller:
        """A new connection to it."""
        made = Caller(self.port, self.world.key, seconds)
        self._callers.append(made)
        return made

    def lives(self) -> bool:
        """Whether its first process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Id of its first process."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """Kill all its processes at once: -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, as an operator would; connections that were made to it are let go."""
        for caller in self._callers:
            caller.close()
        self._callers.clear()
        if self.lives():
            os.kill(self.pid, signal.SIGTERM)
            try:
                assert self._process is not None
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                pass
            # Whatever it left behind goes too.
            self.kill()

    def wait(self, seconds: float = 30) -> int:
        """Wait until it ended by itself; its exit code."""
        assert self._process is not None
        return self._process.wait(seconds)

    @property
    def _log(self) -> Path:
        return self.world.folder / "server.log"

    def _opened(
        self, command: Sequence[str], environment: Mapping[str, str] | None
    ) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as log:
            return subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env=self.world.environment(environment),
                cwd=ROOT,
                start_new_session=True,
            )

    def _end(self, number: int) -> None:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
        self._process.wait()
        over(self._process)
