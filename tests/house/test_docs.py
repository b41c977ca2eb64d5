"""Pages that the code tells are up to date, and nothing public lacks its page."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_generated_pages_are_fresh() -> None:
    outcome = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_setting_has_its_line() -> None:
    page = (ROOT / "docs/settings.md").read_text()
    for folder in ("src", "tests", "examples", "bench"):
        for path in (ROOT / folder).rglob("*.py"):
            for name in re.findall(r"\bTROTH_[A-Z_]+\b", path.read_text()):
                assert f"`{name}`" in page, f"{path.relative_to(ROOT)}: {name}"


def test_every_page_can_be_found_from_the_first() -> None:
    index = (ROOT / "docs/README.md").read_text()
    for page in sorted((ROOT / "docs").glob("**/*.md")):
        listed = page.relative_to(ROOT / "docs").as_posix()
        beside = page.with_name("README.md")
        known = listed in index or (beside.is_file() and page.name in beside.read_text())
        assert known, listed
