"""The page on business time tells, and shows, what the clock does."""

import doctest
import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/concepts/business-time.md"


def test_every_example_of_the_page() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 40
    assert result.failed == 0


def test_every_picture_is_shown_and_said_in_words() -> None:
    shown = re.findall(r"!\[(.+)\]\(\.\./pictures/(.+)\)", PAGE.read_text())
    drawn = {path.name for path in (PAGE.parents[1] / "pictures").glob("business-time-*.svg")}
    assert {name for _, name in shown} == drawn
    assert len(drawn) == len(shown) > 10
