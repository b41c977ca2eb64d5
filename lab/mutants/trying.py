"""Mutants are tried in a copy of the repository."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from subprocess import PIPE

from lab.mutants import parts
from lab.world import ROOT

COPY = ROOT / "build/mutants-ledger"
_MUTANTS = COPY / "mutants"
#: What the tests read of the repository.
_COPIED = ("src", "tests", "docs", "lab", "bench", "examples")
_SETTINGS = """[mutmut]
source_paths=src/
only_mutate={only}
also_copy={also}
process_isolation=forkserver
timeout_constant=60
pytest_add_cli_args=
    -knot postgresql
    --hypothesis-seed=1
    -ptests.clock.quickest_first
pytest_add_cli_args_test_selection={tests}
"""


def prepare(any_mutant: str) -> None:
    """Let mutmut put all mutants into a copy, and find out which tests call what."""
    _copy()
    _mutmut("run", "--max-children", "1", any_mutant)


def tried(names: Sequence[str], children: int) -> Iterator[tuple[str, str]]:
    """What became of each, as they end: `killed`, `timeout`, `survived`, `untested`."""
    command = [sys.executable, "-m", "lab.mutants.forking", str(children), *parts.QUICK]
    with subprocess.Popen(
        command, cwd=_MUTANTS, env=_within(), stdin=PIPE, stdout=PIPE, text=True
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write("\n".join(names))
        running.stdin.close()
        for line in running.stdout:
            name, became = line.split()
            yield name, became
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {running.returncode}")


def difference(name: str) -> tuple[str, str]:
    """The line that a mutant changes: as it was, and as it became."""
    lines = _mutmut("show", name).splitlines()
    gone = [line[1:].strip() for line in lines if line[:1] == "-" and line[:3] != "---"]
    come = [line[1:].strip() for line in lines if line[:1] == "+" and line[:3] != "+++"]
    return " ".join(gone), " ".join(come)


def _copy() -> None:
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    for folder in _COPIED:
        shutil.copytree(ROOT / folder, COPY / folder)
    shutil.copy(ROOT / "pyproject.toml", COPY)
    paths = [str(path.relative_to(ROOT)) for part in parts.PARTS for path in parts.files(part)]
    (COPY / "setup.cfg").write_text(
        _SETTINGS.format(only=_lines(paths), also=_lines(_COPIED), tests=_lines(parts.QUICK))
    )


def _lines(values: Iterable[str]) -> str:
    return "".join(f"\n    {value}" for value in values)


def _mutmut(*words: str) -> str:
    done = subprocess.run(
        [Path(sys.executable).with_name("mutmut"), *words],
        cwd=COPY,
        env=_environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"mutmut {words[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}")
    return done.stdout


def _within() -> dict[str, str]:
    """What processes find that are to import the mutants."""
    return {**_environment(), "PYTHONPATH": f"{_MUTANTS / 'src'}{os.pathsep}{_MUTANTS}"}


def _environment() -> dict[str, str]:
    """The zone of the machine is one that no test is about."""
    own = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return {**own, "TZ": "Asia/Kathmandu"}
