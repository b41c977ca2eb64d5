"""Numbers as the report says them."""

import pytest

from troth.report.words import count_text, duration_text


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (40, "40 s"),
        (45 * 60, "45 min"),
        (3600, "1 h"),
        (71 * 3600 + 30 * 60, "71 h 30 min"),
        (129 * 3600, "5 d 9 h"),
        (408 * 3600, "17 d"),
        (59 * 60 + 59, "1 h"),
    ],
)
def test_durations(seconds: float, said: str) -> None:
    assert duration_text(seconds) == said


def test_counts_are_words_up_to_twelve() -> None:
    assert count_text(1, "promise") == "one promise"
    assert count_text(12, "claim") == "twelve claims"
    assert count_text(1234, "case") == "1,234 cases"
