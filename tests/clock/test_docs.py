"""The page on business time tells what the clock does."""

import doctest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/concepts/business-time.md"


def test_every_example_of_the_page() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 5
    assert result.failed == 0
