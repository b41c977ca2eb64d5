"""Questions from the standards: repeatable, one right answer, wrong ones that could be right."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.playbook.test_changes import BASE

from troth.playbook import Playbook, load
from troth.playbook.guidelines import guidelines_teams
from troth.playbook.load import load_text
from troth.playbook.quiz import Asks, Question, quiz
from troth.terms import parse

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
AIRLINE = Path(__file__).parents[2] / "examples/airline/playbook"


@pytest.fixture(scope="module")
def airline() -> Playbook:
    return load(AIRLINE)


def every(airline: Playbook, seeds: int = 12) -> list[Question]:
    return [
        question
        for team in guidelines_teams(airline)
        for seed in range(seeds)
        for question in quiz(airline, team, seed, SINCE).questions
    ]


def test_the_same_seed_asks_the_same(airline: Playbook) -> None:
    first = quiz(airline, "support", 7, SINCE)
    assert quiz(load(AIRLINE), "support", 7, SINCE) == first
    assert quiz(airline, "support", 8, SINCE).questions != first.questions
    assert quiz(airline, "refunds", 7, SINCE).questions != first.questions


def test_every_question_has_one_right_answer_among_several(airline: Playbook) -> None:
    for question in every(airline):
        assert 3 <= len(question.options) <= 4, question
        assert len(set(question.options)) == len(question.options), question
        assert 0 <= question.right < len(question.options)


def test_the_right_answer_is_what_the_playbook_says(airline: Playbook) -> None:
    for question in every(airline):
        right = question.options[question.right]
        wrong = set(question.options) - {right}
        if question.asks is Asks.NEVER:
            assert right in airline.never_promise
            assert not wrong & set(airline.never_promise)
            continue
        standard = airline.standards[question.standard]
        assert question.topic == standard.metric
        if question.asks is Asks.TERM:
            assert right == str(standard.term)
            assert all(parse(each).kind is standard.term.kind for each in wrong)
        if question.asks is Asks.EXCLUDES:
            assert right in standard.excludes
            assert not wrong & set(standard.excludes)
        if question.asks is Asks.TEAM:
            assert right == standard.team
        if question.asks is Asks.DUE:
            assert datetime.fromisoformat(question.arrival) < datetime.fromisoformat(right)


def test_all_kinds_come_up(airline: Playbook) -> None:
    """But that of updates, which three standards must have."""
    assert {question.asks for question in every(airline, 40)} >= set(Asks) - {Asks.NEEDS}


def test_a_date_is_counted_on_the_teams_calendar() -> None:
    """Checked by hand: eight hours from Friday 16:30 on a desk of 9 to 17 end on Monday 16:30."""
    book = load_text(
        BASE + "standards:\n  r: {metric: reply, team: support, term: within 8 business hours}\n",
        "playbook.yaml",
    )
    for seed in range(60):
        for question in quiz(book, "support", seed, SINCE).questions:
            arrival = question.arrival and datetime.fromisoformat(question.arrival)
            if arrival and (arrival.weekday(), arrival.hour) == (4, 15):
                right = datetime.fromisoformat(question.options[question.right])
                assert right == arrival + timedelta(days=3)
                return
    pytest.fail("no seed asks of a Friday afternoon")


def test_too_little_to_ask_is_no_quiz() -> None:
    book = load_text(BASE, "playbook.yaml")
    assert not quiz(book, "support", 1, SINCE).questions
    with pytest.raises(KeyError):
        quiz(book, "courier", 1, SINCE)


def test_what_is_missed(airline: Playbook) -> None:
    """A topic counts as missed where one of its questions is; no answer is a wrong one."""
    asked = quiz(airline, "support", 1, SINCE)
    right = [question.right for question in asked.questions]
    assert not any(asked.missed(right).values())
    assert all(asked.right(right))
    assert all(asked.missed([None] * len(right)).values())
    assert asked.right([]) == (False,) * len(right)
    one = [None, *right[1:]]
    assert [topic for topic, wrong in asked.missed(one).items() if wrong] == [
        asked.questions[0].topic
    ]
