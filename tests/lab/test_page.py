"""The page tells what the last runs showed, and nothing else."""

from dataclasses import replace

from lab.page import PAGE, Result, added, page, results
from lab.plan import TRIALS


def test_the_page_is_fresh() -> None:
    """Written anew from the results it stays as it is; `python -m lab page` writes it."""
    assert PAGE.read_text() == page(results())


def test_it_hides_nothing_that_did_not_hold() -> None:
    """A run that showed a loss says so at the top and in its own part."""
    bad = Result(
        test=TRIALS[0].name,
        engine="sqlite",
        count=3,
        figures={"kills": 3, "lost": 1},
        violations=["lost: key-1 was acknowledged and is not in the journal"],
        seed=1,
        commit="0123456789",
        command="python -m lab run T1",
        date="2026-12-01",
    )
    text = page([bad])
    assert "| **did not hold**, in 3 of 500 |" in text
    assert "- lost: key-1 was acknowledged" in text


def test_what_was_not_run_is_said_to_be_so() -> None:
    text = page([])
    assert text.count("Not run yet.") == len(TRIALS)
    assert "held |" not in text


def test_a_run_that_goes_on_is_one_with_the_earlier() -> None:
    """Sums are added, rates are the later's, and nothing that did not hold is forgotten."""
    first = Result(
        test="T8",
        engine="sqlite",
        count=2,
        figures={"seeds": 2, "crashes": 5, "seeds a second": 1.5},
        violations=["seed 8: a break was missed"],
        seed=7,
        commit="0123456789",
        command="python -m lab run T8 --count 2 --seed 7",
        date="2026-12-01",
    )
    later = replace(
        first,
        count=3,
        figures={"seeds": 3, "crashes": 1, "seeds a second": 2.0},
        violations=[],
        seed=9,
        commit="abcdef0123",
        command="python -m lab run T8 --count 3 --seed 9",
    )
    both = added(first, later)
    assert (both.seed, both.count) == (7, 5)
    assert both.figures == {"seeds": 5, "crashes": 6, "seeds a second": 2.0}
    assert "**did not hold**, in 5 of 10,000" in page([both])
    assert "commit `0123456789 abcdef0123`" in page([both])
