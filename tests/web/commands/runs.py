"""Commands as processes of their own, forked from one that has imported what they need.

A new Python takes longer to import Django and troth than most commands take to run. What runs here
is `troth.cli.main.main` in a fresh fork all the same: no settings were read, no connection is open.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing.context import ForkServerContext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

#: None of them reads an environment variable of ours when it is imported.
PRELOADED = ["django.db.models", "django.forms", "django.urls", "troth.operations", "typer.main"]


class Run(NamedTuple):
    """How a command ended."""

    code: int
    stdout: str
    stderr: str


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED, __name__])
    return context


def run(
    module: str,
    arguments: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    given: str = "",
    seconds: float = 300,
) -> Run:
    """Run `main` of a module as a command, and wait for its end."""
    with TemporaryDirectory() as place:
        streams = [Path(place) / name for name in ("in", "out", "err")]
        streams[0].write_text(given)
        process = _context().Process(
            target=_run,
            args=(module, list(arguments), str(folder), dict(environment), list(map(str, streams))),
        )
        process.start()
        process.join(seconds)
        if process.exitcode is None:
            process.kill()
            process.join()
        return Run(process.exitcode or 0, streams[1].read_text(), streams[2].read_text())


def _run(
    module: str,
    arguments: list[str],
    folder: str,
    environment: dict[str, str],
    streams: list[str],
) -> None:
    for number, path in enumerate(streams):
        flags = os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY
        os.dup2(os.open(path, flags, 0o600), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - it ends with us
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [module, *arguments]
    with suppress(BrokenPipeError):
        __import__(module)
        sys.modules[module].main()
