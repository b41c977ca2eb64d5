"""Taking away what a server needs: space on its disk, and handles of files."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def missing() -> str | None:
    """Why no small disk can be made here; None where one can."""
    return None if os.geteuid() == 0 else "only root may mount a small disk"


@contextmanager
def small_disk(place: Path, mebibytes: int) -> Iterator[Path]:
    """A disk of that size at a folder, gone afterwards."""
    place.mkdir(parents=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=755", "lab", str(place)], check=True
    )
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, left: int) -> Path:
    """Fill a disk but for so many bytes; the file that does."""
    ballast = disk / "ballast"
    numbers = os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, numbers.f_bavail * numbers.f_frsize - left)
    return ballast


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """A folder in which nothing can be written."""
    subprocess.run(["mount", "--bind", str(place), str(place)], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def no_handles(session: int) -> Iterator[None]:
    """The processes of a session can open no further file or connection."""
    before = {pid: resource.prlimit(pid, resource.RLIMIT_NOFILE) for pid in members(session)}
    for pid, (_, hard) in before.items():
        used = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (used, hard))
    try:
        yield
    finally:
        # One that ended meanwhile was replaced, and what took its place began with what was left.
        for pid in members(session):
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_NOFILE, before.get(pid, before[session]))


def members(session: int) -> list[int]:
    """Ids of the living processes of a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[3] == str(session) and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found
