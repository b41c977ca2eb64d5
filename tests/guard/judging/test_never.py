"""What nobody may promise: by its words, their forms, and what means the same."""

import pytest

from tests.guard.judging.books import checked, context, language
from troth.guard.checking import check
from troth.guard.decide import Decision
from troth.guard.never import NeverRow
from troth.playbook.schema.words import VerdictKind

LAW = "legal outcomes"
EARLY = "arrival before a date set by others"
PARTNER = "what a partner airline will do"


@pytest.mark.parametrize(
    ("row", "words", "found"),
    [
        (LAW, "you will win the lawsuit", True),
        (LAW, "the court will rule in your favour", True),
        (LAW, "we will take legal advice", False),
        (LAW, "we will win new customers", False),
        ("legal outcomes (awards, damages)", "the judge will grant damages", True),
        (EARLY, "you will arrive well before your wedding", True),
        (EARLY, "you'll be there ahead of the deadline", True),
        (EARLY, "you will arrive by friday", False),
        (EARLY, "we will reply before the deadline", False),
        (PARTNER, "we promise that the partner airline will rebook you", True),
        (PARTNER, "the codeshare carrier will find a seat", True),
        (PARTNER, "we will ask the partner airline", False),
        (PARTNER, "we will rebook you", False),
        ("anything on behalf of others", "we will refund you", False),
    ],
)
def test_a_row_finds_what_means_the_same_and_spares_the_rest(
    row: str, words: str, found: bool
) -> None:
    assert NeverRow(row).finds(words, others=False) is found


@pytest.mark.parametrize(
    ("row", "words", "found"),
    [
        (PARTNER, "the carrier will deliver tomorrow", True),
        (PARTNER, "they will rebook you", True),
        (PARTNER, "your bank will post the money within 2 days", False),
        ("what others do", "your bank will post the money within 2 days", True),
        (LAW, "the carrier will deliver tomorrow", False),
    ],
)
def test_what_others_promise_is_theirs(row: str, words: str, found: bool) -> None:
    assert NeverRow(row).finds(words, others=True) is found


@pytest.mark.parametrize(
    "text",
    [
        "You will win your claim in court.",
        "You'll arrive ahead of schedule, I guarantee it.",
        "The carrier will deliver your bag tomorrow.",
        "Swiss will rebook you today.",
        "Dear Ana,\n\nThank you. The court will definitely rule on your claim in your favour.",
    ],
)
def test_such_a_draft_is_stopped(text: str) -> None:
    outcome = checked(text)
    assert outcome.decision is Decision.STOP
    assert [each.verdict for each in outcome.verdicts] == [VerdictKind.NEVER_PROMISE]
    found = outcome.verdicts[0].found
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    "text",
    [
        "We cannot promise that you win your claim in court.",
        "Will you win your claim in court?",
        "If the court rules on your claim, write to us.",
        "The court may rule on your claim.",
        "I'm not able to say whether another airline will rebook you.",
    ],
)
def test_whoever_promises_it_not_is_not_stopped(text: str) -> None:
    assert checked(text).decision is Decision.ALLOW


def test_the_language_example_knows_its_rows() -> None:
    for text in (
        "You'll arrive well before your meeting.",
        "Our lawyers say you will definitely win the case.",
        "The partner airline will rebook you.",
    ):
        assert checked(text, language()).decision is Decision.STOP


def test_markup_hides_nothing() -> None:
    found = check("<p>You will <b>win</b> your claim in court.</p>", context(), form="html")
    assert found.decision is Decision.STOP
