"""The page on playbooks: its examples load, and its numbers are those of the code."""

import re
from pathlib import Path

import pytest

from troth.playbook import compose, files, load
from troth.authority import PARTIES, PERIODS

PAGE = (Path(__file__).resolve().parents[2] / "docs/concepts/playbook.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_loads(tmp_path: Path, text: str) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(text, "utf-8")
    assert load(file).company == "Northwind Air"


def test_limits_are_told() -> None:
    words = re.sub(r"\s+", " ", PAGE)
    assert f"more than {compose.DEEPEST} levels" in words
    assert f"{files.MOST_BYTES // 2**20} MiB or {compose.MOST_NODES:,} values" in words
    assert f"more than {files.MOST_FILES:,} files" in words
    assert f"({', '.join(PARTIES)})" in words
    assert f"({', '.join(PERIODS)})" in words
