"""What others made is what its lock says, and says whose it is."""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "src/troth_web/desk/static/desk/vendor", ROOT / "tests/browser/vendor"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_file_is_locked(folder: Path) -> None:
    lines = (folder / "vendor.lock").read_text().splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    locked = {name: digest for name, _package, _version, _licence, digest in rows}
    scripts = {path.name: path for path in folder.iterdir() if ".js" in path.suffixes}
    assert set(locked) == set(scripts)
    for name, path in scripts.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == locked[name], name


def test_our_own_styles_and_scripts_fetch_nothing_elsewhere() -> None:
    for path in (ROOT / "src/troth_web/desk/static/desk").glob("*"):
        if path.is_file():
            assert "://" not in path.read_text(), path.name
