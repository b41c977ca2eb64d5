"""Playbooks as texts: what every test of this folder writes down and loads."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from troth.playbook import InvalidPlaybookError, Playbook, Problem, load

#: The least that a playbook needs.
HEAD = "troth: 1\ncompany: Northwind Air\n"

Load = Callable[[str], Playbook]
Problems = Callable[[str], tuple[Problem, ...]]


@pytest.fixture
def playbook(tmp_path: Path) -> Load:
    """Load a text, of which the two first lines are written already."""

    def load_text(text: str) -> Playbook:
        file = tmp_path / "playbook.yaml"
        file.write_text(HEAD + dedent(text).lstrip("\n"), "utf-8")
        return load(file)

    return load_text


@pytest.fixture
def problems(playbook: Load) -> Problems:
    """The problems of a text, of which the two first lines are written already."""

    def problems_of(text: str) -> tuple[Problem, ...]:
        with pytest.raises(InvalidPlaybookError) as caught:
            playbook(text)
        return caught.value.problems

    return problems_of
