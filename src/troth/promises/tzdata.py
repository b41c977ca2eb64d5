"""Which version of the time-zone data dates are counted by."""

import zoneinfo
from functools import cache
from importlib import metadata
from pathlib import Path


@cache
def version() -> str:
    """The version of the IANA data that `zoneinfo` reads here: `2026c`; `unknown` if unsaid."""
    for folder in zoneinfo.TZPATH:
        found = _said_by(Path(folder))
        if found:
            return found
    return metadata.version("tzdata")


def _said_by(folder: Path) -> str | None:
    """What the folder of the system says; None where `zoneinfo` finds no zones there."""
    if not (folder / "UTC").exists():
        return None
    for name in ("tzdata.zi", "+VERSION"):
        file = folder / name
        if file.exists():
            with file.open() as lines:
                return lines.readline().removeprefix("# version ").strip()
    return "unknown"
