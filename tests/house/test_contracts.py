"""The import contracts are not decoration: they fail on an upward import and on Django."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def contracts_hold(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=tree,
        env={"PYTHONPATH": str(tree / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the sources that a test may spoil."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.so")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_sources_keep_the_contracts(tree: Path) -> None:
    outcome = contracts_hold(tree)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("terms/__init__.py", "import troth.checks"),
        ("clock/__init__.py", "import troth.playbook"),
        ("playbook/__init__.py", "import django"),
        ("history/__init__.py", "import http.client"),
    ],
)
def test_a_forbidden_import_breaks_them(tree: Path, module: str, line: str) -> None:
    path = tree / "src/troth" / module
    path.write_text(f"{path.read_text()}\n{line}\n")
    outcome = contracts_hold(tree)
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert "BROKEN" in outcome.stdout
