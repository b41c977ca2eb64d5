"""The files of a playbook: one, or every `*.yaml` and `*.yml` below a folder, read safely.

Names that begin with a dot are left out, and links to folders are not followed.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from troth.playbook.problems import Problem, Problems, file_problem
from troth.said import Said, said

#: Bytes of a whole playbook. 160,000 lines have some 5 million.
MOST_BYTES = 32 * 2**20
#: Files in a folder; more is somebody's home and not a playbook.
MOST_FILES = 1_000
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Source:
    """One file as it was read."""

    #: As the user named it, or below the folder that the user named.
    name: str
    text: str


def read(path: Path, problems: Problems) -> list[Source]:
    """The files of the playbook at `path`, sorted by name; what cannot be read is a problem."""
    sources = []
    left = MOST_BYTES
    for file in _files(path, problems):
        content = _content(file, left, problems)
        if content is None:
            continue
        left -= len(content)
        text = _decoded(content, str(file), problems)
        if text is not None:
            sources.append(Source(str(file), text))
    return sources


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; a name that no file can have leads nowhere."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for such names


def _files(path: Path, problems: Problems) -> list[Path]:
    if not is_folder(path):
        return [path]
    found: list[Path] = []
    for file in _below(path, problems):
        found.append(file)
        if len(found) > MOST_FILES:
            problems.add(
                file_problem(
                    str(path),
                    said("more than {n} YAML files", n=MOST_FILES),
                    said("name the playbook's folder"),
                )
            )
            return []
    if not found and not problems:
        problems.add(
            file_problem(
                str(path), said("no *.yaml or *.yml file in this folder"), said("see 'troth init'")
            )
        )
    return sorted(found)


def _below(folder: Path, problems: Problems) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.add(_unreadable(error.filename, error.strerror))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.endswith(_ENDINGS) and not name.startswith("."):
                yield Path(parent) / name


def _content(file: Path, left: int, problems: Problems) -> bytes | None:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            problems.add(
                file_problem(
                    str(file), said("not a file"), said("name a YAML file or a folder of them")
                )
            )
            return None
        if status.st_size > left:
            problems.add(_too_large(file, status.st_size))
            return None
        with file.open("rb") as opened:
            return opened.read(left)
    except FileNotFoundError:
        right = said("name the playbook's file or folder, or write one with 'troth init'")
        problems.add(file_problem(str(file), said("there is no such file"), right))
    except (OSError, ValueError) as error:
        problems.add(
            _unreadable(file, error.strerror if isinstance(error, OSError) else str(error))
        )
    return None


def _unreadable(file: Path | str, reason: str | None) -> Problem:
    wrong = said("cannot be read ({reason})", reason=reason)
    return file_problem(str(file), wrong, said("check its name and its rights"))


def _too_large(file: Path, size: int) -> Problem:
    return file_problem(
        str(file),
        said(
            "{size} MiB, which makes the playbook larger than {most} MiB",
            size=round(size / 2**20),
            most=MOST_BYTES // 2**20,
        ),
        said("keep promises here and data elsewhere"),
    )


def _decoded(content: bytes, name: str, problems: Problems) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        problems.add(
            file_problem(
                name,
                said("not UTF-8: {why}", why=_encoding(content, error.start)),
                said("save as UTF-8"),
                line=before.count(b"\n") + 1,
                column=len(before) - before.rfind(b"\n"),
            )
        )
        return None


def _encoding(content: bytes, position: int) -> Said:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return said("this looks like UTF-16")
    if b"\0" in content:
        return said("this looks like a binary file")
    byte = content[position]
    return said(
        "the byte 0x{byte} looks like Latin-1 '{letter}'",
        byte=f"{byte:02X}",
        letter=bytes([byte]).decode("latin-1"),
    )
