"""A program that answers lines: one JSON object in, one out, in any language."""

import contextlib
import json
import os
import selectors
import shlex
import subprocess
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from bench.promise_safety.case import BadInputError


class Program:
    """A command that was started once and is asked line by line."""

    def __init__(self, command: str, limit_seconds: float) -> None:
        self.command = command
        self.limit_seconds = limit_seconds
        self.rest = b""
        try:
            self.process = subprocess.Popen(
                shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except (OSError, ValueError, IndexError) as error:
            raise BadInputError(f"{command!r} cannot be started: {error}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close its input and wait; what does not end by itself is ended."""
        assert self.process.stdin
        assert self.process.stdout
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        try:
            self.process.wait(timeout=5 if kind is None else 0)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def ask(self, line: Mapping[str, Any], wanted: str) -> str:
        """The text that it answers under the key `wanted`.

        Raises:
            BadInputError: where it ends, is silent beyond the limit, or says no such thing.
        """
        assert self.process.stdin
        name = line["id"]
        try:
            self.process.stdin.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise self._wrong(name, "it has ended") from None
        said = self._line(name)
        try:
            answer = json.loads(said)
            same, value = answer["id"] == name, answer[wanted]
        except (ValueError, KeyError, TypeError):
            shape = json.dumps({"id": name, wanted: "..."})
            raise self._wrong(name, f"it said {said[:200]!r} instead of {shape}") from None
        if not same or not isinstance(value, str):
            raise self._wrong(name, f"it answered {said[:200]!r}: another id, or no text")
        return value

    def _line(self, name: str) -> str:
        assert self.process.stdout
        end = time.monotonic() + self.limit_seconds
        with selectors.DefaultSelector() as ready:
            ready.register(self.process.stdout, selectors.EVENT_READ)
            while b"\n" not in self.rest:
                if not ready.select(max(0.0, end - time.monotonic())):
                    raise self._wrong(name, f"no answer within {self.limit_seconds:g} s")
                part = os.read(self.process.stdout.fileno(), 65536)
                if not part:
                    raise self._wrong(name, "it has ended")
                self.rest += part
        line, _, self.rest = self.rest.partition(b"\n")
        return line.decode("utf-8", errors="replace")

    def _wrong(self, name: str, what: str) -> BadInputError:
        return BadInputError(f"{self.command!r} was asked for {name}: {what}")
