"""The pages on promises and the journal say what happens."""

import doctest
from pathlib import Path

import pytest

CONCEPTS = Path(__file__).resolve().parents[2] / "docs/concepts"


@pytest.mark.parametrize("page", ["promises.md", "journal.md"])
def test_its_examples_print_what_they_say(page: str) -> None:
    found = doctest.testfile(str(CONCEPTS / page), module_relative=False)
    assert found.attempted > 5
    assert found.failed == 0
