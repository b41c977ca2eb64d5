"""Running something under strace, and the files as they were before."""

import shutil
import subprocess
from pathlib import Path

from lab.power.disk import Disk
from lab.power.journal import TRACED, Event, events
from lab.power.lines import calls


def missing() -> str | None:
    """Why power cannot be cut here; None where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    probe = ["strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "-o", "/dev/null", "true"]
    outcome = subprocess.run(probe, capture_output=True, text=True, check=False)
    return f"strace may not trace: {outcome.stderr.strip()}" if outcome.returncode else None


class Recording:
    """What is done to the files below a folder, from now on."""

    def __init__(self, root: Path, place: Path) -> None:
        """A recording.

        Args:
            root: the folder; nobody may be writing to it.
            place: where the recording keeps its own files; does not exist yet.
        """
        self._root = root
        self._before = place / "before"
        self._trace = place / "trace"
        shutil.copytree(root, self._before)
        self._trace.touch()
        self._trace.chmod(0o666)

    @property
    def words(self) -> list[str]:
        """What stands before a command that is to be recorded."""
        options = ["-f", "--seccomp-bpf", "-ttt", "-T", "-y", "-xx", "-s", "4000000"]
        return ["strace", *options, "-e", f"trace={TRACED}", "-o", str(self._trace)]

    def events(self) -> list[Event]:
        """What happened; to be asked once what is recorded has ended."""
        with self._trace.open(errors="replace") as lines:
            return events(calls(lines), self._root)

    def disk(self) -> Disk:
        """The folder as it was before."""
        return Disk(self._root, self._before)
