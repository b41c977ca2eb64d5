"""The guide tells the mapping language as it is."""

import re
from pathlib import Path

import pytest

from tests.history.desk import Desk
from troth.history.formats import DIRECTIVES
from troth.history.mapping import Mapping
from troth.history.mapping_file import built_in, load

GUIDE = (Path(__file__).resolve().parents[2] / "docs/guides/history.md").read_text()
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_mappings(desk: Desk, example: str) -> None:
    assert load(str(desk.file("example.yaml", example))).metric


def test_every_key_is_told() -> None:
    told = re.findall(r"^\| (`.*?) \|", GUIDE, re.MULTILINE)
    keys = {key for cell in told for key in re.findall(r"`([a-z-]+)`", cell)}
    assert {field.alias for field in Mapping.model_fields.values()} <= keys


def test_every_directive_and_every_built_in_mapping_is_told() -> None:
    assert [each for each in (*DIRECTIVES, *built_in()) if each not in GUIDE] == []
