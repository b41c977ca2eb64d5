"""How often the linker says what a person says, and whether it knows how sure it may be."""

import pytest

from tests.guard.linking.pairs import airline, answers, other, pairs
from troth.guard.linking import Index


def test_the_pairs_are_many_and_mixed() -> None:
    assert len(pairs()) >= 200
    none = sum(pair.metric is None for pair in pairs())
    assert 0.2 <= none / len(pairs()) <= 0.3
    assert {pair.metric for pair in pairs()} == {None, *airline().metrics}


@pytest.mark.parametrize("held", [False, True], ids=["seen", "held"])
def test_nine_of_ten_are_right(held: bool) -> None:
    right = [link.metric == pair.metric for pair, link in answers(held=held)]
    assert sum(right) / len(right) >= 0.9


def test_a_playbook_of_another_trade_is_understood_too() -> None:
    index = Index.of(other())
    right = [index.link(pair.found, pair.text).metric == pair.metric for pair in pairs("other")]
    assert sum(right) / len(right) >= 0.9


def test_no_such_metric_is_said_of_most_that_have_none() -> None:
    none = [link for pair, link in [*answers(held=False), *answers(held=True)] if not pair.metric]
    assert sum(link.metric is None for link in none) / len(none) >= 0.85


def test_confidence_is_how_often_it_is_right() -> None:
    said = [*answers(held=False), *answers(held=True)]
    for low, high in ((0.0, 0.8), (0.8, 0.9), (0.9, 1.0)):
        within = [(pair, link) for pair, link in said if low <= link.confidence < high]
        right = sum(pair.metric == link.metric for pair, link in within) / len(within)
        mean = sum(link.confidence for _, link in within) / len(within)
        assert abs(right - mean) < 0.1, (low, high, right, mean, len(within))


def test_what_is_surer_is_oftener_right() -> None:
    said = sorted([*answers(held=False), *answers(held=True)], key=lambda one: one[1].confidence)
    third = len(said) // 3
    right = [pair.metric == link.metric for pair, link in said]
    assert sum(right[:third]) < sum(right[-third:])
