"""Plain drafts of every day: the verdict that whoever answers for the customers would give."""

from pathlib import Path

import pytest

from tests.guard.judging.books import AT, checked
from troth.playbook.schema.words import Role

HERE = Path(__file__).parent


def drafts(name: str) -> list[tuple[str, str]]:
    """The verdicts on each draft of a file, and the draft."""
    lines = (HERE / f"everyday_{name}.txt").read_text(encoding="utf-8").splitlines()
    return [(line.partition(" | ")[0], line.partition(" | ")[2]) for line in lines]


def verdicts(text: str, role: Role, *, standing: bool = False) -> str:
    """As the files write them."""
    found = checked(text, role=role, at=None if standing else AT).verdicts
    return ",".join(each.verdict.value for each in found) or "nothing"


@pytest.mark.parametrize(("verdict", "text"), drafts("agent"))
def test_a_reply_of_a_person(verdict: str, text: str) -> None:
    assert verdicts(text, Role.AGENT) == verdict


@pytest.mark.parametrize(("verdict", "text"), drafts("ai-agent"))
def test_a_reply_of_an_ai_agent(verdict: str, text: str) -> None:
    assert verdicts(text, Role.AI_AGENT) == verdict


@pytest.mark.parametrize(("verdict", "text"), drafts("page"))
def test_a_line_of_a_page(verdict: str, text: str) -> None:
    assert verdicts(text, Role.MARKETING, standing=True) == verdict
