"""Small sources and mappings, imported in a folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.history.desk import Desk

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with a mapping of tickets and a way to import CSV by it."""
    return Desk(tmp_path)


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """A folder of the reference data; skips the test where they are not at hand."""

    def folder(name: str) -> Path:
        path = SHARED / name
        if not path.is_dir():
            pytest.skip(f"no reference data at {SHARED}")
        return path

    return folder
