"""Other time-zone data than this machine has, for as long as a test needs it."""

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from troth.clock import timeline
from troth.promises import editions, tzdata


@contextmanager
def decreed(folder: Path, version: str, **zones: str) -> Iterator[None]:
    """Time zones as somebody may decree tomorrow: `Berlin="Helsinki"`, both in Europe."""
    data = resources.files("tzdata.zoneinfo")
    (folder / "Europe").mkdir(parents=True, exist_ok=True)
    (folder / "UTC").write_bytes(data.joinpath("UTC").read_bytes())
    for name in ("Berlin", "Helsinki"):
        like = data.joinpath("Europe", zones.get(name, name))
        (folder / "Europe" / name).write_bytes(like.read_bytes())
    (folder / "+VERSION").write_text(f"{version}\n")
    known = zoneinfo.TZPATH
    _use([str(folder)])
    try:
        yield
    finally:
        _use(list(known))


def _use(path: list[str]) -> None:
    zoneinfo.reset_tzpath(path)
    zoneinfo.ZoneInfo.clear_cache()
    tzdata.version.cache_clear()
    # What was compiled with the zones of before.
    editions._read.cache_clear()
    timeline._compiled.clear()
