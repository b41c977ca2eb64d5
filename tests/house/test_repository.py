"""Habits of the repository that are easy to lose."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Only the edge, `troth.cli`, may ask for now.
TIMELESS = sorted(
    path for path in (ROOT / "src/troth").rglob("*.py") if "cli" not in path.relative_to(ROOT).parts
)


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listing.stdout.split("\0") if name]


def test_locks_are_hashed_and_name_no_host() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text()
        pins = re.findall(r"^[\w.-]+==", text, re.MULTILINE)
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text


def test_both_locks_pin_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text()
        return set(re.findall(r"^[\w.-]+==[^\s;]+", text, re.MULTILINE))

    assert pins("demo.txt") <= pins("all.txt")


def test_no_file_is_larger_than_it_should_be() -> None:
    for path in tracked_files():
        if path.is_file() and path.name != "all.txt":
            assert path.stat().st_size < 400_000, path


@pytest.mark.parametrize("path", TIMELESS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_below_the_command_line_reads_the_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"now", "utcnow", "today"}, f"{path}:{node.lineno}"


def test_every_make_target_is_explained() -> None:
    text = (ROOT / "Makefile").read_text()
    listed = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert listed
    for target in listed[1].split():
        assert re.search(rf"^{target}:.*## \w", text, re.MULTILINE), target


def test_nothing_opens_an_address() -> None:
    # The import contracts see packages whole, and urllib.parse is harmless.
    for path in (ROOT / "src/troth").rglob("*.py"):
        assert "urllib.request" not in path.read_text(), path
