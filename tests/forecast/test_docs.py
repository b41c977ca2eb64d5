"""The page on odds tells what odds do."""

import doctest
import re
from pathlib import Path

import pytest

from troth.forecast import model, odds, replay, unfit
from troth.forecast.scale import BINS, RATIO

PAGE = Path(__file__).resolve().parents[2] / "docs/concepts/odds.md"


def test_every_example_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 20
    assert result.failed == 0


def test_numbers_of_the_page() -> None:
    words = re.sub(r"\s+", " ", PAGE.read_text("utf-8"))
    assert f"k = {model.K:g} made-up ones" in words
    assert f"From {model.MANY:,} cases on" in words
    assert f"for each {model.HALF_LIFE_DAYS:g} days" in words
    assert f"{odds.FEWEST} are the fewest" in words
    assert f"{BINS:,} bins" in words
    assert RATIO == 1.02
    assert (replay.LEVELS, unfit.MOST_BACKWARD) == ((0.5, 0.8, 0.9, 0.95), 0.05)
