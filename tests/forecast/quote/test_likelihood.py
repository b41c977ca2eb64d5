"""Odds in words say no more than the number."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.forecast.likelihood import CHANCES, WORDS, chances, of_hundred, percent, words


@pytest.mark.parametrize(
    ("odds", "text"),
    [
        (1.0, "almost certain (99 in 100)"),
        (0.95, "very likely (19 in 20)"),
        (0.9, "very likely (9 in 10)"),
        (0.9 - 1e-12, "very likely (9 in 10)"),
        (0.89, "likely (4 in 5)"),
        (0.5, "more likely than not (1 in 2)"),
        (0.04, "very unlikely (1 in 100)"),
        (0.0, "hardly ever (fewer than 1 in 100)"),
    ],
)
def test_words_before_numbers(odds: float, text: str) -> None:
    assert words(odds) == text


@given(st.floats(0.01, 1.0))
def test_chances_are_rounded_down(odds: float) -> None:
    few, _, many = chances(odds).partition(" in ")
    assert Fraction(int(few), int(many)) <= odds + 1e-8


def test_both_tables_fall_and_end_at_nothing() -> None:
    for table in (WORDS, CHANCES):
        bounds = [least for least, _ in table]
        assert bounds == sorted(bounds, reverse=True)
        assert bounds[-1] == 0.0


@pytest.mark.parametrize(
    ("odds", "hundred", "share"),
    [
        (1.0, "99 of 100", "over 99 %"),
        (0.9, "90 of 100", "90 %"),
        (0.909, "90 of 100", "90 %"),
        (0.29, "29 of 100", "29 %"),
        (0.004, "fewer than 1 of 100", "under 1 %"),
    ],
)
def test_numbers_are_whole_and_rounded_down(odds: float, hundred: str, share: str) -> None:
    assert of_hundred(odds) == hundred
    assert percent(odds) == share
