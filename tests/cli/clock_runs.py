"""Calls of `troth clock`, and what came of them."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from troth.cli.main import main

TROTH = Path(sys.executable).with_name("troth")
DESK = ("--hours", "Mo-Fr 09:00-17:30", "--timezone", "Europe/Berlin", "--holidays", "DE-BE")
FRIDAY = "2026-05-22 16:30"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What one command prints; it must succeed."""
    with pytest.raises(SystemExit) as left:
        main(["clock", *arguments])
    told = capsys.readouterr()
    assert left.value.code == 0, told.err
    return told.out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What one command complains about; it must leave with 2 and print nothing."""
    with pytest.raises(SystemExit) as left:
        main(["clock", *arguments])
    told = capsys.readouterr()
    assert (left.value.code, told.out) == (2, "")
    return told.err


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(capsys, *arguments, "--format", "json"))
    return found


def on_terminal(arguments: list[str], columns: int) -> list[str]:
    """The lines that a command writes where it believes to write to a terminal."""
    ours, theirs = pty.openpty()
    subprocess.run(
        [TROTH, "clock", *arguments],
        stdout=theirs,
        env={**os.environ, "COLUMNS": str(columns)},
        check=True,
    )
    os.close(theirs)
    try:
        return os.read(ours, 65_536).decode().replace("\r\n", "\n").splitlines()
    except OSError:
        # Linux says so of a terminal to which nothing was written.
        return []
